"""Crash bundles: what is kept of a dead incarnation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from sqlalchemy import Connection, delete, select

from islandmgr.model.domain import Clock, Exit
from islandmgr.model.field_types import EpochSeconds, Said
from islandmgr.resources.islands.store.tables import bundles
from islandmgr.store import rows
from islandmgr.store.sql import upsert


@dataclass(frozen=True)
class Bundle:
    """`files` are `{"name", "size" in bytes, "tail"}`; `pod_events` are the cluster's own words, as plain data."""

    island_id: int
    incarnation: int
    at: EpochSeconds
    exit: Exit | None
    reason: Said
    log: Annotated[str, "The last lines of the server's output, or of the container's that kept it from starting"]
    clock: Clock
    fingerprint: str
    pod_events: Sequence[Mapping[str, Any]] = ()
    files: Sequence[Mapping[str, Any]] = ()


def put(conn: Connection, bundle: Bundle) -> None:
    """Insert, or overwrite what was kept of this incarnation before."""
    upsert(conn, bundles, rows.columns(bundle))


def merge(conn: Connection, bundle: Bundle) -> None:
    """Add to what was kept of this incarnation: what is empty in `bundle` leaves what is there.

    Two tell of a crash, the cluster and the side container, in any order and more than once.
    """
    query = select(bundles).where(bundles.c.island_id == bundle.island_id, bundles.c.incarnation == bundle.incarnation)
    row = conn.execute(query.with_for_update()).mappings().first()
    if row is not None:
        kept = rows.read(Bundle, row)
        news = {name: value for name, value in vars(bundle).items() if value}
        bundle = replace(kept, **{**news, "at": kept.at})
    put(conn, bundle)


def exists(conn: Connection, island_id: int, incarnation: int) -> bool:
    query = select(bundles.c.at).where(bundles.c.island_id == island_id, bundles.c.incarnation == incarnation)
    return conn.execute(query).first() is not None


def of_island(conn: Connection, island_id: int) -> list[Bundle]:
    """The newest incarnation first."""
    query = select(bundles).where(bundles.c.island_id == island_id).order_by(bundles.c.incarnation.desc())
    return [rows.read(Bundle, row) for row in conn.execute(query).mappings()]


def forget_before(conn: Connection, instant: float) -> int:
    """Delete bundles older than `instant`; says how many."""
    return conn.execute(delete(bundles).where(bundles.c.at < instant)).rowcount
