"""Emptying nodes: which islands can go where, and when a drain is over. Pure: no I/O, no clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from islandmgr.model.domain import ENDED, UP, Island, State, Wanted
from islandmgr.model.field_types import EpochSeconds, Said
from islandmgr.model.instants import latest
from islandmgr.model.messages import NOTHING, Message, as_message, declare
from islandmgr.model.state_words import state_words

MIB = 1024 * 1024
LONGEST = 30 * 86400.0  # seconds; the latest deadline from now


NO_BLUEPRINT = declare("drain.no_blueprint", "Its blueprint cannot be read, so its Pod cannot be made anew")
NO_LABELS = declare("drain.no_labels", "No other uncordoned node has the labels %(labels)s")
NO_OTHER_NODE = declare("drain.no_other_node", "Every other node is cordoned")
PORTS_TAKEN = declare("drain.ports_taken", "Its ports are taken there: %(ports)s")
NO_MEMORY = declare(
    "drain.no_memory",
    "It needs %(n)s MiB, and the most that is free on a fitting node is %(free)s MiB on %(node)s",
)
LEFT_BY_ITSELF = declare("drain.left_by_itself", "It left the node by itself")
STOPPED = declare("drain.stopped", "Stopped")
RUNS_ON = declare("drain.runs_on", "Runs on %(node)s")
STARTS_ON = declare("drain.starts_on", "Starts on %(node)s; it was not ready before it left")
WAS_NOT_READY = declare("drain.was_not_ready", "It was not ready, so nobody waits for it to be")
STILL = declare("drain.still", "Still %(state)s after %(n)s s: %(reason)s")
GIVEN_UP = declare("drain.given_up", "Given up: %(n)s islands could not leave, %(most)s may fail")
SOME_STAYED = declare("drain.some_stayed", "%(n)s of %(all)s islands could not leave")
ALL_LEFT = declare("drain.all_left", "All %(n)s islands have left")
NO_ISLANDS = declare("drain.no_islands", "There was no island")
STOPPING_ALREADY = declare("drain.stopping_already", "It is being stopped already")
ENDED_ALREADY = declare("drain.ended_already", "It is %(state)s; what it left is kept, its Pod goes")


class Mode(StrEnum):
    """What becomes of the islands on a drained node."""

    MOVE = "move"  # the next incarnation on another node: same id, ports and clock
    STOP = "stop"  # stopped, ports given back


class DrainState(StrEnum):
    PLANNED = "planned"  # only a plan; nothing was done
    RUNNING = "running"
    DONE = "done"  # every island is off its node
    STOPPED = "stopped"  # an operator broke it off; it can be resumed
    FAILED = "failed"  # too many islands could not be moved; it can be resumed


class ItemState(StrEnum):
    WAITING = "waiting"
    MOVING = "moving"  # asked for; the island is on its way
    DONE = "done"
    SKIPPED = "skipped"  # it left the node, or ended, before its turn came
    FAILED = "failed"


SETTLED = frozenset({ItemState.DONE, ItemState.SKIPPED, ItemState.FAILED})


@dataclass(frozen=True)
class Need:
    """What an island's Pod asks of a node."""

    labels: Mapping[str, str]  # its node selector
    memory: int  # bytes, as the scheduler counts
    ports: frozenset[int]


@dataclass(frozen=True)
class Room:
    """What a node that stays open has left."""

    node: str
    labels: Mapping[str, str]
    memory: int  # bytes free for the scheduler
    ports: frozenset[int] = frozenset()  # host ports that are taken


@dataclass(frozen=True)
class More:
    """Somebody asked that an island be left alone until then."""

    until: EpochSeconds
    who: str
    reason: str
    at: EpochSeconds


@dataclass(frozen=True)
class Item:
    """One island of a drain."""

    island_id: int
    name: str
    owner: str
    node: Annotated[str, "The node it leaves"]
    action: Mode
    can_move: Annotated[bool, "Whether a node with its labels has room and free ports; true for a stop"]
    why: Annotated[Said, "Why it cannot move, or is stopped; later where it went, or why not"] = ""
    state: ItemState = ItemState.WAITING
    incarnation: int = 0  # the one that was asked for; 0 before
    at: EpochSeconds = 0.0  # of the last change
    target: Annotated[str, "In a plan a node that it could go to; once moved the one it went to"] = ""
    due_at: EpochSeconds | None = None  # its own time to go; None: as the drain says
    left_at: Annotated[EpochSeconds | None, "When its server was asked to end"] = None
    back_at: Annotated[EpochSeconds | None, "When its next server was ready"] = None
    more: Annotated[More | None, "Its people asked for more time"] = None


def plan(islands: Iterable[Island], needs: Mapping[int, Need], rooms: Sequence[Room], mode: Mode) -> list[Item]:
    """What would become of each island, with room that earlier ones take counted as taken."""
    items = []
    for island in islands:
        action, why = _action(island, mode)
        if action is Mode.STOP:
            items.append(_item(island, Mode.STOP, True, why))
            continue
        need = needs.get(island.id)
        if need is None:
            items.append(_item(island, Mode.MOVE, False, NO_BLUEPRINT()))
            continue
        room, why = place(need, rooms)
        if room is not None:
            rooms = [_filled(each, need) if each.node == room.node else each for each in rooms]
        items.append(replace(_item(island, Mode.MOVE, room is not None, why), target=room.node if room else ""))
    return items


def place(need: Need, rooms: Sequence[Room]) -> tuple[Room | None, Message]:
    """The emptiest room that fits, or None and why there is none."""
    labelled = [room for room in rooms if need.labels.items() <= room.labels.items()]
    if not labelled:
        return None, NO_LABELS(labels=_selector(need.labels)) if need.labels else NO_OTHER_NODE()
    with_ports = [room for room in labelled if not need.ports & room.ports]
    if not with_ports:
        taken = sorted({port for room in labelled for port in need.ports & room.ports})
        return None, PORTS_TAKEN(ports=taken)
    best = max(with_ports, key=lambda room: room.memory)
    if best.memory < need.memory:
        return None, NO_MEMORY(n=need.memory // MIB, free=best.memory // MIB, node=best.node)
    return best, NOTHING


def followed(item: Item, island: Island, now: float, patience: float) -> Item:
    """An item after a look at its island. `patience` in seconds until a move counts as failed.

    One that began to move in the future, before the clock was set back, begins to move now.
    """
    if item.state is ItemState.WAITING and has_left(item, island):
        return replace(item, state=ItemState.SKIPPED, at=now, why=LEFT_BY_ITSELF())
    if item.state is not ItemState.MOVING:
        return item
    if island.state is State.STOPPED:
        return replace(item, state=ItemState.DONE, at=now, why=item.why or STOPPED())
    moved = island.incarnation >= item.incarnation and island.state in UP
    if item.action is Mode.MOVE and moved:
        item = replace(item, target=island.node, back_at=island.ready_at or now)
        return replace(item, state=ItemState.DONE, at=now, why=RUNS_ON(node=island.node))
    elsewhere = island.incarnation >= item.incarnation and island.state is State.STARTING
    if item.action is Mode.MOVE and elsewhere and as_message(item.why).code == WAS_NOT_READY.code:
        return replace(item, state=ItemState.DONE, at=now, target=island.node, why=STARTS_ON(node=island.node))
    if item.action is Mode.MOVE and island.incarnation >= item.incarnation and island.state in ENDED:
        return replace(item, state=ItemState.FAILED, at=now, why=island.reason)
    if item.at > latest(now):
        return replace(item, at=now)
    if now - item.at > patience:
        why = STILL(state=state_words(island.state), n=round(patience), reason=island.reason)
        return replace(item, state=ItemState.FAILED, at=now, why=why)
    return item


def has_left(item: Item, island: Island) -> bool:
    return island.state is State.STOPPED or island.node != item.node


def leaves_at(item: Item, starts_at: float | None) -> float:
    """When the island's time to go is, in UTC epoch seconds; 0: at once."""
    return item.due_at if item.due_at is not None else starts_at or 0.0


def put_off(item: Item, at: float, *, alone: bool) -> Item:
    """With the deadline `at` (UTC epoch seconds), of this island `alone` or of all.

    Of all: the drain's own time holds again, but for whoever has a later one, and who asked for still more goes on
    asking.
    """
    own = at if alone else item.due_at if (item.due_at or 0.0) > at else None
    more = item.more if item.more and item.more.until > (own or at) and not alone else None
    return replace(item, due_at=own, more=more)


def believed(deadline: float | None, now: float) -> float | None:
    """The deadline, or the latest that can be asked for where it lies beyond: it was set before the clock was set
    back, and nobody knows when it was meant to be. UTC epoch seconds; None: at once, or as the drain says."""
    return now + LONGEST if deadline is not None and deadline > latest(now, LONGEST) else deadline


def due(items: Sequence[Item], at_once: int, now: float, starts_at: float | None = None) -> list[Item]:
    """The items whose turn it is: their time has come, and on each node no more than `at_once` are on their way.

    Whose time came first goes first. `starts_at` is the drain's own, in UTC epoch seconds.
    """
    busy: dict[str, int] = {}
    for item in items:
        busy[item.node] = busy.get(item.node, 0) + (item.state is ItemState.MOVING)
    turn = []
    for item in sorted(items, key=lambda item: leaves_at(item, starts_at)):
        ready = item.state is ItemState.WAITING and leaves_at(item, starts_at) <= now
        if ready and busy[item.node] < at_once:
            busy[item.node] += 1
            turn.append(item)
    return turn


def outcome(items: Sequence[Item], max_failures: int) -> tuple[DrainState, Message]:
    """How a running drain stands, and what is to be said when it is over."""
    failed = [item for item in items if item.state is ItemState.FAILED]
    if len(failed) > max_failures:
        return DrainState.FAILED, GIVEN_UP(n=len(failed), most=max_failures)
    if any(item.state not in SETTLED for item in items):
        return DrainState.RUNNING, NOTHING
    if failed:
        return DrainState.FAILED, SOME_STAYED(n=len(failed), all=len(items))
    return DrainState.DONE, ALL_LEFT(n=len(items)) if items else NO_ISLANDS()


def _action(island: Island, mode: Mode) -> tuple[Mode, Message]:
    if mode is Mode.STOP:
        return Mode.STOP, NOTHING
    if island.wanted is Wanted.STOP:
        return Mode.STOP, STOPPING_ALREADY()
    if island.state in ENDED:
        return Mode.STOP, ENDED_ALREADY(state=state_words(island.state))
    return Mode.MOVE, NOTHING


def _item(island: Island, action: Mode, can_move: bool, why: Message) -> Item:
    return Item(island.id, island.name, island.owner, island.node, action, can_move, why)


def _filled(room: Room, need: Need) -> Room:
    return replace(room, memory=room.memory - need.memory, ports=room.ports | need.ports)


def _selector(labels: Mapping[str, str]) -> str:
    return ",".join(f"{name}={value}" for name, value in sorted(labels.items()))
