"""The history of everything that has one: appended, never changed. `tail.Tail` follows it live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from islandmgr.kernel.tables import events
from islandmgr.model.domain import Event, Subject

ROW = "row"
"""The kind of an event that only tells readers of the stream that a row changed; it is no line of history."""


def append(conn: Connection, event: Event) -> Event:
    """Append `event` and return it with its id; the id it came with is ignored."""
    columns = to_row(event)
    del columns["id"]
    key = conn.execute(insert(events), columns).inserted_primary_key
    assert key is not None
    return replace(event, id=int(key[0]))


def of_subject(
    conn: Connection, subject: Subject, limit: int = 1000, *, after: int = 0, incarnation: int | None = None
) -> list[Event]:
    """The newest `limit` events of a subject with ids above `after`, in the order they happened."""
    query = select(events).where(
        events.c.subject_kind == subject.kind,
        events.c.subject_id == subject.id,
        events.c.id > after,
        events.c.kind != ROW,
    )
    if incarnation is not None:
        query = query.where(events.c.incarnation == incarnation)
    query = query.order_by(events.c.id.desc()).limit(limit)
    return [from_row(row) for row in conn.execute(query).mappings()][::-1]


def has_become(conn: Connection, subject: Subject, state: str) -> bool:
    """Whether its history says that it ever was in that state."""
    query = select(events.c.id).where(
        events.c.subject_kind == subject.kind, events.c.subject_id == subject.id, events.c.after == state
    )
    return conn.execute(query.limit(1)).first() is not None


def after(conn: Connection, event_id: int, limit: int = 1000) -> list[Event]:
    """Events with greater ids that are committed now. A lesser id can still commit later: see `tail.Tail`."""
    query = select(events).where(events.c.id > event_id).order_by(events.c.id).limit(limit)
    return [from_row(row) for row in conn.execute(query).mappings()]


def newest_id(conn: Connection) -> int:
    """The greatest id so far, 0 when there is none."""
    return int(conn.execute(select(func.coalesce(func.max(events.c.id), 0))).scalar_one())


def forget_row_events(conn: Connection, before: float) -> int:
    """Delete events of kind `row` from before that instant; says how many."""
    return conn.execute(delete(events).where(events.c.kind == ROW, events.c.at < before)).rowcount


def to_row(event: Event) -> dict[str, Any]:
    columns = {**vars(event), "data": dict(event.data)}
    del columns["subject"]
    return {**columns, "subject_kind": event.subject.kind, "subject_id": event.subject.id}


def from_row(row: RowMapping | Mapping[str, Any]) -> Event:
    columns = dict(row)
    return Event(subject=Subject(columns.pop("subject_kind"), columns.pop("subject_id")), **columns)
