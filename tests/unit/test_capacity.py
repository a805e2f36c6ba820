"""How many more islands fit: decided from figures, without a cluster."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from islandmgr.resources.nodes.rules.capacity import PLENTY, Demand, Offer, Short, Stock, count, words

GIB = 2**30
DEV, WEEKLY = {"branch": "dev"}, {"branch": "weekly"}


def offer(node: str, gib: float = 4, **changes: Any) -> Offer:
    return Offer(**{"node": node, "labels": DEV, "memory": int(gib * GIB), "cpu": 8000, "pods": 110, **changes})


def pool(free: int = 900, name: str = "default", **changes: Any) -> Stock:
    return Stock(**{"pool": name, "labels": {}, "free": free, **changes})


def told(*found: Any) -> str:
    return " ".join(map(str, words(count(*found), "sample", "branch=dev")))


ONE = Demand(DEV, GIB, 500)


def test_memory_counts_in_whole_islands_on_each_node() -> None:
    found = count([ONE], [offer("a", 2.9), offer("b", 1), offer("c", 9, labels=WEEKLY)], [pool()])
    assert (found.islands, found.short) == (3, Short.MEMORY)
    assert [(room.node, room.islands) for room in found.nodes] == [("a", 2), ("b", 1), ("c", 0)]


def test_each_thing_can_be_the_one_that_runs_out() -> None:
    assert count([ONE], [offer("a", cpu=1400)], [pool()]).short is Short.CPU
    assert count([ONE], [offer("a", pods=3)], [pool()]).short is Short.PODS
    assert count([ONE], [offer("a")], [pool(3)]).short is Short.PORTS
    assert count([ONE], [offer("a", labels=WEEKLY)], [pool()]).short is Short.NODES
    assert count([ONE], [offer("a", closed="cordoned")], [pool()]).short is Short.NODES
    assert count([], [], [pool()]).short is Short.NODES


def test_what_nobody_counts_does_not_run_out() -> None:
    thrifty = Demand(DEV, 0)
    found = count([thrifty], [offer("a", pods=None)], [pool(7)])
    assert (found.islands, found.short, found.on_nodes) == (7, Short.PORTS, PLENTY)
    assert str(PLENTY) not in told([thrifty], [offer("a", pods=None)], [pool(7)])


def test_a_full_node_ends_it_though_another_pool_has_ports() -> None:
    """As the allocator does it: it takes the first pool that has a block, and never looks at the nodes' memory."""
    nodes = [offer("a", 2, labels={**DEV, "rack": "a"}), offer("b", 9, labels={**DEV, "rack": "b"})]
    racks = [pool(5, "a", labels={"rack": "a"}), pool(5, "b", labels={"rack": "b"})]
    assert count([ONE], nodes, racks).islands == 2
    assert count([ONE], nodes, [pool(2, "a", labels={"rack": "a"}), racks[1]]).islands == 7
    assert count([ONE], nodes, racks[::-1]).islands == 5 + 2


def test_branches_share_the_ports() -> None:
    nodes = [offer("a", 4), offer("b", 4, labels=WEEKLY)]
    assert count([ONE, Demand(WEEKLY, GIB)], nodes, [pool(6)]).islands == 6
    assert count([ONE, Demand(WEEKLY, GIB)], nodes, [pool(60)]).islands == 8


def test_islands_that_wait_for_a_node_come_first() -> None:
    waiting = [Demand(DEV, GIB), Demand(DEV, 50 * GIB), Demand(WEEKLY, GIB)]
    assert count([ONE], [offer("a", 3)], [pool()], waiting).islands == 2


def test_a_node_that_is_overbooked_has_room_for_none() -> None:
    assert count([ONE], [offer("a", -1, pods=-3)], [pool()]).islands == 0


def test_the_words() -> None:
    assert told([ONE], [offer("a", 2)], [pool(9)]) == (
        "There is room for 2 more sample on branch=dev. Memory runs out first. Ports are free for 9."
    )
    assert told([ONE], [offer("a", 9), offer("b", closed="cordoned")], [pool(4, resting=2)]) == (
        "There is room for 4 more sample on branch=dev. Ports run out first. "
        "Ports for 2 more are in quarantine and become free by themselves. The nodes would take 9. "
        "Not counted, as nothing new may come there: b."
    )
    assert told([ONE], [offer("a", labels=WEEKLY)], [pool()]) == (
        "There is room for no more sample on branch=dev. No uncordoned node has the labels."
    )


@given(st.lists(st.integers(-2, 12), max_size=4), st.integers(0, 30), st.integers(0, 30), st.integers(0, 6))
def test_never_more_than_ports_or_memory_allow(gibs: list[int], first: int, second: int, waiting: int) -> None:
    nodes = [offer(f"n{place}", gib) for place, gib in enumerate(gibs)]
    found = count([ONE], nodes, [pool(first, "x"), pool(second, "y")], [Demand(DEV, GIB)] * waiting)
    room = max(0, sum(max(0, gib) for gib in gibs) - waiting)
    assert found.islands == min(room, first + second)
    assert (found.short is Short.PORTS) == (first + second <= room and bool(gibs)) or not gibs
