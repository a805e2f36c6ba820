"""`deploy/` on a real cluster, put there by docs/kubernetes.md's commands: two managers inside, on MariaDB."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from islandmgr.cluster.kubernetes.rights import NEEDED, OPTIONAL
from tests.cluster.bed import Bed
from tests.cluster.installed.installation import ISLANDS, Installation
from tests.cluster.islands import Json, follows, seconds_until_follows, states
from tests.integration.serving import Client, eventually, say


@pytest.fixture(scope="module")
def installed(real_bed: Bed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(real_bed, tmp_path_factory.mktemp("page"))
    installation.prepare()
    try:
        installation.run_the_page()
        yield installation
    finally:
        installation.remove()


@pytest.fixture(scope="module")
def tester(installed: Installation) -> Client:
    return installed.tester()


@pytest.mark.timeout(900)  # the first test brings everything up
def test_the_page_leads_from_an_empty_cluster_to_the_first_island(installed: Installation) -> None:
    assert "running" in installed.said
    assert '"ready":true' in installed.said.replace(" ", "").lower()
    deployment = json.loads(installed.kubectl("get", "deployment", "islandmgr", "-o", "json"))
    assert deployment["status"]["readyReplicas"] == 2
    nodes = installed.kubectl(
        "get", "pods", "-l", "app.kubernetes.io/name=islandmgr", "-o", "jsonpath={.items[*].spec.nodeName}"
    )
    assert len(set(nodes.split())) == 2, "they are not on one node"


def test_the_main_job_through_it(installed: Installation, tester: Client) -> None:
    island = tester.start_island()
    running = tester.wait_for(island["id"], "running", timeout=120)
    assert states(tester, island["id"])[0] == "requested"
    assert running["registered_at"] is not None
    assert running["owner"] == "qa01"
    assert say(running["host"], running["ports"]["echo"], b"hello") == b"hello"
    answer = tester.json("PUT", f"/islands/{island['id']}/clock", {"mode": "shift", "shift": "+2d3h"})
    assert answer["applied"] is True
    seconds_until_follows(running, 51 * 3600)
    assert "time jumped by +183600 s" in tester.call("GET", f"/islands/{island['id']}/logs").text
    tester.json("DELETE", f"/islands/{island['id']}")
    tester.wait_for(island["id"], "stopped", timeout=120)
    assert not installed.island_pods()


def test_nobody_gets_in_without_signing_in(installed: Installation) -> None:
    assert Client(installed.url).call("GET", "/islands").status_code == 401
    assert Client(installed.url, "imt_wrong").call("GET", "/islands").status_code == 401


def test_it_cannot_write_to_its_root_and_is_nobody(installed: Installation) -> None:
    script = "id -u; touch /opt/manager/app/x 2>&1; grep CapEff /proc/1/status"
    said = installed.kubectl("exec", "deployment/islandmgr", "--", "sh", "-c", script)
    assert said.split()[0] == "10001"
    assert "Read-only file system" in said
    assert said.split()[-1].strip("0") == "", "no capabilities"


def test_the_leader_dies_in_the_middle(installed: Installation, tester: Client) -> None:
    """With the last wish just committed: the other one goes on, and nothing is there twice."""
    before = tester.wait_for(tester.start_island()["id"], "running", timeout=120)
    leader = installed.leader()
    wanted: list[Json] = [tester.start_island() for _ in range(4)]
    installed.kubectl("delete", "pod", leader, "--grace-period=0", "--force")

    def running(island_id: int) -> Json:
        # The Service may still send some to the dead one for a moment.
        def look() -> Json | None:
            try:
                found = tester.island(island_id)
            except (AssertionError, OSError):
                return None
            return found if found["state"] == "running" else None

        found = eventually(look, 180, 0.5)
        assert found
        return found

    there = [running(one["id"]) for one in wanted]
    assert installed.leader() != leader
    pods = Counter(pod["metadata"]["labels"]["islandmgr.io/island"] for pod in installed.island_pods())  # type: ignore[index]
    assert pods == Counter(str(one["id"]) for one in [before, *there])
    assert all(one["incarnation"] == 1 for one in there)
    assert all(follows(one, 0) for one in [before, *there]), "the old one ran on, the new ones run"
    assert running(before["id"])["ready_at"] == before["ready_at"]
    eventually(lambda: len(installed.managers()) == 2, 120, 1)
    for one in [before, *there]:
        tester.json("DELETE", f"/islands/{one['id']}")
    for one in [before, *there]:
        tester.wait_for(one["id"], "stopped", timeout=120)


def test_it_uses_all_that_it_was_granted_and_was_refused_nothing(installed: Installation, tester: Client) -> None:
    """The rights are the least: on the API server's own audit log, each of them was needed, and no other."""
    admin = installed.admin()
    crashed = tester.start_island(args={"exit_after": 1, "exit_code": 3})
    tester.wait_for(crashed["id"], "crashed", timeout=120)
    tester.json("DELETE", f"/islands/{crashed['id']}")
    tester.wait_for(crashed["id"], "stopped", timeout=120)
    admin.json("GET", "/ports/doctor")
    drain = admin.json("POST", "/drains", {"selector": "rack=b", "mode": "stop"})
    eventually(lambda: admin.json("GET", f"/drains/{drain['id']}")["state"] == "done", 120)
    admin.json("POST", "/nodes/node-b/uncordon")
    asked = installed.asked()
    refused = [one for one in asked if one[3] == 403]
    assert not refused
    used = {
        (verb, resource, namespace == ISLANDS and resource != "namespaces") for verb, resource, namespace, _ in asked
    }
    granted = {(right.verb, right.resource, right.namespaced) for right in (*NEEDED, *OPTIONAL)}
    # Up to 1.34 a websocket's GET counts as `get`; later versions ask for `create`.
    assert granted - used <= {("create", "pods/exec", True)}, "granted and not needed"
    assert used <= granted
