"""Quotas as operators set them, and what counts against each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    delete,
    func,
    select,
)

from islandmgr.model.domain import TERMINAL, State, Wanted
from islandmgr.resources.access.service.teams import table as users
from islandmgr.resources.islands.service.rows import table as islands
from islandmgr.resources.quotas.rules import EVERYBODY, Key, Kind, Quota, Use
from islandmgr.store.metadata import TABLE, Instant, metadata
from islandmgr.store.sql import insert_if_absent, upsert

quotas = Table(
    "quotas",
    metadata,
    # What one person, team or branch may use; the name `*` is for everybody who has no row. NULL: no limit.
    Column("kind", String(8), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("islands", Integer),
    Column("memory", BigInteger),  # bytes
    Column("who", String(64), nullable=False),
    Column("changed_at", Instant, nullable=False),
    **TABLE,
)

quota_turns = Table(
    "quota_turns",
    metadata,
    # A row to lock for each that is counted: starts that count against the same quota go one after the other.
    Column("kind", String(8), primary_key=True),
    Column("name", String(64), primary_key=True),
    **TABLE,
)

_NAMED = select(quotas).where(  # the kinds, too, since the key begins with them
    quotas.c.kind.in_(sorted(Kind)), quotas.c.name.in_(bindparam("names", expanding=True))
)


@dataclass(frozen=True)
class Row:
    """A quota, and who set it when."""

    key: Key
    quota: Quota
    who: str
    changed_at: float  # UTC epoch seconds


def put(conn: Connection, row: Row) -> None:
    columns = {"kind": row.key.kind, "name": row.key.name, "islands": row.quota.islands, "memory": row.quota.memory}
    upsert(conn, quotas, {**columns, "who": row.who, "changed_at": row.changed_at})


def remove(conn: Connection, key: Key) -> bool:
    """False when there is none."""
    return conn.execute(delete(quotas).where(quotas.c.kind == key.kind, quotas.c.name == key.name)).rowcount == 1


def everything(conn: Connection) -> list[Row]:
    """By kind and name."""
    found = conn.execute(select(quotas).order_by(quotas.c.kind, quotas.c.name)).mappings()
    return [
        Row(Key(Kind(row["kind"]), row["name"]), Quota(row["islands"], row["memory"]), row["who"], row["changed_at"])
        for row in found
    ]


def of_keys(conn: Connection, keys: Collection[Key]) -> dict[Key, Quota]:
    """Those that were set for these, and for everybody of their kinds."""
    wanted = {*keys, *(Key(key.kind, EVERYBODY) for key in keys)}
    rows = conn.execute(_NAMED, {"names": sorted({key.name for key in wanted})})
    found = {Key(Kind(row.kind), row.name): Quota(row.islands, row.memory) for row in rows}
    return {key: quota for key, quota in found.items() if key in wanted}


def take_turn(conn: Connection, key: Key) -> None:
    """Whoever counts against the same quota waits until this transaction ends. Take several in one order only."""
    query = select(quota_turns).where(quota_turns.c.kind == key.kind, quota_turns.c.name == key.name).with_for_update()
    if conn.execute(query).first() is None:
        insert_if_absent(conn, quota_turns, {"kind": key.kind, "name": key.name})
        conn.execute(query).first()


def uses(conn: Connection, key: Key) -> list[Use]:
    """The islands that count against it, by id."""
    idle = func.coalesce(islands.c.last_used_at, islands.c.ready_at, islands.c.created_at)
    columns = (islands.c.id, islands.c.name, islands.c.owner, islands.c.state, islands.c.memory, idle.label("idle"))
    query = select(*columns).where(_counts(), _of(key)).order_by(islands.c.id)
    return [Use(row.id, row.name, row.owner, State(row.state), row.memory, row.idle) for row in conn.execute(query)]


def used(conn: Connection, kind: Kind) -> dict[str, tuple[int, int]]:
    """By name: how many islands count, and their memory in bytes."""
    total = (func.count(), func.coalesce(func.sum(islands.c.memory), 0))
    query: Select[Any]
    if kind is Kind.TEAM:
        joined = islands.join(users, users.c.name == islands.c.owner)
        query = select(users.c.team, *total).select_from(joined).where(users.c.team != "").group_by(users.c.team)
    else:
        column = islands.c.owner if kind is Kind.PERSON else islands.c.branch
        query = select(column, *total).group_by(column)
    rows = conn.execute(query.where(_counts()))
    return {str(name): (int(number), int(memory)) for name, number, memory in rows}


def _counts() -> ColumnElement[bool]:
    return islands.c.state.in_(sorted(set(State) - TERMINAL)) & (islands.c.wanted == Wanted.RUN)


def _of(key: Key) -> ColumnElement[bool]:
    if key.kind is Kind.TEAM:
        return islands.c.owner.in_(select(users.c.name).where(users.c.team == key.name))
    return (islands.c.owner if key.kind is Kind.PERSON else islands.c.branch) == key.name
