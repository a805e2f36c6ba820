"""Requests that were answered already: a person's repeat with the same `Idempotency-Key` gets the first one's island.

The key belongs to the person: two people may choose the same one and hear nothing of each other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from islandmgr.kernel.tables import idempotency
from islandmgr.store.sql import insert_if_absent


@dataclass(frozen=True)
class Answered:
    """`fingerprint` is of the request's body: the same key with another body is a mistake of the caller."""

    person: str
    key: str
    fingerprint: str
    island_id: int
    at: float  # UTC epoch seconds


def find(conn: Connection, person: str, key: str) -> Answered | None:
    """What that person got for the key, whichever of the person's tokens or sessions asked."""
    mine = (idempotency.c.person == _digest(person), idempotency.c.key == key)
    row = conn.execute(select(idempotency).where(*mine)).mappings().first()
    return Answered(**{**row, "person": person}) if row else None


def remember(conn: Connection, answered: Answered) -> bool:
    """False when the key is taken: a rival committed first; roll back and answer what `find` finds then."""
    return insert_if_absent(conn, idempotency, {**vars(answered), "person": _digest(answered.person)})


def forget_before(conn: Connection, instant: float) -> int:
    """Delete keys older than `instant`; says how many."""
    return conn.execute(delete(idempotency).where(idempotency.c.at < instant)).rowcount


def _digest(person: str) -> str:
    """MySQL compares texts without their trailing blanks; digests of names that differ in those differ."""
    return hashlib.sha256(person.encode()).hexdigest()
