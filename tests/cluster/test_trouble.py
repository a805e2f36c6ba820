"""Things break under islands that run: they go on running, and the table tells the truth again afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from tests.cluster.islands import Json, follows, start_many
from tests.cluster.managers import managed
from tests.cluster.place import Place, bed_command
from tests.integration.databases import MariaDB
from tests.integration.serving import Serving, eventually

pytestmark = [
    pytest.mark.alone_on_cluster,
    pytest.mark.timeout(900),  # what is waited for here may take minutes in a row on a busy machine
]


@pytest.fixture
def manager(other_place: Place, tmp_path: Path) -> Iterator[Serving]:
    with managed(other_place, tmp_path) as manager:
        yield manager


def pods_by_island(place: Place) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pod in place.pods("app.kubernetes.io/managed-by=islandmgr"):
        if "deletionTimestamp" not in pod["metadata"]:
            island_id = int(pod["metadata"]["labels"]["islandmgr.io/island"])
            found.setdefault(island_id, []).append(pod["metadata"]["uid"])
    return found


def started_once(manager: Serving, islands: list[Json]) -> dict[int, float]:
    """When the server containers started: a server that was restarted would show."""
    return {one["id"]: one["ready_at"] for one in (manager.island(island["id"]) for island in islands)}


def test_a_manager_killed_at_random_moments(other_place: Place, manager: Serving) -> None:
    """Nothing is lost and nothing is there twice."""
    rng = random.Random(7)
    wanted: list[int] = []
    stopped: list[int] = []
    for turn in range(6):
        wanted += [island["id"] for island in start_many(manager, 3)]
        if turn % 2:
            victim = wanted.pop(0)
            manager.json("DELETE", f"/islands/{victim}")
            stopped.append(victim)
        time.sleep(rng.uniform(0, 1.5))
        manager.kill()
        manager.start()
    for island_id in wanted:
        manager.wait_for(island_id, "running", timeout=240)
    for island_id in stopped:
        manager.wait_for(island_id, "stopped", timeout=240)
    there = pods_by_island(other_place)
    assert sorted(there) == sorted(wanted)
    assert all(len(pods) == 1 for pods in there.values())
    ports = [port for one in wanted for port in manager.island(one)["ports"].values()]
    assert len(ports) == len(set(ports))
    assert all(manager.island(one)["incarnation"] == 1 for one in wanted)


def stop_api_server(manager: Serving) -> None:
    bed_command("stop", "apiserver")
    eventually(lambda: not manager.ready())
    time.sleep(25)  # longer than the controller manager waits for news of a node
    bed_command("start", "apiserver")


def restart_etcd(_manager: Serving) -> None:
    bed_command("stop", "etcd", "--kill")
    time.sleep(5)
    bed_command("start", "etcd")


@pytest.mark.parametrize("trouble", [stop_api_server, restart_etcd])
def test_the_control_plane_goes_away(other_place: Place, manager: Serving, trouble: Callable[[Serving], None]) -> None:
    islands = [manager.wait_for(one["id"], "running", timeout=120) for one in start_many(manager, 3)]
    before, pods = started_once(manager, islands), pods_by_island(other_place)
    try:
        trouble(manager)
    finally:
        bed_command("up")
    assert all(follows(island, 0) for island in islands), "they ran on"
    for island in islands:
        manager.wait_for(island["id"], "running", timeout=240)
    assert pods_by_island(other_place) == pods
    assert started_once(manager, islands) == before
    new = manager.start_island()
    manager.wait_for(new["id"], "running", timeout=240)


def looks(manager: Serving) -> float:
    """How often the manager has looked at an island."""
    lines = requests.get(f"{manager.url}/metrics", timeout=60).text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("islandmgr_reconciles_total"))


def test_a_node_that_is_cut_off_and_comes_back(other_place: Place, manager: Serving) -> None:
    """Its island is lost while nobody can tell, and running again later. A stopped one's ports stay held."""
    place = other_place
    kept, ended = (manager.wait_for(one["id"], "running") for one in start_many(manager, 2, branch="weekly"))
    node = kept["node"]
    before, pods = started_once(manager, [kept]), pods_by_island(place)[kept["id"]]
    place.bed.cut(node)
    try:
        lost = manager.wait_for(kept["id"], "lost", timeout=120)
        assert node in lost["reason"]
        manager.json("DELETE", f"/islands/{ended['id']}")
        held = eventually(lambda: (one := manager.island(ended["id"]))["reason"].count("does not answer") and one, 120)
        assert held["state"] == "stopping"
        # Somebody takes the Pod away by force: its server may still run there, so its ports stay held.
        place.kubectl("delete", "pods", "-l", f"islandmgr.io/island={ended['id']}", "--force", "--grace-period=0")
        eventually(lambda: manager.island(ended["id"])["reason"].count("was removed"), 60)
        before_looks = looks(manager)
        eventually(lambda: looks(manager) >= before_looks + 6)  # at the two islands
        assert manager.island(ended["id"])["state"] == "stopping"
    finally:
        place.bed.mend(node)
    back = manager.wait_for(kept["id"], "running", timeout=240)
    assert follows(back, 0)
    assert pods_by_island(place)[kept["id"]] == pods
    assert started_once(manager, [kept]) == before
    manager.wait_for(ended["id"], "stopped", timeout=240)


def test_an_operator_gives_a_silent_node_up(other_place: Place, manager: Serving) -> None:
    place = other_place
    island = manager.wait_for(manager.start_island(branch="weekly")["id"], "running")
    answer = manager.call("POST", f"/islands/{island['id']}/release")
    assert answer.status_code == 409, "it runs"
    place.bed.cut(island["node"])
    try:
        manager.wait_for(island["id"], "lost", timeout=120)
        manager.json("DELETE", f"/islands/{island['id']}")
        eventually(lambda: manager.island(island["id"])["reason"].count("operator"), 60)
        manager.json("POST", f"/islands/{island['id']}/release")
        manager.wait_for(island["id"], "stopped", timeout=60)
        assert not place.pods(f"islandmgr.io/island={island['id']}")
    finally:
        place.bed.mend(island["node"])
        bed_command("up")


def test_a_leader_that_is_frozen_and_wakes_up(
    other_place: Place, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two managers on one database: the other takes over, and the first does no harm when it goes on."""
    with ExitStack() as stack:
        mariadb = MariaDB(tmp_path_factory.mktemp("mariadb"))
        mariadb.install()
        stack.callback(mariadb.stop)
        mariadb.start()
        url = mariadb.url(mariadb.make_database())
        one = stack.enter_context(managed(other_place, tmp_path / "one", url))
        island = one.wait_for(one.start_island()["id"], "running")
        two = stack.enter_context(managed(other_place, tmp_path / "two", url))
        frozen = tree(one)
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            new = [two.wait_for(two.start_island()["id"], "running", timeout=120) for _ in range(3)]
            two.json("DELETE", f"/islands/{island['id']}")
            two.wait_for(island["id"], "stopped", timeout=120)
        finally:
            for pid in frozen:
                os.kill(pid, signal.SIGCONT)
        eventually(one.ready)
        last = one.start_island()
        two.wait_for(last["id"], "running", timeout=120)
        wanted = sorted([*(each["id"] for each in new), last["id"]])
        there = pods_by_island(other_place)
        assert sorted(there) == wanted
        assert all(len(pods) == 1 for pods in there.values())
        assert [one.island(each)["state"] for each in wanted] == ["running"] * len(wanted)


def tree(manager: Serving) -> list[int]:
    assert manager.process is not None
    pid = manager.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def test_the_bed_is_whole_again(other_place: Place) -> None:
    """Of the tests before: what they broke they mended."""
    nodes = json.loads(other_place.bed.kubectl("get", "nodes", "-l", "type!=kwok", "-o", "json"))["items"]
    ready = [c["status"] for node in nodes for c in node["status"]["conditions"] if c["type"] == "Ready"]
    assert ready == ["True"] * len(nodes)
