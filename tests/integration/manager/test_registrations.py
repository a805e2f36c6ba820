"""Registrations around the moment when the manager learns where a Pod is: a real store and a real local cluster."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import pod_specs
from islandmgr.cluster import base
from islandmgr.cluster.local.client import LocalCluster
from islandmgr.config.settings import Settings
from islandmgr.kernel import events
from islandmgr.kernel.context import Parts, token_of
from islandmgr.model.domain import Exit, Island, State, Wanted
from islandmgr.model.errors import Forbidden, Unavailable
from islandmgr.model.observed import Container
from islandmgr.resources.islands.rules.lifecycle import Become, decide
from islandmgr.resources.islands.service.crash_bundles import bundle_of
from islandmgr.resources.islands.service.pod_reports import InPod
from islandmgr.resources.islands.store import bundles, islands, registry
from islandmgr.store import Store
from tests.integration.store.rows import island as row


class CountingCluster(LocalCluster):
    asked = 0

    def get_pod(self, name: str) -> base.Pod | None:
        self.asked += 1
        return super().get_pod(name)


@dataclass
class Place:
    cluster: CountingCluster
    parts: Parts
    in_pod: InPod

    def add(self, **fields: Any) -> Island:
        """A row whose Pod the manager has just created."""
        plain = {"state": State.SCHEDULING, "pod": "lone-1", "started_at": time.time()}
        return self.parts.store.run(lambda conn: islands.insert_new(conn, row(**{**plain, **fields})))

    def create_pod(self, island: Island) -> base.Pod:
        labels = {base.ISLAND_LABEL: str(island.id), base.INCARNATION_LABEL: str(island.incarnation)}
        labels[base.MANAGED_BY[0]] = base.MANAGED_BY[1]
        container = {"name": "server", "image": "shell", "command": ["sleep", "3600"]}
        return self.cluster.create_pod(
            {
                "apiVersion": "v1",
                "kind": "Pod",
                "metadata": {"name": island.pod, "labels": labels},
                "spec": {"restartPolicy": "Never", "containers": [container]},
            }
        )

    def register(self, island: Island, node: str, host: str) -> Island:
        message = {"island": island.id, "incarnation": island.incarnation, "pod": island.pod, "node": node}
        message |= {"host": host, "started_at": time.time()}
        return self.in_pod.register(token_of(b"key", island.id, island.incarnation), message)

    def registered_host(self, island: Island) -> str:
        with self.parts.store.reading() as conn:
            found = registry.find(conn, island.id)
        return found.host if found else ""

    def history(self, island: Island) -> list[str]:
        with self.parts.store.reading() as conn:
            return [event.kind for event in events.of_subject(conn, island.subject)]


@pytest.fixture
def place(store: Store, tmp_path: Path) -> Iterator[Place]:
    cluster = CountingCluster(tmp_path / "local", images={"shell": {}}, isolation="plain")
    parts = Parts(Settings(data=tmp_path), store, cluster, pod_specs.load([]), secret=b"key")
    yield Place(cluster, parts, InPod(parts))
    assert cluster.shutdown(grace_seconds=0)


def test_before_the_row_knows_the_cluster_is_asked(place: Place) -> None:
    island = place.add()
    pod = place.create_pod(island)
    registered = place.register(island, pod.node, pod.host)
    assert registered.registered_at
    assert place.registered_host(island) == pod.host
    assert place.cluster.asked == 1


def test_once_the_row_knows_nobody_is_asked(place: Place) -> None:
    island = place.add(state=State.STARTING, node="node-a", host="10.1.2.3")
    for _ in range(3):
        place.register(island, "node-a", "10.1.2.3")
    assert place.registered_host(island) == "10.1.2.3"
    assert place.cluster.asked == 0


def test_where_nobody_knows_yet_it_is_asked_again_later(place: Place) -> None:
    island = place.add()
    for _ in range(20):
        with pytest.raises(Unavailable, match="has not confirmed yet where Pod lone-1 is"):
            place.register(island, "node-a", "10.1.2.3")
    assert place.cluster.asked < 20  # however fast it knocks
    pod = place.create_pod(island)
    until = time.monotonic() + 60
    while not place.registered_host(island) and time.monotonic() < until:
        time.sleep(0.1)
        try:
            place.register(island, pod.node, pod.host)
        except Unavailable:
            continue
    assert place.registered_host(island) == pod.host
    assert "refused" not in place.history(island)


@pytest.mark.parametrize("state", [State.SCHEDULING, State.STARTING, State.RUNNING])
def test_a_lie_is_refused_and_recorded(place: Place, state: State) -> None:
    island = place.add(state=state)
    pod = place.create_pod(island)
    if state is not State.SCHEDULING:
        known = {"node": pod.node, "host": pod.host}
        island = place.parts.store.run(lambda conn: islands.change(conn, island, **known))
    with pytest.raises(Forbidden, match=r"host is '6\.6\.6\.6', not '127\."):
        place.register(island, pod.node, "6.6.6.6")
    assert place.registered_host(island) == ""
    assert place.history(island) == ["refused"]


def test_a_row_behind_the_cluster_refuses_nobody(place: Place) -> None:
    """The scheduler placed another Pod of this incarnation meanwhile, and the watch has not shown it yet."""
    island = place.add(state=State.STARTING, node="local-9", host="127.9.9.9")
    pod = place.create_pod(island)
    place.register(island, pod.node, pod.host)
    assert place.registered_host(island) == pod.host


def test_an_earlier_incarnations_pod_confirms_nothing(place: Place) -> None:
    island = place.add()
    pod = place.create_pod(island)
    follows = place.parts.store.run(lambda conn: islands.change(conn, island, incarnation=2))
    with pytest.raises(Unavailable):
        place.register(follows, pod.node, pod.host)
    assert place.registered_host(island) == ""


def test_nobody_played_in_the_future(place: Place) -> None:
    island = place.add(state=State.RUNNING, node="node-a", host="10.1.2.3")
    message = {"island": island.id, "incarnation": 1, "connections": 1}
    token = token_of(b"key", island.id, 1)

    def told(at: float) -> float:
        place.in_pod.report(token, {**message, "last_used_at": at})
        with place.parts.store.reading() as conn:
            return islands.get(conn, island.id).last_used_at or 0.0

    before = time.time() - 100
    assert told(before) == before
    assert told(before - 1000) == before
    assert before < told(253_402_300_799.0) <= time.time()


@pytest.mark.parametrize("crashed_before", [False, True])
def test_a_server_that_ends_because_it_is_stopped_leaves_no_crash(place: Place, crashed_before: bool) -> None:
    """Whoever stopped it: a person, a drain, the end of its lifetime."""
    island = place.add(wanted=Wanted.STOP, state=State.STOPPING)
    if crashed_before:
        place.parts.store.run(lambda conn: bundles.merge(conn, bundle_of(island, 1.0, log="Killed")))
    message = {"island": island.id, "incarnation": 1, "exit": {"code": 143, "at": 1.0}, "log": "bye"}
    message |= {"files": [{"name": "core", "size": 1}]}
    place.in_pod.report(token_of(b"key", island.id, 1), message)
    with place.parts.store.reading() as conn:
        kept = bundles.of_island(conn, island.id)
    assert [bundle.files for bundle in kept] == ([[{"name": "core", "size": 1}]] if crashed_before else [])


@pytest.mark.parametrize("first", ["cluster", "side container"])
def test_a_server_in_the_background_is_told_as_that_whoever_tells_first(place: Place, first: str) -> None:
    state, seen = (State.CRASHED, Exit(0, "it ended", 1.0)) if first == "cluster" else (State.RUNNING, None)
    island = place.add(state=state, reason="it ended" if seen else "", exit=seen, started_at=1.0)
    message = {"island": island.id, "incarnation": 1, "exit": {"code": 0, "at": 1.0, "left": "redis-server"}}
    for _ in range(2):
        place.in_pod.report(token_of(b"key", island.id, 1), message)
    with place.parts.store.reading() as conn:
        row, (bundle,) = islands.get(conn, island.id), bundles.of_island(conn, island.id)
    server = Container(row.blueprint, exit_code=0, reason="Completed", finished_at=1.0)
    pod = base.Pod(row.pod, "u", row.id, 1, "Running", node="n", server=server, containers=(server,))
    step = decide(replace(row, state=State.RUNNING), [pod], 5.0, 60.0)
    assert isinstance(step, Become)
    told = [step.reason, bundle.exit.reason if bundle.exit else "", *([row.reason] if seen else [])]
    for reason in told:
        assert "went into the background" in reason
        assert "redis-server" in reason
    assert place.history(row).count("note") == (1 if seen else 0), "said once"
