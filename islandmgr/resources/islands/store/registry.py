"""The registry: which islands are reachable where. Other game services read it, through the view `registry_servers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from islandmgr.model.domain import Island
from islandmgr.resources.islands.store.tables import registry
from islandmgr.store.sql import upsert


@dataclass(frozen=True)
class Registration:
    """An island as it announced itself. `ports` maps the blueprint's names to host ports; instants are in epoch s."""

    island_id: int
    incarnation: int
    name: str
    owner: str
    branch: str
    node: str
    host: str
    pod: str
    ports: Mapping[str, int]
    fingerprint: str
    started_at: float
    registered_at: float


def known(island: Island, now: float) -> Registration:
    """What the island would announce, as far as its row knows."""
    return Registration(
        island_id=island.id,
        incarnation=island.incarnation,
        name=island.name,
        owner=island.owner,
        branch=island.branch,
        node=island.node,
        host=island.host,
        pod=island.pod,
        ports={port.name: port.number for port in island.ports},
        fingerprint=island.fingerprint,
        started_at=island.started_at or now,
        registered_at=now,
    )


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
