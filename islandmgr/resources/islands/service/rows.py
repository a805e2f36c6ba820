"""Rows of islands, for the transactions of this room and of others: loaded, changed, counted."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from islandmgr.model.domain import Actor, Island
from islandmgr.resources.access.service import authority
from islandmgr.resources.islands.store import islands
from islandmgr.resources.islands.store.islands import (
    Filter,
    ahead,
    change,
    count_by_node,
    count_by_state,
    dead,
    from_row,
    get,
    live,
    on_nodes,
    page,
    ports_by_node,
    versions,
    with_ids,
)
from islandmgr.resources.islands.store.tables import islands as table

__all__ = [
    "Filter",
    "ahead",
    "change",
    "count_by_node",
    "count_by_state",
    "dead",
    "from_row",
    "get",
    "live",
    "load",
    "on_nodes",
    "owners",
    "page",
    "ports_by_node",
    "table",
    "versions",
    "with_ids",
]


def load(conn: Connection, island_id: int, actor: Actor) -> Island:
    """The island, locked, for `actor` to change. Raises NotFound, Forbidden."""
    island = get(conn, island_id, lock=True)
    authority.check(conn, actor, [island])
    return island


def owners(conn: Connection, island_ids: Collection[int]) -> dict[int, str]:
    """Whose each of these islands is; what does not exist is left out."""
    return {island.id: island.owner for island in islands.with_ids(conn, island_ids)}
