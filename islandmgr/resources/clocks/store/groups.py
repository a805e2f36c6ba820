"""Groups of islands that share one time line. Which islands those are stands in `islands.clock_group`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select, update

from islandmgr.model.domain import Clock, Island, Wanted
from islandmgr.model.errors import Conflict, NotFound
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.store.tables import clock_groups
from islandmgr.resources.islands.service.rows import from_row as island_from_row
from islandmgr.resources.islands.service.rows import table as islands
from islandmgr.store.sql import insert_if_absent


@dataclass(frozen=True)
class Group:
    """One time line. `who` changed it last, `why` and when; `before` is the clock it had before that."""

    name: str
    zone: str  # IANA
    clock: Clock
    who: str
    created_at: float
    changed_at: float
    before: Clock | None = None
    why: str = ""


def insert_new(conn: Connection, group: Group) -> None:
    """Raises Conflict when there is one of that name."""
    if not insert_if_absent(conn, clock_groups, _row(group)):
        raise Conflict(messages.GROUP_EXISTS(group=group.name), group=group.name)


def find(conn: Connection, name: str, *, lock: bool = False) -> Group | None:
    query = select(clock_groups).where(clock_groups.c.name == name)
    row = conn.execute(query.with_for_update() if lock else query).mappings().first()
    return None if row is None else _from_row(row)


def get(conn: Connection, name: str, *, lock: bool = False) -> Group:
    """Raises NotFound. Who locks a group and islands locks the group first."""
    group = find(conn, name, lock=lock)
    if group is None:
        raise NotFound(messages.NO_GROUP(group=name), group=name)
    return group


def all_groups(conn: Connection) -> list[Group]:
    """By name."""
    return [_from_row(row) for row in conn.execute(select(clock_groups).order_by(clock_groups.c.name)).mappings()]


def change(conn: Connection, group: Group, **changes: Any) -> Group:
    """Write `changes` (fields of `Group`) and return the group as it is then; its row must be locked."""
    after = replace(group, **changes)
    row = _row(after)
    values = {name: row[name] for name in changes}
    conn.execute(update(clock_groups).where(clock_groups.c.name == group.name).values(values))
    return after


def remove(conn: Connection, name: str) -> None:
    conn.execute(delete(clock_groups).where(clock_groups.c.name == name))


def members(conn: Connection, name: str, *, lock: bool = False) -> list[Island]:
    """The group's islands, by id. Those that are being stopped do not count any more."""
    query = select(islands).where(islands.c.clock_group == name, islands.c.wanted == Wanted.RUN).order_by(islands.c.id)
    rows = conn.execute(query.with_for_update() if lock else query).mappings()
    return [island_from_row(row) for row in rows]


def _row(group: Group) -> dict[str, Any]:
    return {**vars(group), "clock": group.clock.to_json(), "before": group.before and group.before.to_json()}


def _from_row(row: RowMapping | Mapping[str, Any]) -> Group:
    before = row["before"]
    clocks = {"clock": Clock.from_json(row["clock"]), "before": Clock.from_json(before) if before else None}
    return Group(**{**row, **clocks})
