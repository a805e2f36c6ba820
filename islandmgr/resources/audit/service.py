"""What was done, read again; what was refused, recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from islandmgr.kernel import audit_rows as audit
from islandmgr.kernel.audit_rows import Entry, Outcome, Wanted
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Actor
from islandmgr.model.errors import IslandError

PAGE = 500  # entries in one go of an export


@dataclass(frozen=True)
class Told:
    """An act that left no entry in a transaction of its own: refused, failed, or done outside the database."""

    act: str
    outcome: Outcome
    island_id: int | None = None
    target: str = ""
    message: str = ""


class Audit:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def page(self, wanted: Wanted, limit: int, after: int | None = None) -> tuple[list[Entry], int | None]:
        """The newest first, and the `after` of the page that follows."""
        with self._parts.store.reading() as conn:
            return audit.page(conn, wanted, limit, after)

    def everything(self, wanted: Wanted) -> Iterator[Entry]:
        """All that fit, page after page, the newest first."""
        after: int | None = None
        while True:
            found, after = self.page(wanted, PAGE, after)
            yield from found
            if after is None:
                return

    def record(self, actor: Actor, told: Told) -> None:
        """Write what has no transaction. When the database is away nothing was done either, and the log has it."""
        entry = Entry(
            id=0,
            at=self._parts.now(),
            who=actor.name,
            source=actor.source,
            act=told.act,
            outcome=told.outcome,
            island_id=told.island_id,
            target=told.target,
            message=told.message,
        )
        with suppress(IslandError):
            self._parts.store.run(lambda conn: audit.append(conn, entry))
