"""Counters that tell processes that what they keep in memory may be out of date."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from islandmgr.store.sql import insert_if_absent
from islandmgr.store.tables import epochs


def bump(conn: Connection, name: str) -> None:
    """One more, with the transaction that changed the thing."""
    counted = update(epochs).where(epochs.c.name == name).values(number=epochs.c.number + 1)
    if conn.execute(counted).rowcount == 0 and not insert_if_absent(conn, epochs, {"name": name, "number": 1}):
        conn.execute(counted)


def read(conn: Connection, name: str) -> int:
    return int(conn.execute(select(epochs.c.number).where(epochs.c.name == name)).scalar_one_or_none() or 0)
