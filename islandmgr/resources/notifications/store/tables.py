"""Webhooks, channels, and the outbox."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from islandmgr.store.metadata import TABLE, Id, Instant, MessageText, metadata

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
    # What the event was about; both empty: an alert, which is about nothing here.
    Column("subject_kind", String(24), nullable=False, server_default=""),
    Column("subject_id", String(64), nullable=False, server_default=""),
    Column("kind", String(24), nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("status", Integer),  # of the last answer
    Column("problem", MessageText, nullable=False, server_default=""),
    Index("uq_deliveries_event", "event_id", "target", "target_id", unique=True),
    Index("ix_deliveries_in_turn", "state", "target", "target_id", "subject_kind", "subject_id", "id"),
    Index("ix_deliveries_target", "target", "target_id", "id"),
    Index("ix_deliveries_created_at", "created_at"),
    **TABLE,
)
