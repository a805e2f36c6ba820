"""How many more islands of a kind fit on some nodes: what is known of nodes, pools and blueprints, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import allocator
import pod_specs
from islandmgr.cluster.views import pod_requests
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Wanted
from islandmgr.model.errors import Invalid, NotFound
from islandmgr.model.messages import Message
from islandmgr.model.observed import Node
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.nodes.rules.capacity import Capacity, Demand, Offer, Stock, count, words
from islandmgr.resources.ports.service.eligible_pools import BRANCH_LABEL


@dataclass(frozen=True)
class CapacityView:
    """The answer, what one island needs (memory in bytes, CPU in millicores), and the sentences for people."""

    blueprint: str
    selector: str
    found: Capacity
    memory: int
    cpu: int
    ports: int
    words: tuple[Message, ...]


@dataclass(frozen=True)
class Counting:
    """What is the same for all nodes, seen once: a kind of island, the pools' blocks for it, who waits for a node."""

    kind: pod_specs.Blueprint
    stocks: tuple[Stock, ...]
    waiting: tuple[Demand, ...]

    def on(self, nodes: Sequence[Node], where: str) -> CapacityView:
        """How many more fit on these nodes; `where` is what people call them."""
        branches = sorted({node.labels[BRANCH_LABEL] for node in nodes if BRANCH_LABEL in node.labels})
        demands = [_demand(self.kind, branch) for branch in branches]
        memory, cpu = _asked(self.kind, "any")
        found = count(demands, [_offer(node) for node in nodes], self.stocks, self.waiting)
        said = tuple(words(found, self.kind.name, where))
        return CapacityView(self.kind.name, where, found, memory, cpu, len(self.kind.ports), said)


class Capacities:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def of(self, blueprint: str, selector: str = "") -> CapacityView:
        """How many more islands of `blueprint` fit on the nodes that `selector` chooses.

        Raises:
            Invalid: no such blueprint, or the selector is none. Unavailable.
        """
        return self.counting(blueprint).on(self._parts.cluster.list_nodes(selector), selector)

    def counting(self, blueprint: str) -> Counting:
        """To ask about several groups of nodes. Raises Invalid: there is no such blueprint."""
        kind = self._blueprint(blueprint)
        with self._parts.store.reading() as conn:
            pools = {pool.name: pool for pool in allocator.usage(conn, self._parts.now(), len(kind.ports))}
            waiting = tuple(
                Demand({BRANCH_LABEL: island.branch}, island.memory)
                for island in islands.live(conn)
                if not island.node and island.wanted is Wanted.RUN
            )
        stocks = tuple(
            Stock(pool.name, pool.labels, pools[pool.name].free_blocks, pools[pool.name].resting_blocks)
            for pool in self._parts.settings.pools
        )
        return Counting(kind, stocks, waiting)

    def _blueprint(self, name: str) -> pod_specs.Blueprint:
        try:
            return self._parts.blueprints.get(name)
        except NotFound as error:
            raise Invalid(error.message, **error.details) from None


def _demand(kind: pod_specs.Blueprint, branch: str) -> Demand:
    labels = pod_specs.preview(kind, branch=branch)["spec"].get("nodeSelector", {})
    return Demand(labels, *_asked(kind, branch))


def _asked(kind: pod_specs.Blueprint, branch: str) -> tuple[int, int]:
    return pod_requests(pod_specs.preview(kind, branch=branch))


def _offer(node: Node) -> Offer:
    return Offer(
        node=node.name,
        labels=node.labels,
        memory=node.memory - node.memory_requested,
        cpu=node.cpu - node.cpu_requested,
        pods=node.pod_limit - node.pods if node.pod_limit else None,
        closed="" if node.ready and node.schedulable else "not ready" if not node.ready else "cordoned",
    )
