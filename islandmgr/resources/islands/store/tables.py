"""Islands, the registry that other game services read, and crash bundles."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy.dialects import mysql

from islandmgr.store.metadata import TABLE, Id, Instant, MessageText, metadata

islands = Table(
    "islands",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("name", String(120), nullable=False),
    Column("blueprint", String(63), nullable=False),
    Column("branch", String(63), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("note", String(500), nullable=False, server_default=""),
    Column("wanted", String(8), nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", MessageText, nullable=False, default=""),
    Column("incarnation", Integer, nullable=False, server_default="1"),
    Column("pool", String(63), nullable=False),
    Column("ports", JSON, nullable=False),  # [{"name", "number", "protocol"}]
    Column("clock", JSON, nullable=False),
    Column("args", JSON, nullable=False),
    Column("node", String(253), nullable=False, server_default=""),
    Column("host", String(253), nullable=False, server_default=""),
    Column("pod", String(63), nullable=False, server_default=""),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("ready_at", Instant),
    Column("registered_at", Instant),
    Column("stopped_at", Instant),
    Column("expires_at", Instant),
    Column("last_used_at", Instant),
    Column("connections", Integer, nullable=False, server_default="0"),
    Column("exit", JSON(none_as_null=True)),  # {"code", "reason", "at"}
    Column("fingerprint", String(128), nullable=False, server_default=""),
    Column("clock_applied", Boolean),
    Column("clock_problem", MessageText, nullable=False, server_default=""),
    Column("clock_group", String(63), nullable=False, server_default=""),
    Column("let_go", Integer, nullable=False, server_default="0"),
    Column("memory", BigInteger, nullable=False, server_default="0"),  # bytes that its Pod asks for
    Column("kept_at", Instant),  # when somebody last said that it is still wanted
    Column("hold", JSON(none_as_null=True)),  # {"until", "reason", "who"}
    Column("warning", JSON(none_as_null=True)),  # {"at", "why"}: it ends then, and people were told
    Column("leaving", JSON(none_as_null=True)),  # {"drain", "node", "mode", "at", "asked"}
    Column("version", Integer, nullable=False, server_default="1"),
    Index("ix_islands_state_id", "state", "id"),
    Index("ix_islands_owner_id", "owner", "id"),
    Index("ix_islands_branch_id", "branch", "id"),
    Index("ix_islands_clock_group", "clock_group"),
    **TABLE,
)

registry = Table(
    "registry",
    metadata,
    # What other game services read. One row an island; a row is deleted when its island is stopped.
    Column("island_id", Id, ForeignKey("islands.id"), primary_key=True, autoincrement=False),
    Column("incarnation", Integer, nullable=False),
    Column("name", String(120), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("branch", String(63), nullable=False),
    Column("node", String(253), nullable=False),
    Column("host", String(253), nullable=False),
    Column("pod", String(63), nullable=False),
    Column("ports", JSON, nullable=False),
    Column("fingerprint", String(128), nullable=False, server_default=""),
    Column("started_at", Instant, nullable=False),
    Column("registered_at", Instant, nullable=False),
    **TABLE,
)

bundles = Table(
    "bundles",
    metadata,
    # Crash bundles: what is kept of a dead incarnation. `files` are named here and stored as rows of `bundle_files`.
    Column("island_id", Id, ForeignKey("islands.id"), primary_key=True, autoincrement=False),
    Column("incarnation", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("exit", JSON(none_as_null=True)),
    Column("reason", MessageText, nullable=False),
    Column("log", Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb"), nullable=False),
    Column("clock", JSON, nullable=False),
    Column("fingerprint", String(128), nullable=False, server_default=""),
    Column("pod_events", JSON, nullable=False),
    Column("files", JSON, nullable=False),  # [{"name", "size", "tail"}]
    **TABLE,
)
