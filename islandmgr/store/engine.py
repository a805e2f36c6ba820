"""Connections to the one database: SQLite embedded, MySQL or MariaDB for a team.

Whatever the database has against us comes out as `islandmgr.model.errors.Unavailable`, in plain words and without the
password. Violated constraints and wrong SQL stay what they are: those are our own faults.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError
from tenacity import (
    Retrying,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random,
    wait_random_exponential,
)

from islandmgr.config import file_modes, private_files
from islandmgr.model.errors import Invalid, Unavailable
from islandmgr.store import mysql_tls
from islandmgr.store.database_errors import Busy, at_its_place, in_plain_words

T = TypeVar("T")

BUSY_SECONDS = 30
"""How long a writer queues behind other writers (SQLite) before it gives up."""

LOCK_WAIT_SECONDS = 10
"""How long a statement waits for another transaction's row (MySQL) before it is run again."""

STATEMENT_SECONDS = 20
"""How long a statement may take (MySQL) before its connection counts as lost."""

ATTEMPTS = 8
"""How often `in_transaction` runs work that keeps losing deadlocks."""

_ATTEMPTS = Retrying(
    retry=retry_if_exception_type(Busy),
    stop=stop_after_attempt(ATTEMPTS),
    wait=wait_random_exponential(multiplier=0.01),  # those who deadlocked together must not meet again at once
    reraise=True,
)

WRITES = "islandmgr_writes"
"""Execution option: this connection's transactions write, so they queue from their beginning."""

ACCEPTED = "sqlite:////folder/islandmgr.db or mysql://user:password@host:3306/database"


def make_engine(url: str | URL, statement_seconds: int = STATEMENT_SECONDS) -> Engine:
    """An engine for `url`; nothing is connected yet. Raises `Invalid` for a URL that is none of ours."""
    parsed = _parse(url)
    engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _mysql(parsed, statement_seconds)

    @event.listens_for(engine, "handle_error")
    def speak_plainly(context: ExceptionContext) -> None:
        fault = in_plain_words(context.original_exception, parsed)
        if fault and not context.is_pre_ping:  # the pool looks for another connection itself
            raise fault from context.original_exception

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection for transactions that write."""
    with _turn(engine), engine.connect() as conn:
        yield conn.execution_options(**{WRITES: True})


def in_transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Run `work` in one transaction and commit; run it again when the database broke it off for another's sake.

    So `work` must do nothing that a roll back does not undo. Raises `Unavailable` when the database is away or stays
    busy, and whatever `work` raises, after rolling back.
    """

    def once() -> T:
        with writing(engine) as conn, conn.begin():
            return work(conn)

    return _ATTEMPTS(once)


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """On SQLite, threads of this process write in turn: those who ask the file for it sleep longer than need be."""
    lock = _TURNS.get(engine)
    if lock is None:
        yield
        return
    if not lock.acquire(timeout=BUSY_SECONDS):
        raise at_its_place(Unavailable, engine.url, f"is busy: another writer took over {BUSY_SECONDS} s.")
    try:
        yield
    finally:
        lock.release()


_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


def _parse(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError:
        raise Invalid(f"The database URL cannot be read. Accepted: {ACCEPTED}.") from None
    if backend == "sqlite":
        return parsed.set(drivername="sqlite+pysqlite")
    if backend in ("mysql", "mariadb"):
        if not parsed.database:
            raise Invalid(f"The database URL {parsed} names no database. Accepted: {ACCEPTED}.")
        return parsed.set(drivername="mysql+pymysql")
    raise Invalid(f'The database "{backend}" is not supported. Accepted: {ACCEPTED}.')


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    _TURNS[engine] = Lock()

    @event.listens_for(engine, "do_connect")
    def keep_private(*_about: Any) -> None:
        if file := private_files.sqlite_file(url):
            file_modes.make_file(file)  # SQLite gives the files beside it the same mode

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # Python begins no transactions by itself: `begin` below does.
        if url.database:
            _SWITCHES(_use_wal, connection)
        connection.execute("PRAGMA synchronous = FULL")  # a commit outlives a power cut
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        # A transaction that reads first and writes later cannot wait for another writer: SQLite fails it at once.
        writes = conn.get_execution_options().get(WRITES, False)
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _is_locked(fault: BaseException) -> bool:
    return isinstance(fault, sqlite3.OperationalError) and fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


_SWITCHES = Retrying(
    retry=retry_if_exception(_is_locked),
    stop=stop_after_delay(BUSY_SECONDS),
    wait=wait_random(0.005, 0.05),
    reraise=True,
)
"""SQLite does not wait for its lock when two connections switch a new file to WAL: it fails one of them at once."""


def _use_wal(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _mysql(url: URL, statement_seconds: int) -> Engine:
    session = {
        "time_zone": "'+00:00'",
        "innodb_lock_wait_timeout": str(LOCK_WAIT_SECONDS),
        # A text that is too long is an error, never cut.
        "sql_mode": "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'",
    }
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",  # no gap locks: island starts do not wait for each other
        pool_pre_ping=True,
        pool_reset_on_return=None,  # a `Connection` ends its own transaction: no ROLLBACK after each COMMIT
        pool_recycle=1800,
        pool_size=40,
        max_overflow=0,  # what is connected stays: a connection costs more than most statements
        pool_timeout=10,
        connect_args={
            "charset": "utf8mb4",
            "connect_timeout": 5,
            "read_timeout": statement_seconds,
            "write_timeout": statement_seconds,
            "init_command": "SET " + ", ".join(f"SESSION {name} = {value}" for name, value in session.items()),
        },
    )
    tls, contexts = mysql_tls.arguments(url), mysql_tls.Contexts()

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, args: Any, given: dict[str, Any]) -> Any:
        given.pop("tls", None)
        return mysql_tls.SharingConnection(contexts, *args, **given, **tls)

    return engine
