"""People, what proves who they are, and how often passwords were tried."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from islandmgr.store.metadata import TABLE, Id, Instant, metadata

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
