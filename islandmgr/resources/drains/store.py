"""Drains: which nodes are emptied, and how far each island has come. What the rows mean is known to `rules`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    insert,
    select,
    update,
)

from islandmgr.model.domain import Subject
from islandmgr.model.errors import NotFound
from islandmgr.model.field_types import EpochSeconds, Said
from islandmgr.resources.drains import messages
from islandmgr.resources.drains.rules import DrainState, Mode
from islandmgr.store import rows
from islandmgr.store.metadata import TABLE, Id, Instant, MessageText, metadata

KIND = "drain"
"""The kind of a drain as a subject."""

drains = Table(
    "drains",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("selector", String(1000), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("state", String(12), nullable=False),
    Column("nodes", JSON, nullable=False),  # names
    Column("who", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("grace_seconds", Integer),
    Column("at_once", Integer, nullable=False),
    Column("max_failures", Integer, nullable=False),
    Column("message", MessageText, nullable=False),
    Column("ended_at", Instant),
    Column("cordoned", Boolean, nullable=False),
    Column("starts_at", Instant),  # before then the islands stay, and their people are warned
    Index("ix_drains_state", "state"),
    **TABLE,
)

drain_items = Table(
    "drain_items",
    metadata,
    # One island of a drain, and how far it has come.
    Column("drain_id", Id, ForeignKey("drains.id"), primary_key=True, autoincrement=False),
    Column("island_id", Id, ForeignKey("islands.id"), primary_key=True, autoincrement=False),
    Column("name", String(120), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("node", String(253), nullable=False),
    Column("action", String(8), nullable=False),
    Column("can_move", Boolean, nullable=False),
    Column("why", MessageText, nullable=False),
    Column("state", String(12), nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("target", String(253), nullable=False),
    Column("due_at", Instant),  # its own time to go; NULL: as the drain says
    Column("left_at", Instant),
    Column("back_at", Instant),
    Column("more", JSON(none_as_null=True)),  # {"until", "who", "reason", "at"}: somebody asked for more time
    Index("ix_drain_items_island_id", "island_id"),
    **TABLE,
)


@dataclass(frozen=True)
class Drain:
    """Nodes that are emptied."""

    id: int
    selector: str
    mode: Mode
    state: DrainState
    nodes: Sequence[str]
    who: str
    created_at: EpochSeconds
    grace_seconds: Annotated[int | None, "From SIGTERM to SIGKILL; null: as each blueprint says"] = None
    at_once: int = 1  # islands of one node on their way at a time
    max_failures: int = 3
    message: Said = ""
    ended_at: EpochSeconds | None = None
    cordoned: bool = False  # the nodes take no new Pods any more
    starts_at: Annotated[EpochSeconds | None, "The deadline that people were told; null: at once"] = None

    @property
    def subject(self) -> Subject:
        return drain_subject(self.id)


def drain_subject(drain_id: int) -> Subject:
    return Subject(KIND, str(drain_id))


def insert_new(conn: Connection, drain: Drain, items: Sequence[Mapping[str, Any]]) -> Drain:
    """Insert a drain with its items (columns of `drain_items` without `drain_id`) and return it with its id."""
    key = conn.execute(insert(drains).values(rows.columns(drain, without=("id",)))).inserted_primary_key
    assert key is not None
    drain = replace(drain, id=int(key[0]))
    if items:
        conn.execute(insert(drain_items), [{**item, "drain_id": drain.id} for item in items])
    return drain


def get(conn: Connection, drain_id: int, *, lock: bool = False) -> Drain:
    """Raises NotFound."""
    query = select(drains).where(drains.c.id == drain_id)
    row = conn.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound(messages.UNKNOWN(id=drain_id), drain=drain_id)
    return rows.read(Drain, row)


def with_ids(conn: Connection, ids: Collection[int]) -> list[Drain]:
    """Those of `ids` that exist, by id."""
    query = select(drains).where(drains.c.id.in_(sorted(ids))).order_by(drains.c.id)
    return [rows.read(Drain, row) for row in conn.execute(query).mappings()]


def newest(conn: Connection, limit: int, after: int | None = None) -> tuple[list[Drain], int | None]:
    """The newest first, and the `after` of the page that follows."""
    query = select(drains).order_by(drains.c.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(drains.c.id < after)
    found = [rows.read(Drain, row) for row in conn.execute(query).mappings()]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def in_state(conn: Connection, state: str) -> list[Drain]:
    """By id."""
    query = select(drains).where(drains.c.state == state).order_by(drains.c.id)
    return [rows.read(Drain, row) for row in conn.execute(query).mappings()]


def items_of(conn: Connection, drain_id: int) -> list[dict[str, Any]]:
    """By island id; columns of `drain_items` without `drain_id`."""
    query = select(drain_items).where(drain_items.c.drain_id == drain_id).order_by(drain_items.c.island_id)
    return [
        {name: value for name, value in row.items() if name != "drain_id"} for row in conn.execute(query).mappings()
    ]


def change(conn: Connection, drain_id: int, **changes: Any) -> None:
    conn.execute(update(drains).where(drains.c.id == drain_id).values(changes))


def add_item(conn: Connection, drain_id: int, item: Mapping[str, Any]) -> None:
    conn.execute(insert(drain_items).values({**item, "drain_id": drain_id}))


def item_of(conn: Connection, drain_id: int, island_id: int) -> dict[str, Any] | None:
    """The row of one island, as in `items_of`; None when the drain is not about it."""
    return next((row for row in items_of(conn, drain_id) if row["island_id"] == island_id), None)


def change_item(conn: Connection, drain_id: int, island_id: int, changes: Mapping[str, Any]) -> None:
    row = (drain_items.c.drain_id == drain_id) & (drain_items.c.island_id == island_id)
    conn.execute(update(drain_items).where(row).values(dict(changes)))


def grace_of(conn: Connection, island_id: int, state: str, item_state: str) -> int | None:
    """The grace of a drain in `state` whose item for the island is in `item_state`; None when none says one."""
    query = (
        select(drains.c.grace_seconds)
        .join(drain_items, drain_items.c.drain_id == drains.c.id)
        .where(drain_items.c.island_id == island_id, drain_items.c.state == item_state, drains.c.state == state)
    )
    return conn.execute(query).scalars().first()
