"""Leases: at most one holder at a time, judged by the database's own clock, so managers' clocks may differ.

`epoch` grows with every change of hands: who acts under an older one has been overtaken.
"""

from __future__ import annotations

from sqlalchemy import Connection, case, select, update

from islandmgr.store.sql import database_now, insert_if_absent
from islandmgr.store.tables import leases


def try_acquire(conn: Connection, name: str, holder: str, ttl: float) -> int | None:
    """Take the lease `name` for `ttl` seconds when it is free, run out, or ours; the epoch, or None when another's.

    Who still holds it keeps its epoch; who takes it over, or let its own run out, gets the next.
    """
    now = database_now(conn)
    ours = (leases.c.holder == holder) & (leases.c.expires_at > now)
    taken = conn.execute(
        update(leases)
        .where(leases.c.name == name, (leases.c.expires_at <= now) | (leases.c.holder == holder))
        # MySQL evaluates from left to right, with the columns' new values: the epoch has to come first.
        .ordered_values(
            (leases.c.epoch, leases.c.epoch + case((ours, 0), else_=1)),
            (leases.c.holder, holder),
            (leases.c.expires_at, now + ttl),
        )
    )
    if taken.rowcount == 0:
        first = {"name": name, "holder": holder, "expires_at": now + ttl, "epoch": 1}
        return 1 if insert_if_absent(conn, leases, first) else None
    return int(conn.execute(select(leases.c.epoch).where(leases.c.name == name)).scalar_one())


def renew(conn: Connection, name: str, holder: str, epoch: int, ttl: float) -> bool:
    """Hold on for `ttl` seconds from now. False when it has run out or is another's: stop acting at once."""
    now = database_now(conn)
    renewed = conn.execute(
        update(leases)
        .where(leases.c.name == name, leases.c.holder == holder, leases.c.epoch == epoch, leases.c.expires_at > now)
        .values(expires_at=now + ttl)
    )
    return renewed.rowcount == 1


def release(conn: Connection, name: str, holder: str) -> None:
    """Give it back, so that the next one need not wait for it to run out. Harmless when it is not ours."""
    conn.execute(update(leases).where(leases.c.name == name, leases.c.holder == holder).values(expires_at=0.0))
