"""Tables that every verb may write: events, audit, idempotency keys; and how far readers of events have come."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text

from islandmgr.store.metadata import TABLE, Id, Instant, MessageText, metadata

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    # What it is about: a kind of thing, and its number or name as text.
    Column("subject_kind", String(24), nullable=False, server_default=""),
    Column("subject_id", String(64), nullable=False, server_default=""),
    Column("incarnation", Integer, nullable=False),  # of an island; 0 where the subject has none
    Column("at", Instant, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("before", String(12), nullable=False, server_default=""),
    Column("after", String(12), nullable=False, server_default=""),
    Column("who", String(64), nullable=False),
    Column("message", MessageText, nullable=False),
    Column("data", JSON, nullable=False),
    Index("ix_events_subject", "subject_kind", "subject_id", "id"),
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
    Column("message", MessageText, nullable=False),
    Index("ix_audit_who_id", "who", "id"),
    Index("ix_audit_island_id_id", "island_id", "id"),
    Index("ix_audit_act_id", "act", "id"),
    Index("ix_audit_at", "at"),
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

places = Table(
    "places",
    metadata,
    # How far readers of the events have come, as `tail.Tail.cursor`.
    Column("name", String(63), primary_key=True),
    Column("cursor", Text, nullable=False),
    **TABLE,
)
