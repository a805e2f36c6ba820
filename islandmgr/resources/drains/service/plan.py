"""What a drain is about: the nodes that a selector chooses, and where their islands could go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import structlog

from islandmgr.cluster.views import host_ports, pod_requests
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Island
from islandmgr.model.errors import Invalid, IslandError
from islandmgr.model.messages import Message
from islandmgr.model.observed import Node
from islandmgr.resources.drains import messages
from islandmgr.resources.drains.rules import NO_BLUEPRINT, DrainState, Item, Mode, Need, Room, place, plan
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.islands.service.pod_manifests import manifest_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class StartDrain:
    """What an operator asks for. `at_once` counts for each node by itself.

    Before `starts_at` (UTC epoch seconds) the islands stay and their people are warned; None: they go at once.
    """

    selector: str
    mode: Mode = Mode.MOVE
    grace_seconds: int | None = None
    at_once: int = 1
    max_failures: int = 3
    starts_at: float | None = None


def chosen(parts: Parts, selector: str) -> list[Node]:
    """The nodes that are to be emptied. Raises Invalid: the selector is none, or chooses no node."""
    if not selector.strip():
        raise Invalid(messages.NO_SELECTOR())
    found = parts.cluster.list_nodes(selector)
    if not found:
        raise Invalid(messages.NO_NODES(labels=selector))
    return found


def drain_of(wish: StartDrain, nodes: Collection[Node], who: str, now: float) -> Drain:
    """The row of a drain that is only planned."""
    return Drain(
        id=0,
        selector=wish.selector,
        mode=wish.mode,
        state=DrainState.PLANNED,
        nodes=sorted(node.name for node in nodes),
        who=who,
        created_at=now,
        grace_seconds=wish.grace_seconds,
        at_once=wish.at_once,
        max_failures=wish.max_failures,
        starts_at=wish.starts_at,
    )


def planned(parts: Parts, nodes: Collection[str], mode: Mode) -> list[Item]:
    """What would become of every island on those nodes."""
    with parts.store.reading() as conn:
        there = islands.on_nodes(conn, nodes)
    return items_for(parts, there, nodes, mode)


def items_for(parts: Parts, there: Sequence[Island], nodes: Collection[str], mode: Mode) -> list[Item]:
    """Items for these islands of the nodes."""
    return plan(there, _needs(parts, there), rooms(parts, nodes), mode)


def no_way(parts: Parts, island: Island, nodes: Collection[str]) -> Message:
    """Why the island cannot move off the nodes now; empty when it can."""
    need = _needs(parts, [island]).get(island.id)
    if need is None:
        return NO_BLUEPRINT()
    return place(need, rooms(parts, nodes))[1]


def rooms(parts: Parts, but: Collection[str]) -> list[Room]:
    """What is left on the nodes that take new Pods, but for those that are named."""
    taken: dict[str, set[int]] = {}
    for pod in parts.cluster.list_pods(ours=False):
        taken.setdefault(pod.node, set()).update(number for number, _ in pod.host_ports)
    return [
        Room(node.name, node.labels, node.memory - node.memory_requested, frozenset(taken.get(node.name, ())))
        for node in parts.cluster.list_nodes()
        if node.name not in but and node.ready and node.schedulable
    ]


def _needs(parts: Parts, there: Sequence[Island]) -> dict[int, Need]:
    needs = {}
    for island in there:
        try:
            manifest = manifest_of(parts, island)
        except IslandError as error:
            log.warning("a Pod cannot be made anew", island=island.id, cause=error.message)
            continue
        memory, _ = pod_requests(manifest)
        ports = frozenset(number for number, _ in host_ports(manifest))
        needs[island.id] = Need(manifest["spec"].get("nodeSelector", {}), memory, ports)
    return needs
