"""Islands' clocks: their history, groups, scripts and runs."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table

from islandmgr.store.metadata import TABLE, Id, Instant, MessageText, metadata

clock_changes = Table(
    "clock_changes",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("island_id", Id, ForeignKey("islands.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("who", String(64), nullable=False),
    Column("why", String(500), nullable=False, server_default=""),
    Column("clock", JSON, nullable=False),
    Column("before", JSON(none_as_null=True)),  # the clock that this one took the place of
    Column("clock_group", String(63), nullable=False, server_default=""),  # the group that was changed
    Column("run_id", Id),  # the script's run that did it
    Column("script", String(63), nullable=False, server_default=""),  # that script's name
    Column("measured", JSON(none_as_null=True)),  # {"fake", "real", "error_ms"}
    Column("problem", MessageText, nullable=False, server_default=""),
    Index("ix_clock_changes_clock_group_at", "clock_group", "at"),
    Index("ix_clock_changes_island_id_id", "island_id", "id"),
    **TABLE,
)

clock_groups = Table(
    "clock_groups",
    metadata,
    # Islands that share one time line; `islands.clock_group` says which those are.
    Column("name", String(63), primary_key=True),
    Column("zone", String(63), nullable=False),  # IANA, in which times are read
    Column("clock", JSON, nullable=False),
    Column("before", JSON(none_as_null=True)),  # for undoing the last change
    Column("who", String(64), nullable=False),
    Column("why", String(500), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    **TABLE,
)

clock_scripts = Table(
    "clock_scripts",
    metadata,
    Column("name", String(63), primary_key=True),
    Column("blueprint", String(63), nullable=False, server_default=""),  # empty: for all
    Column("description", String(500), nullable=False, server_default=""),
    Column("steps", JSON, nullable=False),  # [text]
    Column("who", String(64), nullable=False),
    Column("changed_at", Instant, nullable=False),
    **TABLE,
)

clock_runs = Table(
    "clock_runs",
    metadata,
    # A script that is carried out on one island or one group. The leader goes on with it at `wake_at`.
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("script", String(63), nullable=False, server_default=""),  # empty when its steps came with the wish
    Column("island_id", Id, ForeignKey("islands.id")),
    Column("clock_group", String(63), nullable=False, server_default=""),
    Column("run", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("wake_at", Instant),
    Column("who", String(64), nullable=False),
    Column("why", String(500), nullable=False, server_default=""),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("waits_since", Instant),  # when the wait began that `wake_at` ends
    Index("ix_clock_runs_state_wake_at", "state", "wake_at"),
    Index("ix_clock_runs_island_id_id", "island_id", "id"),
    Index("ix_clock_runs_clock_group_id", "clock_group", "id"),
    **TABLE,
)
