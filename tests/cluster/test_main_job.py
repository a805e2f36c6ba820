"""What islands are for, on real nodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests import ports
from tests.cluster.islands import follows, seconds_until_follows, start_many, states
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving, eventually, say


@pytest.fixture(scope="module")
def manager(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with managed(place, tmp_path_factory.mktemp("manager")) as manager:
        yield manager


def test_the_main_job(place: Place, manager: Serving) -> None:
    island = manager.start_island(branch="weekly")
    running = manager.wait_for(island["id"], "running")
    assert states(manager, island["id"])[0] == "requested"
    assert running["registered_at"] is not None
    node = place.kubectl("get", "node", running["node"], "-o", "jsonpath={.metadata.labels.branch}")
    assert node == "weekly", "scheduled by label"
    assert follows(running, 0)
    assert say(running["host"], running["ports"]["echo"], b"hello") == b"hello"

    answer = manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "shift", "shift": "+2d3h"})
    assert answer["applied"] is True
    assert abs(answer["error_ms"]) < 1000
    seconds_until_follows(running, 51 * 3600)
    manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "real"})
    seconds_until_follows(running, 0)

    log = manager.call("GET", f"/islands/{island['id']}/logs").text
    assert "time jumped by +183600 s" in log

    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
    assert not place.pods(f"islandmgr.io/island={island['id']}")
    usage = manager.json("GET", "/ports")["items"][0]
    assert usage["resting"] > 0 or usage["held"] == 0


def test_a_port_is_used_again_after_its_rest(other_place: Place, tmp_path: Path) -> None:
    """A pool with room for one island only."""
    with managed(other_place, tmp_path, pools=ports.pool(3), quarantine=1) as manager:
        first = manager.start_island()
        manager.wait_for(first["id"], "running")
        full = manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "qa01"})
        assert full.json()["error"]["code"] == "no_free_ports"
        manager.json("DELETE", f"/islands/{first['id']}")
        manager.wait_for(first["id"], "stopped")

        def start_again() -> requests.Response | None:
            answer = manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "qa01"})
            return answer if answer.status_code == 202 else None

        answer = eventually(start_again)
        assert answer is not None
        second = manager.wait_for(answer.json()["id"], "running")
        assert second["ports"] == first["ports"]
        assert follows(second, 0)


def test_twenty_at_once(manager: Serving) -> None:
    islands = start_many(manager, 20)
    running = [manager.wait_for(island["id"], "running", timeout=240) for island in islands]
    numbers = [(island["host"], number) for island in running for number in island["ports"].values()]
    assert len(numbers) == len(set(numbers)) == 60
    assert all(follows(island, 0) for island in running)
    for island in running:
        manager.json("DELETE", f"/islands/{island['id']}")
    for island in running:
        manager.wait_for(island["id"], "stopped", timeout=240)


def test_labels_that_no_node_has_are_named(manager: Serving) -> None:
    island = manager.start_island(branch="nowhere")
    found = eventually(lambda: (one := manager.island(island["id"]))["reason"].count("nodes have") and one)
    assert "no node has branch=nowhere" in found["reason"]
    assert "branch=dev" in found["reason"]
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")


def test_the_cluster_outlives_the_manager_s_orderly_end(place: Place, manager: Serving) -> None:
    island = manager.start_island()
    running = manager.wait_for(island["id"], "running")
    manager.stop()
    assert follows(running, 0)
    manager.start()
    assert manager.wait_for(island["id"], "running")["incarnation"] == 1
