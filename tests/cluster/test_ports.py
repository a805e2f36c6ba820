"""Ports of others on our nodes: seen, named, avoided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests import ports
from tests.cluster.islands import follows
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving, eventually

FIRST = ports.take(6)[0]  # a small pool of our own: one island of three ports, or two


def foreign(place: Place, name: str, port: int, node: str, *, host_network: bool) -> dict[str, Any]:
    """A Pod that is nobody's island: on a hostPort, or in the node's own network."""
    serve = f"import socket; s = socket.create_server(('0.0.0.0', {port}))\nwhile True: s.accept()[0].close()"
    ports = [{"containerPort": port} if host_network else {"containerPort": port, "hostPort": port}]
    container = {"name": "web", "image": "islandmgr/sample:dev", "command": ["python3", "-c", serve], "ports": ports}
    spec = {"containers": [container], "hostNetwork": host_network, "terminationGracePeriodSeconds": 1}
    spec["nodeSelector"] = {"kubernetes.io/hostname": node}
    return {"kind": "Pod", "metadata": {"name": name, "namespace": place.namespace}, "spec": spec}


def findings(manager: Serving, code: str) -> list[dict[str, Any]]:
    return [one for one in manager.json("GET", "/ports/doctor")["items"] if one["code"] == code]


def nodes_of(place: Place, branch: str) -> list[str]:
    found = json.loads(place.bed.kubectl("get", "nodes", "-l", f"branch={branch}", "-o", "json"))["items"]
    return [node["metadata"]["name"] for node in found]


def test_ports_of_others(other_place: Place, tmp_path: Path) -> None:
    """A hostPort on one node of the branch and a process in the node's own network on the other."""
    place = other_place
    first, second = nodes_of(place, "dev")[:2]
    with managed(place, tmp_path, pools=f"default={FIRST}-{FIRST + 2}") as manager:
        place.apply(foreign(place, "by-host-port", FIRST, first, host_network=False))
        place.kubectl("wait", "--for=condition=Ready", "pod/by-host-port", "--timeout=120s")

        seen = findings(manager, "foreign-pod")
        assert [one["ports"] for one in seen] == [[FIRST]]
        assert "by-host-port" in seen[0]["message"]

        # Avoided: the scheduler takes the other node of the branch.
        island = manager.start_island()
        running = manager.wait_for(island["id"], "running", timeout=120)
        assert running["ports"]["time"] == FIRST
        assert running["node"] == second
        assert follows(running, 0)
        manager.json("DELETE", f"/islands/{island['id']}")
        manager.wait_for(island["id"], "stopped")

        # Taken everywhere: the island says by whom.
        place.apply(foreign(place, "in-host-network", FIRST, second, host_network=True))
        place.kubectl("wait", "--for=condition=Ready", "pod/in-host-network", "--timeout=120s")
        assert {name for one in findings(manager, "foreign-pod") for name in [one["subject"]]} >= {
            "by-host-port",
            "in-host-network",
        }
        eventually(lambda: manager.json("GET", "/ports")["items"][0]["resting"] == 0)
        stuck = manager.start_island()
        found = eventually(
            lambda: (one := manager.island(stuck["id"]))["reason"].count("in-host-network") and one, timeout=120
        )
        assert found["state"] == "scheduling"
        assert f"port {FIRST}" in found["reason"]
        assert "by-host-port" in found["reason"]

        # And it goes on by itself when they are gone.
        place.kubectl("delete", "pod", "by-host-port", "in-host-network")
        assert manager.wait_for(stuck["id"], "running", timeout=180)["ports"]["time"] == FIRST


def test_ports_that_are_excluded_are_never_given(other_place: Place, tmp_path: Path) -> None:
    """What an operator does about a lasting neighbour: take its port out of the pool."""
    with managed(other_place, tmp_path, pools=f"default={FIRST}-{FIRST + 5}!{FIRST}") as manager:
        island = manager.start_island()
        assert min(island["ports"].values()) > FIRST
        manager.wait_for(island["id"], "running", timeout=120)
