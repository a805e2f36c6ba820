"""The history of islands' clocks: what was asked, by whom and why, and what was measured afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from islandmgr.model.domain import Clock
from islandmgr.model.field_types import EpochSeconds, Said
from islandmgr.resources.clocks.store.tables import clock_changes
from islandmgr.store import rows


@dataclass(frozen=True)
class ClockChange:
    """One change. `measured` is `{"fake", "real", "error_ms"}`, None when nobody could measure; `problem` says why."""

    id: int
    island_id: int
    at: EpochSeconds
    who: str
    clock: Clock
    before: Clock | None = None
    why: str = ""
    clock_group: str = ""  # when the whole group was changed
    run_id: int | None = None  # when a script did it
    script: str = ""  # its name; may be empty
    measured: Mapping[str, Any] | None = None
    problem: Said = ""


def append(conn: Connection, change: ClockChange) -> ClockChange:
    """Append `change` and return it with its id; the id it came with is ignored."""
    key = conn.execute(insert(clock_changes), rows.columns(change, without=("id",))).inserted_primary_key
    assert key is not None
    return replace(change, id=int(key[0]))


def note_measured(conn: Connection, island_id: int, measured: Mapping[str, Any] | None, problem: str) -> None:
    """Write to the newest change what was measured after it; no change yet, nothing to write."""
    newest_id = conn.execute(
        select(func.max(clock_changes.c.id)).where(clock_changes.c.island_id == island_id)
    ).scalar()
    conn.execute(
        update(clock_changes)
        .where(clock_changes.c.id == newest_id)
        .values(measured=None if measured is None else dict(measured), problem=problem)
    )


def changed_since(conn: Connection, island_id: int, instant: float) -> bool:
    """Whether its clock was changed after that instant, UTC epoch seconds."""
    query = select(clock_changes.c.id).where(clock_changes.c.island_id == island_id, clock_changes.c.at > instant)
    return conn.execute(query.limit(1)).first() is not None


def history(conn: Connection, island_id: int, limit: int = 100) -> list[ClockChange]:
    """The newest first."""
    query = (
        select(clock_changes)
        .where(clock_changes.c.island_id == island_id)
        .order_by(clock_changes.c.id.desc())
        .limit(limit)
    )
    return [rows.read(ClockChange, row) for row in conn.execute(query).mappings()]


def of_group(conn: Connection, group: str, since: float, limit: int = 20) -> list[ClockChange]:
    """Each change of a group once, as one of its members has it, the newest first; from `since` (UTC epoch seconds) on.

    Who joins takes the time of the others, which changes nothing for the group.
    """
    first = (
        select(func.min(clock_changes.c.id))
        .where(clock_changes.c.clock_group == group, clock_changes.c.at >= since)
        .group_by(clock_changes.c.at)
        .order_by(clock_changes.c.at.desc())
        .limit(limit)
    )
    ids = list(conn.execute(first).scalars())
    query = select(clock_changes).where(clock_changes.c.id.in_(ids)).order_by(clock_changes.c.id.desc())
    changes = [rows.read(ClockChange, row) for row in conn.execute(query).mappings()]
    olders = [*(one.clock for one in changes[1:]), None]
    return [one for one, older in zip(changes, olders, strict=False) if one.clock != older]
