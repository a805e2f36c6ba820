"""Leases: at most one holder at a time, judged by the database's own clock, so managers' clocks may differ.

`epoch` grows with every change of hands: who acts under an older one has been overtaken.

The database's clock may be set back: on SQLite it is this machine's. A lease that then ends further ahead than its own
length is cut to that length from now on, for whoever holds it. A holder that lives renews it as before; one that is
dead is followed after that time at the latest.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, select, update

from islandmgr.store.sql import database_now, insert_if_absent
from islandmgr.store.tables import leases


@dataclass(frozen=True)
class Held:
    """A lease as it stands. Every renewal gives it another `expires_at`, in the database's epoch seconds."""

    holder: str
    epoch: int
    expires_at: float


def try_acquire(conn: Connection, name: str, holder: str, ttl: float) -> int | None:
    """Take the lease `name` for `ttl` seconds when it is free, run out, or ours; the epoch, or None when another's.

    Who still holds it keeps its epoch; who takes it over, or let its own run out, gets the next.
    """
    now = database_now(conn)
    _cut(conn, name)
    ours = (leases.c.holder == holder) & (leases.c.expires_at > now)
    taken = conn.execute(
        update(leases)
        .where(leases.c.name == name, (leases.c.expires_at <= now) | (leases.c.holder == holder))
        # MySQL evaluates from left to right, with the columns' new values: the epoch has to come first.
        .ordered_values(
            (leases.c.epoch, leases.c.epoch + case((ours, 0), else_=1)),
            (leases.c.holder, holder),
            (leases.c.expires_at, now + ttl),
            (leases.c.ttl, ttl),
        )
    )
    if taken.rowcount == 0:
        first = {"name": name, "holder": holder, "expires_at": now + ttl, "ttl": ttl, "epoch": 1}
        return 1 if insert_if_absent(conn, leases, first) else None
    return int(conn.execute(select(leases.c.epoch).where(leases.c.name == name)).scalar_one())


def renew(conn: Connection, name: str, holder: str, epoch: int, ttl: float) -> bool:
    """Hold on for `ttl` seconds from now. False when it has run out or is another's: stop acting at once."""
    now = database_now(conn)
    renewed = conn.execute(
        update(leases)
        .where(leases.c.name == name, leases.c.holder == holder, leases.c.epoch == epoch, leases.c.expires_at > now)
        .values(expires_at=now + ttl, ttl=ttl)
    )
    return renewed.rowcount == 1


def release(conn: Connection, name: str, holder: str) -> None:
    """Give it back, so that the next one need not wait for it to run out. Harmless when it is not ours."""
    conn.execute(update(leases).where(leases.c.name == name, leases.c.holder == holder).values(expires_at=0.0))


def find(conn: Connection, name: str) -> Held | None:
    """The lease as it stands, whether it has run out or not; None when nobody ever held it."""
    query = select(leases.c.holder, leases.c.epoch, leases.c.expires_at).where(leases.c.name == name)
    row = conn.execute(query).one_or_none()
    return Held(*row) if row else None


def _cut(conn: Connection, name: str) -> None:
    """Let it end no further ahead than it lasts. Nobody is overtaken: the holder's time begins anew."""
    longest = database_now(conn) + leases.c.ttl
    conn.execute(update(leases).where(leases.c.name == name, leases.c.expires_at > longest).values(expires_at=longest))
