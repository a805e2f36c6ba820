"""Writing the audit: in the transaction of the act where there is one, by itself where the act was refused.

Whoever takes a request says with `act` what is being done; the verbs below need not know. A verb that writes history
(`parts.note`) writes the audit with it, so neither is ever without the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Connection

from islandmgr.kernel import audit_rows as audit
from islandmgr.kernel.audit_rows import Entry, Outcome
from islandmgr.model.domain import MANAGER, Actor


@dataclass
class Doing:
    """The act of this request. `written` once its entry is in a transaction; after a roll back it is written again."""

    act: str
    written: bool = False


_doing: ContextVar[Doing | None] = ContextVar("doing", default=None)


@contextmanager
def act(name: str) -> Iterator[Doing]:
    """What is done while the block runs is `name`, in the words of `islandmgr.access.rules`."""
    doing = Doing(name)
    before = _doing.set(doing)
    try:
        yield doing
    finally:
        _doing.reset(before)


def begin(name: str) -> Doing:
    """The same without a block: for requests, which end elsewhere. Call `end` then."""
    doing = Doing(name)
    _doing.set(doing)
    return doing


def end() -> None:
    _doing.set(None)


def is_person(actor: Actor) -> bool:
    """Whether an act of `actor` belongs into the audit. Pods and the manager's own steps have their history only."""
    return actor != MANAGER and bool(actor.source)


def done(
    conn: Connection,
    actor: Actor,
    now: float,
    *,
    kind: str = "",
    island_id: int | None = None,
    target: str = "",
    message: str = "",
) -> None:
    """Record in this transaction what `actor` does. `kind` names it where no request said what it is."""
    doing = _doing.get()
    name = doing.act if doing else f"islands.{kind}" if island_id is not None else kind
    audit.append(
        conn, Entry(0, now, actor.name, actor.source, name, Outcome.DONE, island_id, target=target, message=message)
    )
    if doing:
        doing.written = True
