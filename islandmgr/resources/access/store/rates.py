"""How often something was done lately, counted by all managers together."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, select, update

from islandmgr.model.instants import latest
from islandmgr.resources.access.store.tables import rates
from islandmgr.store.sql import insert_if_absent


def count(conn: Connection, name: str, now: float, window: float) -> int:
    """Count once more, and say how many there are in the present window, which began with its first.

    One that began in the future, before the clock was set back, would last until then: it begins anew.
    """
    key = _key(name)
    row = conn.execute(select(rates).where(rates.c.name == key).with_for_update()).mappings().first()
    if row is None:
        if insert_if_absent(conn, rates, {"name": key, "since": now, "number": 1}):
            return 1
        row = conn.execute(select(rates).where(rates.c.name == key).with_for_update()).mappings().one()
    present = now - window < row["since"] <= latest(now)
    since, number = (row["since"], row["number"] + 1) if present else (now, 1)
    conn.execute(update(rates).where(rates.c.name == key).values(since=since, number=number))
    return int(number)


def number(conn: Connection, name: str, now: float, window: float) -> int:
    """How many there are in the present window, without counting."""
    query = select(rates.c.number).where(
        rates.c.name == _key(name), rates.c.since > now - window, rates.c.since <= latest(now)
    )
    return int(conn.execute(query).scalar_one_or_none() or 0)


def take_back(conn: Connection, name: str) -> None:
    """Count once less, unless nothing is counted."""
    one = (rates.c.name == _key(name), rates.c.number > 0)
    conn.execute(update(rates).where(*one).values(number=rates.c.number - 1))


def forget(conn: Connection, name: str) -> None:
    conn.execute(delete(rates).where(rates.c.name == _key(name)))


def forget_before(conn: Connection, instant: float) -> int:
    return conn.execute(delete(rates).where(rates.c.since < instant)).rowcount


def _key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
