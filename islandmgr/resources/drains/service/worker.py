"""Carrying drains out: the leader's thread that sends islands off and sees how they arrive."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import structlog
from sqlalchemy import Connection

from islandmgr.engine.worker_loop import Holds, WorkerLoop
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import TERMINAL, Actor, Island, State, Wanted, island_subject
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import NOTHING, Message
from islandmgr.resources.drains import messages
from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import (
    WAS_NOT_READY,
    DrainState,
    Item,
    ItemState,
    Mode,
    believed,
    due,
    followed,
    outcome,
)
from islandmgr.resources.drains.service import plan as drain_plan
from islandmgr.resources.drains.service import rows
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.islands.service import registry
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.islands.service.incarnations import next_incarnation
from islandmgr.resources.nodes.service import cordons

IDLE_GAP, BUSY_GAP = 1.0, 0.2  # seconds between looks while nothing is on its way, and while something is
EXTRA_PATIENCE = 120.0  # seconds beyond the start deadline until a move counts as failed

log = structlog.get_logger(__name__)


class DrainWorker:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._worker = WorkerLoop("drains", self._go_on)
        self.awake = self._worker.awake

    def drive(self, over: threading.Event, holds: Holds) -> None:
        """Go on with every running drain until `over`."""
        self._worker.drive(over, holds)

    def _go_on(self, holds: Holds) -> float:
        """Each drain one step further."""
        with self._parts.store.reading() as conn:
            running = drains.in_state(conn, DrainState.RUNNING)
        busy = False
        for drain in running:
            try:
                busy = (holds() and self._advance(drain)) or busy
            except IslandError as error:
                log.warning("a drain waits", drain=drain.id, cause=error.message)
        return BUSY_GAP if busy else IDLE_GAP

    def _advance(self, drain: Drain) -> bool:
        """Close the nodes, look at what is on its way, send off whose turn it is, see whether it is over."""
        if not drain.cordoned:
            for name in drain.nodes:
                cordons.close(self._parts, name, drain.who)
            self._parts.store.run(lambda conn: drains.change(conn, drain.id, cordoned=True))
        items, there = self._looked_at(drain)
        drain, items = self._with_believed_deadlines(drain, items)
        for item in due(items, drain.at_once, self._parts.now(), drain.starts_at):
            sent = self._sent_off(drain, item, there[item.island_id])
            items = [sent if each.island_id == sent.island_id else each for each in items]
        state, message = outcome(items, drain.max_failures)
        given_up = any(item.state in (ItemState.WAITING, ItemState.MOVING) for item in items)
        if state is not DrainState.RUNNING and (given_up or not self._strays(drain, items)):
            self._end(drain, state, message)
        return any(item.state is ItemState.MOVING for item in items)

    def _looked_at(self, drain: Drain) -> tuple[list[Item], Mapping[int, Island]]:
        """The drain's items as they are now, and their islands; what came to the nodes before they closed joins."""
        now = self._parts.now()
        with self._parts.store.reading() as conn:
            items = rows.items_of(conn, drain.id)
            known = {item.island_id for item in items}
            late = [island for island in islands.on_nodes(conn, drain.nodes) if island.id not in known]
        if late:
            items += self._joined(drain, late, now)
        with self._parts.store.reading() as conn:
            there = {island.id: island for island in islands.with_ids(conn, {item.island_id for item in items})}
        patience = self._parts.settings.start_deadline + EXTRA_PATIENCE + (drain.grace_seconds or 0)
        looked = []
        for item in items:
            after = followed(item, there[item.island_id], now, patience)
            if after != item:
                self._write(drain, after, now)
            looked.append(after)
        return looked, there

    def _with_believed_deadlines(self, drain: Drain, items: Sequence[Item]) -> tuple[Drain, list[Item]]:
        """Both as they are when no deadline is further ahead than one can be; people are told of those that change."""
        now = self._parts.now()
        near = replace(drain, starts_at=believed(drain.starts_at, now))
        moved = [replace(item, due_at=believed(item.due_at, now)) for item in items]
        changed = [item for item, before in zip(moved, items, strict=True) if item != before]
        if near == drain and not changed:
            return drain, moved

        def work(conn: Connection) -> None:
            drains.change(conn, drain.id, starts_at=near.starts_at)
            for item in changed:
                rows.written(conn, drain.id, item, now)
            rows.tell_pages(conn, drain.id, (), now)
            rows.announce(conn, near, moved, now)

        self._parts.store.run(work)
        log.warning("a deadline was too far ahead: was the clock set back?", drain=drain.id)
        return near, moved

    def _joined(self, drain: Drain, late: Sequence[Island], now: float) -> list[Item]:
        items = drain_plan.items_for(self._parts, late, drain.nodes, Mode(drain.mode))

        def work(conn: Connection) -> None:
            for item in items:
                drains.add_item(conn, drain.id, asdict(item))
            rows.tell_pages(conn, drain.id, [item.island_id for item in items], now)
            rows.announce(conn, drain, items, now)

        self._parts.store.run(work)
        return items

    def _write(self, drain: Drain, item: Item, now: float) -> None:
        def work(conn: Connection) -> None:
            rows.written(conn, drain.id, item, now)
            if item.state is ItemState.SKIPPED:
                rows.forget_leaving(conn, islands.get(conn, item.island_id, lock=True), now)

        self._parts.store.run(work)
        self._parts.changed(island_subject(item.island_id))

    def _sent_off(self, drain: Drain, item: Item, island: Island) -> Item:
        """Ask for the island's end here: its next incarnation elsewhere, or its stop. One transaction with the item."""
        now = self._parts.now()
        refusal = drain_plan.no_way(self._parts, island, drain.nodes) if item.action is Mode.MOVE else NOTHING

        def work(conn: Connection) -> Item:
            there = islands.get(conn, item.island_id, lock=True)
            fresh = next(one for one in rows.items_of(conn, drain.id) if one.island_id == item.island_id)
            if fresh.state is not ItemState.WAITING:
                return fresh
            if refusal:
                rows.withdraw(conn, drain.id, [item], messages.STAYS(why=refusal), now)
                return replace(fresh, state=ItemState.FAILED, at=now, can_move=False, why=refusal, target="")
            incarnation = _ask(conn, drain, item, there, now)
            sent = replace(fresh, state=ItemState.MOVING, at=now, left_at=now, incarnation=incarnation, more=None)
            return sent if there.ready_at is not None else replace(sent, why=WAS_NOT_READY())

        sent = self._parts.store.run(lambda conn: rows.written(conn, drain.id, work(conn), now))
        self._parts.changed(island_subject(item.island_id))
        return sent

    def _strays(self, drain: Drain, items: Sequence[Item]) -> bool:
        """Are there Pods on the nodes of islands that nobody has seen there yet? The scheduler may have put one there
        a moment before the node closed."""
        known = {item.island_id for item in items}
        found = {
            pod.island_id
            for pod in self._parts.cluster.list_pods()
            if pod.node in drain.nodes and pod.island_id is not None and not pod.deleting
        }
        with self._parts.store.reading() as conn:
            return any(island.state not in TERMINAL for island in islands.with_ids(conn, found - known))

    def _end(self, drain: Drain, state: DrainState, message: Message) -> None:
        now = self._parts.now()

        def work(conn: Connection) -> list[int]:
            rows.turn(conn, drain.id, {DrainState.RUNNING}, state, message, now)
            waiting = [item for item in rows.items_of(conn, drain.id) if item.state is ItemState.WAITING]
            rows.withdraw(conn, drain.id, waiting, messages.STAYS(why=message), now)
            return [item.island_id for item in waiting]

        for island_id in self._parts.store.run(work):
            self._parts.changed(island_subject(island_id))
        log.info("drain ended", drain=drain.id, state=state, why=message)


def _ask(conn: Connection, drain: Drain, item: Item, island: Island, now: float) -> int:
    """The wish in the island's row; the incarnation that was asked for, 0 for a stop."""
    actor = Actor(drain.who, f"drain {drain.id}")
    if item.action is Mode.MOVE:
        follows = next_incarnation(island, now) | {"leaving": None}
        registry.remove(conn, island.id)
        islands.change_with_history(conn, island, follows, actor, messages.MOVES_AWAY(node=item.node), now)
        return int(follows["incarnation"])
    if island.wanted is Wanted.RUN:
        reason = messages.STOPPED_BY(who=drain.who, node=item.node)
        stopping = {"wanted": Wanted.STOP, "state": State.STOPPING, "reason": reason, "leaving": None}
        islands.change_with_history(conn, island, stopping, actor, reason, now)
    return 0
