"""The audit: appended, never changed. There is no verb for anything else, and triggers refuse the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from sqlalchemy import ColumnElement, Connection, Text, func, insert, or_, select, type_coerce

from islandmgr.kernel.tables import audit
from islandmgr.model.field_types import EpochSeconds, Said
from islandmgr.model.languages import kinds_with
from islandmgr.store import rows


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"  # not allowed
    FAILED = "failed"  # allowed, but it could not be: bad input, wrong state, something away


@dataclass(frozen=True)
class Entry:
    """One act. `target` is what it was done to, besides an island."""

    id: int
    at: EpochSeconds
    who: str
    source: Annotated[str, "Page, program or token, and the address"]
    act: str
    outcome: Outcome
    island_id: int | None = None
    target: str = ""
    message: Said = ""


@dataclass(frozen=True)
class Wanted:
    """Which entries to show; an empty field does not narrow."""

    who: str = ""
    act: str = ""  # an act, or what begins with it: `islands` finds `islands.stop`
    island_id: int | None = None
    outcome: str = ""
    q: str = ""  # words, each of them a part of message, target or source
    since: float | None = None
    until: float | None = None


def append(conn: Connection, entry: Entry) -> None:
    """The id that `entry` came with is ignored."""
    columns = vars(
        replace(entry, who=entry.who[:64], source=entry.source[:200], target=entry.target[:253], act=entry.act[:48])
    )
    conn.execute(insert(audit), {name: value for name, value in columns.items() if name != "id"})


def page(conn: Connection, wanted: Wanted, limit: int, after: int | None = None) -> tuple[list[Entry], int | None]:
    """The newest first, and the `after` of the page that follows."""
    query = select(audit).where(*_conditions(wanted)).order_by(audit.c.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(audit.c.id < after)
    found = [rows.read(Entry, row) for row in conn.execute(query).mappings()]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.who:
        conditions.append(audit.c.who == wanted.who)
    if wanted.act:
        conditions.append(or_(audit.c.act == wanted.act, audit.c.act.startswith(f"{wanted.act}.", autoescape=True)))
    if wanted.island_id is not None:
        conditions.append(audit.c.island_id == wanted.island_id)
    if wanted.outcome:
        conditions.append(audit.c.outcome == wanted.outcome)
    if wanted.since is not None:
        conditions.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(audit.c.at < wanted.until)
    if wanted.q.strip():
        conditions += [_has(word) for word in wanted.q.lower().split()]
    return conditions


def _has(word: str) -> ColumnElement[bool]:
    """The word is in the target, the source, or the message: in one of its values, or in its words in any language.

    What is stored of a message is a code with values, so its words are looked for among those of all kinds.
    """
    stored = type_coerce(audit.c.message, Text)
    choices = [func.lower(text).contains(word, autoescape=True) for text in (stored, audit.c.target, audit.c.source)]
    choices += [stored.startswith(f'{{"code": "{code}"', autoescape=True) for code in kinds_with(word)]
    return or_(*choices)
