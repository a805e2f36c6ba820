"""Groups of islands that share one time line. Which islands those are stands in `islands.clock_group`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sqlalchemy import Connection, delete, select, update

from islandmgr.model.domain import Clock, Island, Wanted
from islandmgr.model.errors import Conflict, NotFound
from islandmgr.model.field_types import EpochSeconds
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.store.tables import clock_groups
from islandmgr.resources.islands.service.rows import from_row as island_from_row
from islandmgr.resources.islands.service.rows import table as islands
from islandmgr.store import rows
from islandmgr.store.sql import insert_if_absent


@dataclass(frozen=True)
class Group:
    """One time line. `who` changed it last, `why` and when; `before` is the clock it had before that."""

    name: str
    zone: Annotated[str, "In which times are read"]  # IANA
    clock: Clock
    who: Annotated[str, "Changed it last"]
    created_at: EpochSeconds
    changed_at: EpochSeconds
    before: Clock | None = None
    why: str = ""


def insert_new(conn: Connection, group: Group) -> None:
    """Raises Conflict when there is one of that name."""
    if not insert_if_absent(conn, clock_groups, rows.columns(group)):
        raise Conflict(messages.GROUP_EXISTS(group=group.name), group=group.name)


def find(conn: Connection, name: str, *, lock: bool = False) -> Group | None:
    query = select(clock_groups).where(clock_groups.c.name == name)
    row = conn.execute(query.with_for_update() if lock else query).mappings().first()
    return None if row is None else rows.read(Group, row)


def get(conn: Connection, name: str, *, lock: bool = False) -> Group:
    """Raises NotFound. Who locks a group and islands locks the group first."""
    group = find(conn, name, lock=lock)
    if group is None:
        raise NotFound(messages.NO_GROUP(group=name), group=name)
    return group


def all_groups(conn: Connection) -> list[Group]:
    """By name."""
    return [
        rows.read(Group, row) for row in conn.execute(select(clock_groups).order_by(clock_groups.c.name)).mappings()
    ]


def change(conn: Connection, group: Group, **changes: Any) -> Group:
    """Write `changes` (fields of `Group`) and return the group as it is then; its row must be locked."""
    after = replace(group, **changes)
    row = rows.columns(after)
    values = {name: row[name] for name in changes}
    conn.execute(update(clock_groups).where(clock_groups.c.name == group.name).values(values))
    return after


def remove(conn: Connection, name: str) -> None:
    conn.execute(delete(clock_groups).where(clock_groups.c.name == name))


def members(conn: Connection, name: str, *, lock: bool = False) -> list[Island]:
    """The group's islands, by id. Those that are being stopped do not count any more."""
    query = select(islands).where(islands.c.clock_group == name, islands.c.wanted == Wanted.RUN).order_by(islands.c.id)
    found = conn.execute(query.with_for_update() if lock else query).mappings()
    return [island_from_row(row) for row in found]
