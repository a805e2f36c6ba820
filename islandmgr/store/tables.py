"""The schema, in SQLAlchemy Core. Instants are UTC epoch seconds in a DOUBLE; JSON is text that we alone read.

`alembic` migrations in `migrations/` build it; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects import mysql, sqlite

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
"""SQLite counts only an INTEGER PRIMARY KEY by itself; `sqlite_autoincrement` makes it never reuse a number."""

Instant: Double[float] = Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")

TABLE: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
}

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
    Column("reason", Text, nullable=False, default=""),
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
    Column("clock_problem", String(500), nullable=False, server_default=""),
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

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("island_id", Id, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("before", String(12), nullable=False, server_default=""),
    Column("after", String(12), nullable=False, server_default=""),
    Column("who", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Index("ix_events_island_id_id", "island_id", "id"),
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
    Column("reason", Text, nullable=False),
    Column("log", Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb"), nullable=False),
    Column("clock", JSON, nullable=False),
    Column("fingerprint", String(128), nullable=False, server_default=""),
    Column("pod_events", JSON, nullable=False),
    Column("files", JSON, nullable=False),  # [{"name", "size", "tail"}]
    **TABLE,
)

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
    Column("problem", String(500), nullable=False, server_default=""),
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

users = Table(
    "users",
    metadata,
    # People who may sign in. Nobody is deleted: the audit and the islands keep naming them.
    Column("name", String(64), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("team", String(64), nullable=False, server_default=""),
    Column("password", String(200), nullable=False, server_default=""),  # argon2id; empty: none fits
    Column("subject", String(255)),  # issuer and subject of an account of the company's own; empty here: NULL
    Column("disabled", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("signed_in_at", Instant),
    Index("uq_users_subject", "subject", unique=True),
    **TABLE,
)

tokens = Table(
    "tokens",
    metadata,
    # What proves who one is: API tokens and browsers' sessions. Only a digest of the secret is kept.
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("user", String(64), ForeignKey("users.name"), nullable=False),
    Column("kind", String(8), nullable=False),  # `token` or `session`
    Column("name", String(120), nullable=False),  # a session's is the browser's
    Column("scope", String(8), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_from", String(64), nullable=False, server_default=""),
    Column("revoked_at", Instant),
    Index("uq_tokens_digest", "digest", unique=True),
    Index("ix_tokens_user_id", "user", "id"),
    **TABLE,
)

audit = Table(
    "audit",
    metadata,
    # Every act of a person, the refused ones too. Appended only: triggers refuse UPDATE and DELETE.
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("who", String(64), nullable=False),
    Column("source", String(200), nullable=False),  # page, program or token, and the address
    Column("act", String(48), nullable=False),
    Column("island_id", Id),
    Column("target", String(253), nullable=False, server_default=""),  # what else it was done to
    Column("outcome", String(8), nullable=False),  # `done`, `refused`, `failed`
    Column("message", Text, nullable=False),
    Index("ix_audit_who_id", "who", "id"),
    Index("ix_audit_island_id_id", "island_id", "id"),
    Index("ix_audit_act_id", "act", "id"),
    Index("ix_audit_at", "at"),
    **TABLE,
)

rates = Table(
    "rates",
    metadata,
    # How often something limited was done lately, counted by all managers together.
    Column("name", String(64), primary_key=True),  # a digest: what is limited, and for whom
    Column("since", Instant, nullable=False),
    Column("number", Integer, nullable=False),
    Index("ix_rates_since", "since"),
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

idempotency = Table(
    "idempotency",
    metadata,
    Column("person", String(64), primary_key=True),  # digest of the name of whoever sent the key
    Column("key", String(128), primary_key=True),
    Column("fingerprint", String(64), nullable=False),  # of the request's body
    Column("island_id", Id, nullable=False),
    Column("at", Instant, nullable=False),
    **TABLE,
)

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

drains = Table(
    "drains",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("selector", String(1000), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("state", String(12), nullable=False),
    Column("nodes", JSON, nullable=False),  # names
    Column("who", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("grace_seconds", Integer),
    Column("at_once", Integer, nullable=False),
    Column("max_failures", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("ended_at", Instant),
    Column("cordoned", Boolean, nullable=False),
    Column("starts_at", Instant),  # before then the islands stay, and their people are warned
    Index("ix_drains_state", "state"),
    **TABLE,
)

drain_items = Table(
    "drain_items",
    metadata,
    # One island of a drain, and how far it has come.
    Column("drain_id", Id, ForeignKey("drains.id"), primary_key=True, autoincrement=False),
    Column("island_id", Id, ForeignKey("islands.id"), primary_key=True, autoincrement=False),
    Column("name", String(120), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("node", String(253), nullable=False),
    Column("action", String(8), nullable=False),
    Column("can_move", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("target", String(253), nullable=False),
    Column("due_at", Instant),  # its own time to go; NULL: as the drain says
    Column("left_at", Instant),
    Column("back_at", Instant),
    Column("more", JSON(none_as_null=True)),  # {"until", "who", "reason", "at"}: somebody asked for more time
    Index("ix_drain_items_island_id", "island_id"),
    **TABLE,
)

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

quotas = Table(
    "quotas",
    metadata,
    # What one person, team or branch may use; the name `*` is for everybody who has no row. NULL: no limit.
    Column("kind", String(8), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("islands", Integer),
    Column("memory", BigInteger),  # bytes
    Column("who", String(64), nullable=False),
    Column("changed_at", Instant, nullable=False),
    **TABLE,
)

quota_turns = Table(
    "quota_turns",
    metadata,
    # A row to lock for each that is counted: starts that count against the same quota go one after the other.
    Column("kind", String(8), primary_key=True),
    Column("name", String(64), primary_key=True),
    **TABLE,
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("name", String(120), nullable=False),
    Column("url", String(1000), nullable=False),
    Column("secret", String(500), nullable=False),  # sealed
    Column("kinds", JSON, nullable=False),  # of events; empty: all
    Column("branch", String(63), nullable=False, server_default=""),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("active", Boolean, nullable=False),
    Column("who", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    **TABLE,
)

channels = Table(
    "channels",
    metadata,
    # Where a person wants to be told things. The address is a secret.
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("user", String(64), nullable=False),
    Column("name", String(120), nullable=False),
    Column("service", String(24), nullable=False),
    Column("address", Text, nullable=False),  # sealed
    Column("kinds", JSON, nullable=False),
    Column("reach", String(8), nullable=False),  # whose islands: `own`, `team`, `all`
    Column("language", String(2), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_channels_user_id", "user", "id"),
    **TABLE,
)

deliveries = Table(
    "deliveries",
    metadata,
    # The outbox: what is to be told to whom. No foreign keys: a webhook that is forgotten takes its rows with it.
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("target", String(8), nullable=False),  # `webhook` or `channel`
    Column("target_id", Id, nullable=False),
    Column("event_id", Id, nullable=False),
    Column("island_id", Id, nullable=False),  # 0: about none
    Column("kind", String(24), nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("status", Integer),  # of the last answer
    Column("problem", String(500), nullable=False, server_default=""),
    Index("uq_deliveries_event", "event_id", "target", "target_id", unique=True),
    Index("ix_deliveries_turn", "state", "target", "target_id", "island_id", "id"),
    Index("ix_deliveries_target", "target", "target_id", "id"),
    Index("ix_deliveries_created_at", "created_at"),
    **TABLE,
)

places = Table(
    "places",
    metadata,
    # How far readers of the events have come, as `tail.Tail.cursor`.
    Column("name", String(63), primary_key=True),
    Column("cursor", Text, nullable=False),
    **TABLE,
)
