"""Reading and writing a drain's rows; each write tells the open pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel.context import note, touch
from islandmgr.model.domain import MANAGER, Actor, Island, Leaving, Wanted
from islandmgr.model.errors import Conflict
from islandmgr.model.messages import Message
from islandmgr.resources.drains import messages
from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import DrainState, Item, ItemState, Mode, leaves_at
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.islands.service import rows as islands
from islandmgr.store.rows import read


@dataclass(frozen=True)
class DrainView:
    """A drain, or the plan for one (id 0), with its islands."""

    drain: Drain
    items: tuple[Item, ...]


@dataclass(frozen=True)
class DrainNews:
    """A drain of which something changed, and the ids of the islands that it changed for."""

    view: DrainView
    changed: frozenset[int]


def view_of(conn: Connection, drain_id: int) -> DrainView:
    """Raises NotFound."""
    return DrainView(drains.get(conn, drain_id), tuple(items_of(conn, drain_id)))


def items_of(conn: Connection, drain_id: int) -> list[Item]:
    return [from_row(row) for row in drains.items_of(conn, drain_id)]


def from_row(row: dict[str, Any]) -> Item:
    return read(Item, row)


def written(conn: Connection, drain_id: int, item: Item, now: float) -> Item:
    changes = asdict(item)
    drains.change_item(conn, drain_id, changes.pop("island_id"), changes)
    tell_pages(conn, drain_id, [item.island_id], now)
    return item


def tell_pages(conn: Connection, drain_id: int, changed: Collection[int], now: float) -> None:
    """Readers of the stream get the drain anew, with those of its islands that changed."""
    touch(conn, drains.drain_subject(drain_id), now, {"islands": sorted(changed)})


def turn(
    conn: Connection,
    drain_id: int,
    before: Collection[DrainState],
    after: DrainState,
    message: Message,
    now: float,
    actor: Actor = MANAGER,
) -> Drain:
    """Give a drain another state, and its history a line. Raises NotFound; Conflict: it is in none of `before`."""
    drain = drains.get(conn, drain_id, lock=True)
    if drain.state not in before:
        raise Conflict(messages.IS_IN_STATE(id=drain_id, state=messages.state_words(drain.state)), state=drain.state)
    changes: dict[str, Any] = {"state": after, "message": message}
    changes["ended_at"] = None if after is DrainState.RUNNING else now
    if after is DrainState.RUNNING:
        changes["cordoned"] = False
    drains.change(conn, drain_id, **changes)
    note(conn, drain.subject, "state", actor, message or messages.GOES_ON(), now, before=drain.state, after=after)
    return replace(drain, **changes)


def announce(conn: Connection, drain: Drain, items: Sequence[Item], now: float) -> None:
    """Say on each island that waits for a later time when it leaves; its people are told once for each time."""
    for item in items:
        at = leaves_at(item, drain.starts_at)
        if item.state is not ItemState.WAITING or at <= now:
            continue
        island = islands.get(conn, item.island_id, lock=True)
        leaving = Leaving(drain.id, item.node, item.action, at, item.more.until if item.more else None)
        if island.leaving == leaving or island.wanted is Wanted.STOP:
            continue
        told = island.leaving is not None and (island.leaving.drain, island.leaving.at) == (drain.id, at)
        after = islands.change(conn, island, leaving=leaving)
        if told:
            touch(conn, after, now)
        else:
            facts = {"at": at, "why": "drain", "drain": drain.id, "mode": str(item.action)}
            note(conn, after, "warning", Actor(drain.who), _words(item, drain), now, data=facts)


def withdraw(conn: Connection, drain_id: int, items: Sequence[Item], message: Message, now: float) -> None:
    """The islands do not leave after all."""
    for item in items:
        island = islands.get(conn, item.island_id, lock=True)
        if island.leaving is not None and island.leaving.drain == drain_id:
            after = islands.change(conn, island, leaving=None)
            note(conn, after, "note", MANAGER, message, now)


def forget_leaving(conn: Connection, island: Island, now: float) -> None:
    """It has left, or ended, by itself."""
    if island.leaving is not None:
        touch(conn, islands.change(conn, island, leaving=None), now)


def _words(item: Item, drain: Drain) -> Message:
    kind = messages.MOVES_SOON if item.action is Mode.MOVE else messages.STOPS_SOON
    return kind(who=drain.who, node=item.node)


def grace_of_move(conn: Connection, island_id: int) -> int | None:
    """Seconds from SIGTERM to SIGKILL that the drain wants which moves the island now; None when it says none."""
    return drains.grace_of(conn, island_id, DrainState.RUNNING, ItemState.MOVING)
