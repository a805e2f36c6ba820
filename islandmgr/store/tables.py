"""Tables of the shared parts of the store: leases, keys, counters."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from islandmgr.store.metadata import TABLE, Instant, metadata

leases = Table(
    "leases",
    metadata,
    Column("name", String(63), primary_key=True),
    Column("holder", String(128), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("ttl", Instant, nullable=False, server_default="120"),  # seconds that it lasts after each renewal
    **TABLE,
)

secrets = Table(
    "secrets",
    metadata,
    # Keys made once and shared by all managers on this database.
    Column("name", String(63), primary_key=True),
    Column("value", String(128), nullable=False),
    **TABLE,
)

epochs = Table(
    "epochs",
    metadata,
    # Counters that say that something was changed which processes keep in memory.
    Column("name", String(63), primary_key=True),
    Column("number", Integer, nullable=False),
    **TABLE,
)
