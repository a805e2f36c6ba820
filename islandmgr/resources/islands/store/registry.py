"""The registry: which islands are reachable where. Other game services read it, through the view `registry_servers`."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from islandmgr.resources.islands.rules.registration import Registration
from islandmgr.resources.islands.store.tables import registry
from islandmgr.store.sql import upsert


def put(conn: Connection, registration: Registration) -> None:
    """Insert, or overwrite what the island announced before."""
    upsert(conn, registry, {**vars(registration), "ports": dict(registration.ports)})


def remove(conn: Connection, island_id: int) -> bool:
    """Says whether there was one."""
    return conn.execute(delete(registry).where(registry.c.island_id == island_id)).rowcount == 1


def find(conn: Connection, island_id: int) -> Registration | None:
    row = conn.execute(select(registry).where(registry.c.island_id == island_id)).mappings().first()
    return Registration(**dict(row)) if row else None


def all_of_them(conn: Connection) -> list[Registration]:
    """By island id."""
    return [Registration(**dict(row)) for row in conn.execute(select(registry).order_by("island_id")).mappings()]
