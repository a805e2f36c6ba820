"""Writing the audit: in the transaction of the act where there is one, by itself where the act was refused.

Whoever takes a request says with `act` what is being done; the verbs below need not know. A verb that writes history
(`kernel.context.note`) writes the audit with it, so neither is ever without the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Connection

from islandmgr.kernel import audit_rows as audit
from islandmgr.kernel.audit_rows import Entry, Outcome
from islandmgr.model.domain import ISLAND, MANAGER, Actor, Subject
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import NOTHING, Message
from islandmgr.store.store import Store


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
    subject: Subject | None = None,
    target: str = "",
    message: Message = NOTHING,
) -> None:
    """Record in this transaction what `actor` does. `kind` names it where no request said what it is.

    `target` is what it was done to in words; left out, it is the subject, unless that is an island, which has a column.
    """
    doing = _doing.get()
    name = doing.act if doing else f"{subject.kind}s.{kind}" if subject else kind
    island_id = subject.number if subject and subject.kind == ISLAND else None
    target = target or (str(subject) if subject and island_id is None else "")
    audit.append(
        conn, Entry(0, now, actor.name, actor.source, name, Outcome.DONE, island_id, target=target, message=message)
    )
    if doing:
        doing.written = True


@dataclass(frozen=True)
class Told:
    """An act that left no entry in a transaction of its own: refused, failed, or done outside the database."""

    act: str
    outcome: Outcome
    island_id: int | None = None
    target: str = ""
    message: str = ""


def record(store: Store, actor: Actor, now: float, told: Told) -> None:
    """Write what has no transaction. When the database is away nothing was done either, and the log has it."""
    entry = Entry(id=0, at=now, who=actor.name, source=actor.source, **vars(told))
    with suppress(IslandError):
        store.run(lambda conn: audit.append(conn, entry))
