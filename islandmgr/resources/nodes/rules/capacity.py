"""How many more islands of a kind fit, and what runs out first. Pure: no I/O.

Counted as an island is really started: the allocator takes a block of ports from the first pool that has one, then the
scheduler looks for a node of that pool. So a full node can end it though another pool still has ports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from islandmgr.model.messages import Message
from islandmgr.resources.nodes import messages

PLENTY = 1_000_000
"""So many islands fit on a node when nothing is counted there."""


class Short(StrEnum):
    """What runs out."""

    MEMORY = "memory"
    CPU = "cpu"
    PODS = "pods"  # a node takes only so many
    PORTS = "ports"
    NODES = "nodes"  # none that is open has the labels


@dataclass(frozen=True)
class Demand:
    """What one more island of a branch asks for. Memory in bytes, CPU in millicores; 0: it does not say."""

    labels: Mapping[str, str]  # that its node must have
    memory: int
    cpu: int = 0


@dataclass(frozen=True)
class Offer:
    """A node's free room. `pods` is how many more it takes; None: not known."""

    node: str
    labels: Mapping[str, str]
    memory: int
    cpu: int
    pods: int | None = None
    closed: str = ""  # why nothing new may come, `cordoned` or `not ready`; empty for an open node


@dataclass(frozen=True)
class Stock:
    """A pool's blocks of ports for islands of this kind, and the labels of the nodes that it is for."""

    pool: str
    labels: Mapping[str, str]
    free: int
    resting: int = 0


@dataclass(frozen=True)
class NodeRoom:
    """How many islands one node takes, and how many each thing alone would allow."""

    node: str
    islands: int
    allowed: Mapping[Short, int]
    closed: str = ""


@dataclass(frozen=True)
class Capacity:
    """`islands` more can be started now; then it is `short` of something."""

    islands: int
    short: Short
    nodes: tuple[NodeRoom, ...]
    stocks: tuple[Stock, ...]

    @property
    def on_nodes(self) -> int:
        """What the nodes would take if ports never ran out."""
        return sum(room.islands for room in self.nodes)


def count(
    demands: Sequence[Demand], offers: Sequence[Offer], stocks: Sequence[Stock], waiting: Iterable[Demand] = ()
) -> Capacity:
    """How many more fit.

    Args:
        demands: one for each branch that is meant; an island of it may go to any node with its labels.
        offers: the nodes that are meant, closed ones too.
        stocks: the pools in the order in which they are tried.
        waiting: islands that hold their ports and have no node yet: they come first.
    """
    offers = _after(offers, waiting)
    rooms = {offer.node: _room(offer, demands) for offer in offers}
    left = {node: room.islands for node, room in rooms.items()}
    blocks = {stock.pool: stock.free for stock in stocks}
    total = sum(_start(demand, offers, _serving(demand, offers, stocks), left, blocks) for demand in demands)
    used = {stock.pool for demand in demands for stock in _serving(demand, offers, stocks)}
    ports_left = any(blocks[pool] for pool in used)
    short = _short_on_nodes(rooms.values()) if ports_left or not demands else Short.PORTS
    return Capacity(total, short, tuple(rooms.values()), tuple(stock for stock in stocks if stock.pool in used))


def _start(
    demand: Demand, offers: Sequence[Offer], stocks: Sequence[Stock], left: dict[str, int], blocks: dict[str, int]
) -> int:
    """Start islands of one branch until they are refused; how many."""
    total = 0
    for stock in stocks:
        fitting = [offer.node for offer in offers if _fits({**demand.labels, **stock.labels}, offer)]
        room = sum(left[node] for node in fitting)
        started = min(blocks[stock.pool], room)
        blocks[stock.pool] -= started
        _take(left, fitting, started)
        total += started
        if blocks[stock.pool]:
            break  # the next island gets its ports here, and no node: other pools are not tried
    return total


def _take(left: dict[str, int], nodes: Sequence[str], number: int) -> None:
    for node in sorted(nodes, key=lambda node: -left[node]):
        taken = min(left[node], number)
        left[node] -= taken
        number -= taken


def _serving(demand: Demand, offers: Sequence[Offer], stocks: Sequence[Stock]) -> list[Stock]:
    """Pools that have a node of the branch; all, when none has: as islands are placed."""
    alike = [offer.labels for offer in offers if demand.labels.items() <= offer.labels.items()]
    served = [stock for stock in stocks if any(stock.labels.items() <= labels.items() for labels in alike)]
    return served or list(stocks)


def _fits(labels: Mapping[str, str], offer: Offer) -> bool:
    return not offer.closed and labels.items() <= offer.labels.items()


def _room(offer: Offer, demands: Sequence[Demand]) -> NodeRoom:
    demand = next((one for one in demands if one.labels.items() <= offer.labels.items()), None)
    if demand is None:
        return NodeRoom(offer.node, 0, {}, offer.closed or "labels")
    allowed = {}
    if demand.memory:
        allowed[Short.MEMORY] = max(0, offer.memory) // demand.memory
    if demand.cpu:
        allowed[Short.CPU] = max(0, offer.cpu) // demand.cpu
    if offer.pods is not None:
        allowed[Short.PODS] = max(0, offer.pods)
    fits = 0 if offer.closed else min(allowed.values(), default=PLENTY)
    return NodeRoom(offer.node, fits, allowed, offer.closed)


def _after(offers: Sequence[Offer], waiting: Iterable[Demand]) -> list[Offer]:
    """The offers once everything that waits has come to the emptiest node that takes it."""
    rooms = {offer.node: offer for offer in offers}
    for demand in waiting:
        fitting = [room for room in rooms.values() if _fits(demand.labels, room) and room.memory >= demand.memory]
        if fitting:
            best = max(fitting, key=lambda room: room.memory)
            pods = None if best.pods is None else best.pods - 1
            smaller = Offer(
                best.node, best.labels, best.memory - demand.memory, best.cpu - demand.cpu, pods, best.closed
            )
            rooms[best.node] = smaller
    return list(rooms.values())


def _short_on_nodes(rooms: Iterable[NodeRoom]) -> Short:
    """What ends it on the nodes: the thing that limits the most room."""
    weights: Counter[Short] = Counter()
    for room in rooms:
        if room.allowed and not room.closed:
            weights[min(room.allowed, key=lambda short: room.allowed[short])] += room.islands + 1
    return weights.most_common(1)[0][0] if weights else Short.NODES


_RUNS_OUT = {
    Short.MEMORY: messages.MEMORY_FIRST(),
    Short.CPU: messages.CPU_FIRST(),
    Short.PODS: messages.PODS_FIRST(),
    Short.PORTS: messages.PORTS_FIRST(),
}
_IS_OUT = {
    Short.MEMORY: messages.NO_MEMORY(),
    Short.CPU: messages.NO_CPU(),
    Short.PODS: messages.NO_PODS(),
    Short.PORTS: messages.NO_PORTS(),
    Short.NODES: messages.NO_NODES(),
}


def words(found: Capacity, blueprint: str, selector: str) -> list[Message]:
    """The answer for people: how many, what runs out first, and what would still be there."""
    where = selector or messages.ALL_NODES()
    if not found.islands:
        said = [messages.NO_ROOM(blueprint=blueprint, where=where)]
        said.append(_IS_OUT[found.short])
    else:
        said = [
            messages.ROOM(
                n=found.islands,
                blueprint=blueprint,
                where=where,
            ),
            _RUNS_OUT[found.short],
        ]
    resting = sum(stock.resting for stock in found.stocks)
    blocks = sum(stock.free for stock in found.stocks)
    if found.short is Short.PORTS and resting:
        said.append(messages.PORTS_RESTING(n=resting))
    if found.short is Short.PORTS and found.islands < found.on_nodes < PLENTY:
        said.append(messages.NODES_WOULD_TAKE(n=found.on_nodes))
    if found.short is not Short.PORTS and found.short is not Short.NODES:
        said.append(messages.PORTS_FREE(n=blocks))
    if any(room.closed in {"cordoned", "not ready"} for room in found.nodes):
        closed = ", ".join(room.node for room in found.nodes if room.closed in {"cordoned", "not ready"})
        said.append(messages.NOT_COUNTED(nodes=closed))
    return said
