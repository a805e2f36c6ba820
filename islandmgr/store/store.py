"""`Store`: transactions on the one database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from islandmgr.model.errors import Unavailable
from islandmgr.store import engine as engines
from islandmgr.store.database_errors import at_its_place

T = TypeVar("T")


class Store:
    """Hands out connections in transactions. Queries are functions of the topic modules: `islands.get(conn, 7)`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def run(self, work: Callable[[Connection], T]) -> T:
        """`work` in one writing transaction, committed at its end, run again after deadlocks: the usual way to write.

        Raises `Unavailable` when the database does not do its work, and whatever `work` raises, after rolling back.
        """
        with self._patient():
            return engines.in_transaction(self.engine, work)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One writing transaction: committed at the end of the block, rolled back on an exception.

        A block cannot be run again after a deadlock; prefer `run`. An explicit `conn.commit()` ends it early.
        """
        with self._patient(), engines.writing(self.engine) as conn:
            conn.begin()
            yield conn
            if conn.in_transaction():
                conn.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading: nothing that is written through it stays."""
        with self._patient(), self.engine.connect() as conn:
            yield conn

    @contextmanager
    def _patient(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeoutError as error:
            words = "is overloaded: no free connection within 10 s."
            raise at_its_place(Unavailable, self.engine.url, words) from error
