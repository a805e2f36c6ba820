"""What is remembered of nodes between two looks. What it means is known to `rules.outside_changes`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, String, Table, delete, select, update

from islandmgr.resources.nodes.rules.outside_changes import Known
from islandmgr.store.metadata import TABLE, metadata
from islandmgr.store.sql import upsert

nodes = Table(
    "nodes",
    metadata,
    # What is remembered of each node between two looks, to notice what others do to it.
    Column("name", String(253), primary_key=True),
    Column("boot_id", String(64), nullable=False),
    Column("closed", Boolean, nullable=False),  # as last seen
    Column("closed_by", String(64), nullable=False),  # who of ours closed it; empty: nobody of ours
    Column("here", Boolean, nullable=False),
    **TABLE,
)


def everything(conn: Connection) -> dict[str, Known]:
    """By the node's name."""
    return {row["name"]: Known(**row) for row in conn.execute(select(nodes)).mappings()}


def get(conn: Connection, name: str) -> Known | None:
    """Locked: nobody else changes the row until the transaction ends."""
    row = conn.execute(select(nodes).where(nodes.c.name == name).with_for_update()).mappings().first()
    return Known(**row) if row else None


def put(conn: Connection, known: Known) -> None:
    upsert(conn, nodes, vars(known))


def set_closed_by(conn: Connection, name: str, who: str) -> None:
    """Who of ours closed the node; empty: nobody. A node that was not seen yet gets a row."""
    changed = conn.execute(update(nodes).where(nodes.c.name == name).values(closed_by=who))
    if not changed.rowcount:
        known = get(conn, name) or Known(name)
        upsert(conn, nodes, {**vars(known), "closed_by": who})


def set_closed(conn: Connection, name: str, closed: bool) -> None:
    """We closed or opened it, so we have seen it so: whoever does the contrary now is noticed, and ours is no news."""
    conn.execute(update(nodes).where(nodes.c.name == name).values(closed=closed, here=True))


def forget(conn: Connection, name: str) -> None:
    conn.execute(delete(nodes).where(nodes.c.name == name))
