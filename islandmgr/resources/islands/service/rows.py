"""Rows of islands, for the transactions of this room and of others: loaded, changed, counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import Actor, Island
from islandmgr.model.messages import Message
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
    "act_on",
    "ahead",
    "change",
    "change_with_history",
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


def act_on(parts: Parts, island_id: int, actor: Actor, act: Callable[[Connection, Island, float], Island]) -> Island:
    """Run `act` in one transaction on the locked row, then wake whoever waits for changes. Raises as `load`."""
    now = parts.now()
    island = parts.store.run(lambda conn: act(conn, load(conn, island_id, actor), now))
    parts.changed(island.subject)
    return island


def change_with_history(
    conn: Connection,
    island: Island,
    changes: Mapping[str, Any],
    actor: Actor,
    message: Message,
    now: float,
    data: Mapping[str, Any] | None = None,
) -> Island:
    """Write the row and a line of its history. With another state, it has that since `now`."""
    state = changes.get("state", island.state)
    moved = state is not island.state
    after = change(conn, island, **changes, **({"changed_at": now} if moved else {}))
    kind = "state" if moved else "note"
    note(conn, after, kind, actor, message, now, before=island.state, after=state, data=data)
    return after
