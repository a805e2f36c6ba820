"""Pools of host ports, and a row for each port."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, column, table

from islandmgr.store.metadata import TABLE, Id, Instant, metadata

islands = table("islands", column("id", Id), column("state", String), column("owner", String))
"""What is read here of the islands, whose table is their room's."""

port_pools = Table(
    "port_pools",
    metadata,
    # Ranges of host ports as the settings last named them. A retired pool is named no more, but some of its ports
    # are still held; its selector says which other pools must keep off them.
    Column("name", String(63), primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("selector", String(255), nullable=False),
    Column("excluded", JSON, nullable=False),  # [[first, last]]
    Column("retired", Boolean, nullable=False),
    **TABLE,
)

ports = Table(
    "ports",
    metadata,
    # A row for each port of a pool. It names at most one island: that is the last word on "never two islands with one
    # port". The first port of a run of free ones says how long the run is. Runs that touch are joined only when a
    # block fits nowhere else. No foreign key to `port_pools`: it would lock the pool's row in every allocation.
    Column("pool", String(63), primary_key=True),
    Column("port", Integer, primary_key=True, autoincrement=False),
    Column("island_id", Id, ForeignKey("islands.id")),
    Column("free_run", Integer),
    Column("free_since", Instant),  # of a run: 0 when never held; the longest free goes first
    Column("rests_until", Instant),  # of a run: quarantine
    Column("excluded", String(255)),  # why it is never given out: somebody else was found using it
    Index("ix_ports_island_id", "island_id"),
    Index("ix_ports_pool_free_since", "pool", "free_since", "port"),
    **TABLE,
)
