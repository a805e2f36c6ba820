"""Emptying nodes by label: plan, carry out, break off, resume. What fits where is decided in `draining`.

A drain is rows: which islands, and how far each has come. Whoever leads goes on with it, so a manager that dies in the
middle loses nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import structlog
from sqlalchemy import Connection

from islandmgr.cluster.views import host_ports, pod_requests
from islandmgr.draining import (
    SETTLED,
    DrainState,
    Item,
    ItemState,
    Mode,
    Need,
    Room,
    due,
    followed,
    outcome,
    place,
    plan,
)
from islandmgr.errors import Conflict, Invalid, IslandError
from islandmgr.model import Actor, Island, State, Wanted
from islandmgr.observed import Node
from islandmgr.service.incarnations import next_incarnation
from islandmgr.service.manifests import manifest_of
from islandmgr.service.parts import Parts, note
from islandmgr.store import drains, islands, registry
from islandmgr.store.drains import Drain

IDLE_GAP, BUSY_GAP = 1.0, 0.2  # seconds between looks while no drain runs, and while one does
EXTRA_PATIENCE = 120.0  # seconds beyond the start deadline until a move counts as failed

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class StartDrain:
    """What an operator asks for. `at_once` counts for each node by itself."""

    selector: str
    mode: Mode = Mode.MOVE
    grace_seconds: int | None = None
    at_once: int = 1
    max_failures: int = 3


@dataclass(frozen=True)
class DrainView:
    """A drain, or the plan for one (id 0), with its islands."""

    drain: Drain
    items: tuple[Item, ...]


class Drains:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._awake = threading.Event()

    def plan(self, wish: StartDrain, actor: Actor) -> DrainView:
        """What would happen; nothing is done. Raises Invalid: the selector is none, or chooses no node."""
        chosen, rooms = self._sides(wish.selector)
        with self._parts.store.reading() as conn:
            there = islands.on_nodes(conn, [node.name for node in chosen])
        items = plan(there, self._needs(there), rooms, wish.mode)
        return DrainView(self._drain(wish, chosen, actor, DrainState.PLANNED), tuple(items))

    def start(self, wish: StartDrain, actor: Actor) -> DrainView:
        """Commit a drain; whoever leads carries it out.

        Raises:
            Invalid: as `plan`. Conflict: a running drain empties one of the nodes already.
        """
        planned = self.plan(wish, actor)

        def work(conn: Connection) -> Drain:
            for other in drains.in_state(conn, DrainState.RUNNING):
                shared = sorted({*other.nodes} & {*planned.drain.nodes})
                if shared:
                    raise Conflict(f"Drain {other.id} is emptying {', '.join(shared)} already", drain=other.id)
            running = replace(planned.drain, state=DrainState.RUNNING)
            return drains.insert_new(conn, running, [asdict(item) for item in planned.items])

        drain = self._parts.store.run(work)
        log.info("drain started", drain=drain.id, selector=drain.selector, nodes=list(drain.nodes), who=actor.name)
        self._awake.set()
        return DrainView(drain, planned.items)

    def get(self, drain_id: int) -> DrainView:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return DrainView(drains.get(conn, drain_id), tuple(_items(conn, drain_id)))

    def page(self, limit: int, after: int | None) -> tuple[list[DrainView], int | None]:
        """The newest first, and the `after` of the page that follows."""
        with self._parts.store.reading() as conn:
            found, following = drains.newest(conn, limit, after)
            return [DrainView(drain, tuple(_items(conn, drain.id))) for drain in found], following

    def stop(self, drain_id: int, actor: Actor) -> DrainView:
        """Break it off: what is on its way arrives, the rest stays; the nodes stay closed. Raises: as `resume`."""
        self._turn(drain_id, {DrainState.RUNNING}, DrainState.STOPPED, f"Broken off by {actor.name}")
        return self.get(drain_id)

    def resume(self, drain_id: int, actor: Actor) -> DrainView:
        """Go on with one that was broken off or has failed; what failed is tried again. Raises NotFound, Conflict."""
        self._turn(drain_id, {DrainState.STOPPED, DrainState.FAILED}, DrainState.RUNNING, "")
        log.info("drain resumed", drain=drain_id, who=actor.name)
        self._awake.set()
        return self.get(drain_id)

    def end_on(self, node: str, actor: Actor) -> None:
        """The node is opened again: a drain that empties it is over."""
        with self._parts.store.reading() as conn:
            running = [drain.id for drain in drains.in_state(conn, DrainState.RUNNING) if node in drain.nodes]
        for drain_id in running:
            self._turn(drain_id, {DrainState.RUNNING}, DrainState.STOPPED, f"{actor.name} opened {node} again")

    def drive(self, over: threading.Event, holds: Callable[[], bool]) -> None:
        """Go on with every running drain until `over`. Only the leader calls this."""
        while not over.is_set():
            self._awake.clear()
            busy = False
            try:
                if holds():
                    busy = self._go_on(holds)
            except IslandError as error:
                log.warning("drains wait", cause=error.message)
            except Exception:
                log.exception("a fault of the manager in a drain")
            self._awake.wait(BUSY_GAP if busy else IDLE_GAP)

    def _go_on(self, holds: Callable[[], bool]) -> bool:
        with self._parts.store.reading() as conn:
            running = drains.in_state(conn, DrainState.RUNNING)
        for drain in running:
            if holds():
                self._advance(drain)
        return bool(running)

    def _advance(self, drain: Drain) -> None:
        """Close the nodes, look at what is on its way, send off whose turn it is, see whether it is over."""
        if not drain.cordoned:
            for name in drain.nodes:
                self._parts.cluster.cordon(name, True)
            self._parts.store.run(lambda conn: drains.change(conn, drain.id, cordoned=True))
        with self._parts.store.reading() as conn:
            items = _items(conn, drain.id)
            rows = {island.id: island for island in islands.with_ids(conn, {item.island_id for item in items})}
        now = self._parts.now()
        patience = self._parts.settings.start_deadline + EXTRA_PATIENCE
        items = [self._kept(drain, item, followed(item, rows[item.island_id], now, patience)) for item in items]
        for item in due(items, drain.at_once):
            sent = self._kept(drain, item, self._send_off(drain, item, rows[item.island_id]))
            items = [sent if each.island_id == sent.island_id else each for each in items]
        state, message = outcome(items, drain.max_failures)
        if state is not DrainState.RUNNING:
            self._turn(drain.id, {DrainState.RUNNING}, state, message)
            log.info("drain ended", drain=drain.id, state=state, why=message)

    def _send_off(self, drain: Drain, item: Item, island: Island) -> Item:
        """Ask for the island's end here: its next incarnation elsewhere, or its stop. One transaction with the item."""
        now = self._parts.now()
        if island.state is State.STOPPED or island.node != item.node:
            return replace(item, state=ItemState.SKIPPED, at=now, why="It left the node by itself")
        if item.action is Mode.MOVE:
            refusal = self._no_way(drain, island)
            if refusal:
                return replace(item, state=ItemState.FAILED, at=now, can_move=False, why=refusal)
        actor = Actor(drain.who, f"drain {drain.id}")

        def work(conn: Connection) -> Item:
            there = islands.get(conn, item.island_id, lock=True)
            if item.action is Mode.STOP:
                if there.wanted is Wanted.RUN:
                    reason = f"Stopped by {drain.who}: its node {item.node} is drained"
                    changes: dict[str, Any] = {"wanted": Wanted.STOP, "state": State.STOPPING, "reason": reason}
                    _changed(conn, there, changes, actor, reason, now)
                return replace(item, state=ItemState.MOVING, at=now)
            changes = next_incarnation(there, now)
            registry.remove(conn, there.id)
            _changed(conn, there, changes, actor, f"Moves away from node {item.node}, which is drained", now)
            return replace(item, state=ItemState.MOVING, at=now, incarnation=changes["incarnation"])

        sent = self._parts.store.run(lambda conn: _written(conn, drain.id, work(conn)))
        self._parts.changed(item.island_id)
        return sent

    def _no_way(self, drain: Drain, island: Island) -> str:
        """Why the island cannot move now; empty when it can. Asked again at its turn: room comes and goes."""
        _, rooms = self._sides(drain.selector, but=drain.nodes)
        need = self._needs([island]).get(island.id)
        return "Its Pod cannot be made anew: its blueprint is gone or broken" if need is None else place(need, rooms)[1]

    def _kept(self, drain: Drain, before: Item, after: Item) -> Item:
        if after != before:
            self._parts.store.run(lambda conn: _written(conn, drain.id, after))
        return after

    def _sides(self, selector: str, but: Sequence[str] = ()) -> tuple[list[Node], list[Room]]:
        """The nodes that the selector chooses, and the room on the open ones that it does not."""
        if not selector.strip():
            raise Invalid(
                "A drain needs a selector, for example branch=dev,rack=a; an empty one would empty every node"
            )
        chosen = self._parts.cluster.list_nodes(selector)
        names = {node.name for node in chosen} | {*but}
        if not chosen and not but:
            raise Invalid(f"No node has the labels {selector!r}")
        taken: dict[str, set[int]] = {}
        for pod in self._parts.cluster.list_pods(ours=False):
            taken.setdefault(pod.node, set()).update(number for number, _ in pod.host_ports)
        rooms = [
            Room(node.name, node.labels, node.memory - node.memory_requested, frozenset(taken.get(node.name, ())))
            for node in self._parts.cluster.list_nodes()
            if node.name not in names and node.ready and node.schedulable
        ]
        return chosen, rooms

    def _needs(self, there: Sequence[Island]) -> dict[int, Need]:
        needs = {}
        for island in there:
            try:
                manifest = manifest_of(self._parts, island)
            except IslandError as error:
                log.warning("a Pod cannot be made anew", island=island.id, cause=error.message)
                continue
            memory, _ = pod_requests(manifest)
            ports = frozenset(number for number, _ in host_ports(manifest))
            needs[island.id] = Need(manifest["spec"].get("nodeSelector", {}), memory, ports)
        return needs

    def _drain(self, wish: StartDrain, chosen: Sequence[Node], actor: Actor, state: DrainState) -> Drain:
        return Drain(
            id=0,
            selector=wish.selector,
            mode=wish.mode,
            state=state,
            nodes=sorted(node.name for node in chosen),
            who=actor.name,
            created_at=self._parts.now(),
            grace_seconds=wish.grace_seconds,
            at_once=wish.at_once,
            max_failures=wish.max_failures,
        )

    def _turn(self, drain_id: int, before: set[DrainState], after: DrainState, message: str) -> None:
        now = self._parts.now()

        def work(conn: Connection) -> None:
            drain = drains.get(conn, drain_id, lock=True)
            if drain.state not in before:
                raise Conflict(f"Drain {drain_id} is {drain.state}", state=drain.state)
            ended = None if after is DrainState.RUNNING else now
            drains.change(conn, drain_id, state=after, message=message, ended_at=ended)
            if after is DrainState.RUNNING:
                drains.change(conn, drain_id, cordoned=False)
                for item in _items(conn, drain_id):
                    if item.state is ItemState.FAILED:
                        _written(conn, drain_id, replace(item, state=ItemState.WAITING, why="", at=now))

        self._parts.store.run(work)


def left(items: Sequence[Item]) -> int:
    """How many islands are not through yet."""
    return sum(item.state not in SETTLED for item in items)


def _items(conn: Connection, drain_id: int) -> list[Item]:
    return [
        Item(**{**row, "action": Mode(row["action"]), "state": ItemState(row["state"])})
        for row in drains.items_of(conn, drain_id)
    ]


def _written(conn: Connection, drain_id: int, item: Item) -> Item:
    changes = asdict(item)
    drains.change_item(conn, drain_id, changes.pop("island_id"), changes)
    return item


def _changed(conn: Connection, island: Island, changes: dict[str, Any], actor: Actor, message: str, now: float) -> None:
    after = islands.change(conn, island, **changes, changed_at=now)
    note(conn, after, "state", actor, message, now, before=island.state, after=after.state)
