"""The tables of tasks: what was asked for, how far each step has come, and what the steps wrote."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects import mysql

from islandmgr.store.metadata import TABLE, Id, Instant, MessageText, metadata

Packed = LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")
"""Random bytes grow a little when they are packed: beyond what a BLOB takes."""

tasks = Table(
    "tasks",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("state", String(12), nullable=False),
    Column("who", String(64), nullable=False),
    Column("reason", Text, nullable=False),  # what it is for
    Column("image", String(500), nullable=False),
    Column("node_selector", JSON, nullable=False),
    Column("deadline_seconds", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("started_at", Instant),  # it left the queue
    Column("ended_at", Instant),
    Column("ending", String(12)),  # the state that it will have once its Pod allows
    Column("ending_at", Instant),
    Column("message", MessageText, nullable=False),
    Column("stop_who", String(64), nullable=False),
    Column("stop_at", Instant),  # somebody asked for its end
    Column("pod_uid", String(64), nullable=False),
    Column("pod_left", Boolean, nullable=False),  # its Pod may still be in the cluster
    Column("node", String(253), nullable=False),
    Column("revision", Integer, nullable=False),
    # Of the request, so that a repeat gets the same task: digests of person and Idempotency-Key, and of the body.
    Column("request_key", String(64), unique=True),
    Column("request_digest", String(64), nullable=False),
    Index("ix_tasks_state_id", "state", "id"),
    Index("ix_tasks_kind_id", "kind", "id"),
    Index("ix_tasks_pod_left", "pod_left"),
    Index("ix_tasks_ended_at", "ended_at"),
    **TABLE,
)

task_steps = Table(
    "task_steps",
    metadata,
    Column("task_id", Id, ForeignKey("tasks.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 0, in their order
    Column("spec", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("exit", Integer),
    Column("started_at", Instant),
    Column("ended_at", Instant),
    Column("message", MessageText, nullable=False),
    Column("log_first", BigInteger, nullable=False),  # bytes from the beginning of its output
    Column("log_end", BigInteger, nullable=False),
    Column("log_complete", Boolean, nullable=False),
    **TABLE,
)

task_logs = Table(
    "task_logs",
    metadata,
    # A piece of a step's output, packed with gzip.
    Column("task_id", Id, ForeignKey("tasks.id"), primary_key=True, autoincrement=False),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),  # of its first byte
    Column("size", Integer, nullable=False),  # unpacked
    Column("data", Packed, nullable=False),
    **TABLE,
)
