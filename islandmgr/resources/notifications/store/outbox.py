"""The outbox: what is still to be told to webhooks and channels, and what came of it.

Of the rows for one target and one subject only the oldest that waits is ever tried: that keeps a subject's order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from islandmgr.kernel.tables import places
from islandmgr.model.domain import Subject
from islandmgr.model.errors import NotFound
from islandmgr.model.instants import latest
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.rules.targets import Delivery, DeliveryState, Target
from islandmgr.resources.notifications.store.tables import deliveries
from islandmgr.store import rows
from islandmgr.store.sql import upsert

LONGEST_GAP = 1.2 * 3600.0  # seconds between two attempts at most


def add(conn: Connection, them: Sequence[Delivery]) -> None:
    """Append them in this order; a target that was told of an event already is not told again."""
    if not them:
        return
    events = sorted({row.event_id for row in them})
    columns = (deliveries.c.event_id, deliveries.c.target, deliveries.c.target_id)
    told = {tuple(row) for row in conn.execute(select(*columns).where(deliveries.c.event_id.in_(events)))}
    new = [row for row in them if (row.event_id, row.target.value, row.target_id) not in told]
    if new:
        conn.execute(insert(deliveries), [_columns(row) for row in new])


def due(conn: Connection, now: float, but: Collection[int], limit: int, of_one: int) -> list[Delivery]:
    """Whose turn it is now, without those with ids in `but`: each target's longest waiting first.

    So a target with many rows keeps nobody else's out of these: there are at most `of_one` of each, the first ones of
    all targets before the second ones. What was made in the future, or waits longer than anything can, did so before
    the clock was set back.
    """
    ahead = (deliveries.c.next_at > latest(now, LONGEST_GAP)) | (deliveries.c.created_at > latest(now))
    first = (
        select(func.min(deliveries.c.id))
        .where(deliveries.c.state == DeliveryState.WAITING)
        .group_by(*(deliveries.c[name] for name in ("target", "target_id", "subject_kind", "subject_id")))
    )
    rank = func.row_number().over(
        partition_by=[deliveries.c.target, deliveries.c.target_id], order_by=[deliveries.c.next_at, deliveries.c.id]
    )
    ranked = (
        select(deliveries.c.id, rank.label("rank"))
        .where(deliveries.c.id.in_(first), (deliveries.c.next_at <= now) | ahead)
        .where(deliveries.c.id.not_in(sorted(but)))
        .subquery()
    )
    query = (
        select(deliveries)
        .join(ranked, ranked.c.id == deliveries.c.id)
        .where(ranked.c.rank <= of_one)
        .order_by(ranked.c.rank, deliveries.c.next_at)
        .limit(limit)
    )
    return [_from_row(row) for row in conn.execute(query).mappings()]


def settle(conn: Connection, it: Delivery, **changes: Any) -> bool:
    """Write what came of an attempt, unless somebody else did meanwhile."""
    mine = (deliveries.c.id == it.id, deliveries.c.state == it.state, deliveries.c.attempts == it.attempts)
    return conn.execute(update(deliveries).where(*mine).values(changes)).rowcount == 1


def get(conn: Connection, delivery_id: int) -> Delivery:
    """Raises NotFound."""
    row = conn.execute(select(deliveries).where(deliveries.c.id == delivery_id)).mappings().first()
    if row is None:
        raise NotFound(messages.NO_DELIVERY(id=delivery_id), delivery=delivery_id)
    return _from_row(row)


def page(
    conn: Connection, target: Target, target_id: int, state: str, limit: int, after: int | None
) -> tuple[list[Delivery], int | None]:
    """The newest first, and the `after` of the page that follows."""
    query = select(deliveries).where(deliveries.c.target == target, deliveries.c.target_id == target_id)
    if state:
        query = query.where(deliveries.c.state == state)
    if after is not None:
        query = query.where(deliveries.c.id < after)
    query = query.order_by(deliveries.c.id.desc()).limit(limit + 1)
    found = [_from_row(row) for row in conn.execute(query).mappings()]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def counts(conn: Connection, target: Target) -> dict[int, dict[str, int]]:
    """How many are in each state, by target."""
    query = (
        select(deliveries.c.target_id, deliveries.c.state, func.count())
        .where(deliveries.c.target == target)
        .group_by(deliveries.c.target_id, deliveries.c.state)
    )
    found: dict[int, dict[str, int]] = {}
    for target_id, state, number in conn.execute(query):
        found.setdefault(int(target_id), {})[str(state)] = int(number)
    return found


def resend(conn: Connection, target: Target, target_id: int, now: float, delivery_id: int | None = None) -> int:
    """Let dead letters wait for another try, all of a target's or one; says how many."""
    chosen = [deliveries.c.target == target, deliveries.c.target_id == target_id]
    chosen += [deliveries.c.state == DeliveryState.DEAD]
    chosen += [] if delivery_id is None else [deliveries.c.id == delivery_id]
    again = {"state": DeliveryState.WAITING, "attempts": 0, "next_at": now, "ended_at": None}
    return conn.execute(update(deliveries).where(*chosen).values(again)).rowcount


def forget_target(conn: Connection, target: Target, target_id: int) -> None:
    conn.execute(delete(deliveries).where(deliveries.c.target == target, deliveries.c.target_id == target_id))


def forget_before(conn: Connection, instant: float) -> int:
    """Delete what was delivered or given up before then; says how many."""
    old = (deliveries.c.created_at < instant, deliveries.c.state != DeliveryState.WAITING)
    return conn.execute(delete(deliveries).where(*old)).rowcount


def place(conn: Connection, name: str) -> str | None:
    """How far the reader `name` has come; nobody else moves it until the transaction ends."""
    query = select(places.c.cursor).where(places.c.name == name).with_for_update()
    found: str | None = conn.execute(query).scalar_one_or_none()
    return found


def move_to(conn: Connection, name: str, cursor: str) -> None:
    upsert(conn, places, {"name": name, "cursor": cursor})


def _columns(it: Delivery) -> dict[str, Any]:
    about = {"subject_kind": it.subject.kind, "subject_id": it.subject.id}
    return {**rows.columns(it, without=("subject",), id=None), **about}


def _from_row(row: Mapping[Any, Any]) -> Delivery:
    subject = Subject(row["subject_kind"], row["subject_id"])
    return rows.read(Delivery, row, without=("subject_kind", "subject_id"), subject=subject)
