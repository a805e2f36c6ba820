"""The port doctor: what sits on our ports without being an island, and what is done about it."""

from __future__ import annotations

import socket

import pytest

from tests.integration.api.test_islandctl import islandctl
from tests.integration.operating.conftest import BLOCKS, FIRST_PORT, Bench
from tests.integration.serving import Json

LAST = FIRST_PORT + 3 * BLOCKS - 1


def press(bench: Bench, offered: Json) -> None:
    """Do what a finding offers, as it offers it."""
    assert bench.manager.call(offered["method"], offered["path"], offered["body"]).ok, offered


def test_a_process_on_our_ports_is_found_excluded_and_included_again(bench: Bench) -> None:
    [island] = bench.running()
    port = LAST - 3 if LAST in island["ports"].values() else LAST
    assert bench.findings("process") == [], "islands' own servers are none"
    with socket.create_server(("0.0.0.0", port)):
        (found,) = bench.findings("process")
        assert (found["ports"], found["severity"]) == ([port], "warning")
        assert "belongs to no island" in found["message"]
        press(bench, found["acts"][0])
        assert bench.findings("process") == []
    (excluded,) = bench.findings("excluded")
    assert "process" in excluded["message"]
    bench.running(BLOCKS - 2)
    full = bench.manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev"})
    assert full.status_code == 409, "its block is one port short"
    press(bench, excluded["acts"][0])
    assert port in bench.running()[0]["ports"].values()
    assert bench.findings("excluded") == []


def test_a_foreign_pod_on_our_ports(bench: Bench) -> None:
    container = {
        "name": "web",
        "image": "islandmgr/sample:dev",
        "command": ["sleep", "600"],
        "ports": [{"containerPort": 80, "hostPort": FIRST_PORT + 1}],
    }
    spec = {"restartPolicy": "Never", "containers": [container]}
    bench.cluster.create_pod({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "nginx"}, "spec": spec})
    try:
        (found,) = bench.findings("foreign-pod")
        assert (found["subject"], found["ports"]) == ("nginx", [FIRST_PORT + 1])
        doctor = islandctl(bench.manager, "doctor")
        assert f"is not an island and uses {FIRST_PORT + 1}" in doctor.stdout
        assert doctor.returncode == 0, "a warning is no error"
    finally:
        bench.cluster.delete_pod("nginx", grace_seconds=0)


def test_from_the_command_line(bench: Bench) -> None:
    ports = f"{FIRST_PORT}-{FIRST_PORT + 1}"
    assert islandctl(bench.manager, "exclude", "default", ports, "--why", "for the router").returncode == 0
    assert (
        f"{ports} of pool default are given to no island: for the router." in islandctl(bench.manager, "doctor").stdout
    )
    assert islandctl(bench.manager, "include", "default", ports).returncode == 0
    for wrong, code in (
        (("default", "1-2"), 2),
        (("nowhere", "80"), 2),
        (("default", "9-1"), 2),
        (("default", "x"), 2),
    ):
        assert islandctl(bench.manager, "include", *wrong).returncode == code, wrong
    told = [one["message"] for one in bench.manager.json("GET", "/audit?act=ports.change&limit=6")["items"]]
    assert f"Excluded {ports}: for the router" in told
    assert f"Included {ports} again" in told


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ({"pool": "default", "ports": [80], "why": "x"}, "80"),
        ({"pool": "nowhere", "ports": [FIRST_PORT], "why": "x"}, "nowhere"),
        ({"pool": "default", "ports": [], "why": "x"}, "ports"),
        ({"pool": "default", "ports": ["a"], "why": "x"}, "'a'"),
        ({"pool": "default", "ports": [FIRST_PORT]}, "why"),
    ],
)
def test_ports_that_cannot_be_excluded(bench: Bench, body: Json, quoted: str) -> None:
    refused = bench.manager.call("POST", "/ports/exclude", body)
    assert (refused.status_code, quoted in refused.json()["error"]["message"]) == (422, True), refused.text
