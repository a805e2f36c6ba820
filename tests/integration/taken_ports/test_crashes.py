"""A manager that dies between the two steps of a change of ports: the next one goes on. And what the look keeps out."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

import allocator
import pod_specs
from allocator import Pool
from islandmgr.engine.pod_cache import PodCache
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import MANAGER, Exit, Island, Port, State
from islandmgr.model.messages import NOTHING
from islandmgr.model.observed import Listener, Node, Pod
from islandmgr.resources.islands.reconcile.port_changes import PortChanges
from islandmgr.resources.islands.rules import port_conflicts
from islandmgr.resources.islands.rules.lifecycle import Become
from islandmgr.resources.islands.store import islands
from islandmgr.resources.ports.service import taken
from islandmgr.resources.ports.service.taken import FIRST_GAP, LONGEST_GAP, TakenPorts
from islandmgr.store import Store
from tests.integration.notifications.outboxes import add_island, parts_on
from tests.ports import free_port

NODE = Node("local-1", "127.0.0.2", {"branch": "dev"}, ready=True, schedulable=True)


class Place:
    """In place of a cluster: one node, what listens there, and which Pods are left."""

    def __init__(self) -> None:
        self.listening: list[Listener] | None = []
        self.pods: dict[str, Pod] = {}

    def listeners(self, first: int, last: int) -> list[Listener] | None:
        return self.listening and [one for one in self.listening if first <= one.number <= last]

    def list_nodes(self) -> list[Node]:
        return [NODE]

    def get_node(self, name: str) -> Node | None:
        return NODE if name == NODE.name else None

    def list_pods(self, *, ours: bool = True) -> list[Pod]:  # noqa: ARG002
        return list(self.pods.values())

    def get_pod(self, name: str) -> Pod | None:
        return self.pods.get(name)


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def parts(store: Store, tmp_path: Path, place: Place) -> Iterator[Parts]:
    made = parts_on(store, tmp_path, pools="default=30000-30011", quarantine=60)
    made.cluster = place  # type: ignore[assignment]
    store.run(lambda conn: allocator.sync_pools(conn, [Pool("default", 30000, 30011)]))
    yield made
    with store.reading() as conn:
        assert allocator.faults(conn) == []


def with_block(parts: Parts, **columns: Any) -> Island:
    """An island that starts, with three ports."""
    island = add_island(parts, ready_at=None, **columns)

    def work(conn: Connection) -> Island:
        block = allocator.allocate(conn, ["default"], 3, island.id, parts.now())
        ports = tuple(Port(f"p{number}", number) for number in block.ports)
        row = islands.get(conn, island.id)
        return islands.change(
            conn, row, pool=block.pool, ports=ports, state=State.STARTING, pod=f"p-{island.id}", started_at=parts.now()
        )

    return parts.store.run(work)


def ended(parts: Parts, island: Island, output: str = "bind: Address already in use") -> Island | Become:
    end = Become(State.CRASHED, NOTHING, {"exit": Exit(1, NOTHING, 1.0)})
    return PortChanges(parts).after_end(island, end, [], output)


def again(parts: Parts, island: Island) -> Island:
    """What the next manager reads, and makes of it."""
    with parts.store.reading() as conn:
        island = islands.get(conn, island.id)
    found = PortChanges(parts).usable(island, PodCache())
    assert isinstance(found, Island)
    return found


def numbers(island: Island) -> list[int]:
    return [port.number for port in island.ports]


def excluded(parts: Parts) -> list[int]:
    with parts.store.reading() as conn:
        return sorted(taken.kept_out(conn).get("default", {}))


def test_what_the_first_step_wrote_is_enough_for_the_second(parts: Parts, place: Place) -> None:
    island = with_block(parts)
    asked = ended(parts, island, "listen tcp :30001: bind: address already in use")
    assert isinstance(asked, Island)
    assert (asked.state, asked.incarnation, numbers(asked)) == (State.REQUESTED, 2, [30000, 30001, 30002])
    assert asked.started_at == island.started_at, "it is the same start, with the same deadline"
    assert excluded(parts) == [30001]
    # The manager dies here; the old Pod is still there for a while.
    old = Pod(f"{island.pod}", "u", island.id, 1, "Running")
    place.pods[pod_name(island)] = old
    cache = PodCache()
    assert PortChanges(parts).usable(asked, cache) == asked
    assert cache.of(island.id) == [old], "its ports are not given back before it is gone"
    place.pods.clear()
    moved = again(parts, island)
    assert numbers(moved) == [30003, 30004, 30005]
    # And here again.
    assert again(parts, island) == moved
    with parts.store.reading() as conn:
        block = allocator.block_of(conn, island.id)
        usage = allocator.usage(conn, parts.now())[0]
    assert block is not None
    assert list(block.ports) == numbers(moved)
    assert (usage.held, usage.resting, usage.excluded) == (3, 2, 1), "what was not in use rests like any other"


def pod_name(island: Island) -> str:
    return pod_specs.pod_name(island)


def test_who_was_reachable_in_any_incarnation_keeps_its_ports(parts: Parts) -> None:
    island = with_block(parts)
    parts.store.run(lambda conn: note(conn, island, "state", MANAGER, NOTHING, parts.now(), after=State.RUNNING))
    told = ended(parts, island)
    assert isinstance(told, Become)
    assert told.reason.code == port_conflicts.KEEPS_PORTS.code  # type: ignore[attr-defined]
    parts.store.run(lambda conn: allocator.exclude(conn, "default", [30001], "for the router"))
    assert numbers(again(parts, island)) == [30000, 30001, 30002]


def test_a_start_gets_other_ports_a_few_times_only(parts: Parts) -> None:
    island = with_block(parts)
    for _ in range(port_conflicts.CHANGES):
        asked = ended(parts, island)
        assert isinstance(asked, Island)
        island = again(parts, asked)
    told = ended(parts, island)
    assert isinstance(told, Become)
    assert told.reason.code == port_conflicts.SERVER_FOUND_ADDRESS.code  # type: ignore[attr-defined]


def test_one_who_holds_what_a_person_excluded_before_its_first_pod_gets_another_block(parts: Parts) -> None:
    island = with_block(parts)
    parts.store.run(lambda conn: allocator.exclude(conn, "default", [30000], "for the router"))
    assert numbers(again(parts, island)) == [30003, 30004, 30005]


def test_with_no_other_block_it_says_so_and_holds_what_it_held(parts: Parts, place: Place) -> None:
    blocks = [with_block(parts) for _ in range(4)]
    place.listening = [Listener("", 30000, "TCP", "process 9 (nginx)")]
    told = PortChanges(parts).usable(blocks[0], PodCache())
    assert isinstance(told, Become)
    assert told.state is State.FAILED
    assert "Port 30000 is in use by process 9 (nginx) on all nodes, and there are no others" in told.reason
    with parts.store.reading() as conn:
        assert len(allocator.held(conn)) == 4


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_look_keeps_out_and_gives_out_again_with_growing_gaps(parts: Parts, place: Place) -> None:
    clock = Clock()
    look: Callable[[], int] = TakenPorts(parts, clock).look
    nginx = [Listener("127.0.0.1", 30005, "TCP", "process 9 (nginx)"), Listener("", 30006, "UDP", "process 10 (dns)")]
    place.listening = nginx
    parts.store.run(lambda conn: allocator.exclude(conn, "default", [30007], "for the router"))
    assert look() == 2
    assert look() == 0
    assert excluded(parts) == [30005, 30006]
    look = TakenPorts(parts, clock).look  # the next manager
    look()
    place.listening = nginx[:1]
    clock.now += FIRST_GAP - 1
    assert look() == 0, "not before it is due"
    clock.now += 2
    assert look() == 1
    assert excluded(parts) == [30005]
    clock.now += FIRST_GAP + 1  # it is due after twice the gap now
    place.listening = []
    assert look() == 0
    clock.now += LONGEST_GAP
    assert look() == 1
    assert excluded(parts) == []
    with parts.store.reading() as conn:
        assert list(taken.by_hand(conn)["default"]) == [30007], "a person's word stays"


def test_what_was_in_use_goes_last_when_it_is_free(parts: Parts, place: Place) -> None:
    clock = Clock()
    look = TakenPorts(parts, clock).look
    place.listening = [Listener("", number, "TCP", "process 9 (x)") for number in (30000, 30001, 30002)]
    look()
    look()
    place.listening = []
    clock.now += LONGEST_GAP
    assert look() == 3
    assert numbers(with_block(parts)) == [30003, 30004, 30005]


def test_where_nobody_says_who_listens_a_knock_tells(parts: Parts, place: Place) -> None:
    port = free_port()
    clock, place.listening = Clock(), None
    wide = parts_on(parts.store, parts.settings.data / "wide", pools=f"wide={port}-{port}")
    wide.cluster = parts.cluster
    parts.store.run(lambda conn: allocator.sync_pools(conn, [Pool("default", 30000, 30011), Pool("wide", port, port)]))
    parts.store.run(lambda conn: taken.keep_out(conn, wide, {port: taken.used_by(node=NODE.name)}))
    look = TakenPorts(wide, clock).look
    with socket.create_server((NODE.address, port)):
        for _ in range(3):
            look()
            clock.now += 2 * LONGEST_GAP
        with parts.store.reading() as conn:
            assert list(taken.kept_out(conn)["wide"]) == [port]
    clock.now += LONGEST_GAP
    assert look() == 1
