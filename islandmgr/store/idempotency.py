"""Requests that were answered already: a repeat with the same `Idempotency-Key` gets the first one's island."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from islandmgr.store.sql import insert_if_absent
from islandmgr.store.tables import idempotency


@dataclass(frozen=True)
class Answered:
    """`fingerprint` is of the request's body: the same key with another body is a mistake of the caller."""

    key: str
    fingerprint: str
    island_id: int
    at: float  # UTC epoch seconds


def find(conn: Connection, key: str) -> Answered | None:
    row = conn.execute(select(idempotency).where(idempotency.c.key == key)).mappings().first()
    return Answered(**row) if row else None


def remember(conn: Connection, answered: Answered) -> bool:
    """False when the key is taken: a rival committed first; roll back and answer what `find` finds then."""
    return insert_if_absent(conn, idempotency, vars(answered))


def forget_before(conn: Connection, instant: float) -> int:
    """Delete keys older than `instant`; says how many."""
    return conn.execute(delete(idempotency).where(idempotency.c.at < instant)).rowcount
