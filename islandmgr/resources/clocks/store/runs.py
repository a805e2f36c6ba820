"""Runs of scripts: how far each has come, and when it goes on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from faketime.scripts import Run, RunState
from islandmgr.model.errors import NotFound
from islandmgr.model.field_types import EpochSeconds
from islandmgr.model.instants import latest
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.store.tables import clock_runs
from islandmgr.store import rows


@dataclass(frozen=True)
class ClockRun:
    """A script on one island (`island_id`) or one group (`clock_group`)."""

    id: int
    run: Run
    who: str
    started_at: EpochSeconds
    script: str = ""  # its name; empty when the steps came with the wish
    island_id: int | None = None
    clock_group: str = ""
    why: str = ""
    ended_at: EpochSeconds | None = None


def insert_new(conn: Connection, it: ClockRun) -> ClockRun:
    """Insert `it` and return it with its id; the id it came with is ignored."""
    columns = _row(it)
    del columns["id"]
    key = conn.execute(insert(clock_runs), columns).inserted_primary_key
    assert key is not None
    return replace(it, id=int(key[0]))


def get(conn: Connection, run_id: int, *, lock: bool = False) -> ClockRun:
    """Raises NotFound. Who locks a run and its islands locks the islands first."""
    query = select(clock_runs).where(clock_runs.c.id == run_id)
    row = conn.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound(messages.NO_RUN(id=run_id), run=run_id)
    return _from_row(row)


def page(
    conn: Connection, *, island_id: int | None, group: str, active: bool, limit: int, after: int | None
) -> tuple[list[ClockRun], int | None]:
    """The newest first, and the `after` of the page that follows."""
    query = select(clock_runs).order_by(clock_runs.c.id.desc()).limit(limit + 1)
    if island_id is not None:
        query = query.where(clock_runs.c.island_id == island_id)
    if group:
        query = query.where(clock_runs.c.clock_group == group)
    if active:
        query = query.where(clock_runs.c.state == RunState.RUNNING)
    if after is not None:
        query = query.where(clock_runs.c.id < after)
    found = [_from_row(row) for row in conn.execute(query).mappings()]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def active_of(conn: Connection, island_ids: Collection[int], group: str = "") -> list[ClockRun]:
    """The runs that go on now on these islands or this group."""
    query = select(clock_runs).where(clock_runs.c.state == RunState.RUNNING)
    mine = clock_runs.c.island_id.in_(sorted(island_ids))
    query = query.where(mine | (clock_runs.c.clock_group == group) if group else mine)
    return [_from_row(row) for row in conn.execute(query.order_by(clock_runs.c.id)).mappings()]


def due(conn: Connection, now: float) -> list[int]:
    """Runs whose time to go on has come, as `faketime.scripts.is_due`."""
    over = (clock_runs.c.wake_at <= now) | (clock_runs.c.waits_since > latest(now))
    query = select(clock_runs.c.id).where(clock_runs.c.state == RunState.RUNNING, over)
    return [int(key) for key in conn.execute(query.order_by(clock_runs.c.wake_at)).scalars()]


def next_wake(conn: Connection) -> float | None:
    """When the next run goes on, UTC epoch seconds; None when there is none."""
    query = select(func.min(clock_runs.c.wake_at)).where(clock_runs.c.state == RunState.RUNNING)
    found: float | None = conn.execute(query).scalar()
    return found


def write(conn: Connection, it: ClockRun) -> None:
    """Store how far it has come."""
    conn.execute(update(clock_runs).where(clock_runs.c.id == it.id).values(_row(it)))


def _row(it: ClockRun) -> dict[str, Any]:
    run = it.run
    return rows.columns(it, state=run.state, wake_at=run.wake_at, waits_since=run.waits_since)


def _from_row(row: RowMapping) -> ClockRun:
    return rows.read(ClockRun, row, without=("state", "wake_at", "waits_since"))
