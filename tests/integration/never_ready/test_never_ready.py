"""Servers that run and are not ready: told within seconds, given up at the deadline, and in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ports
from tests.integration.databases import new_database
from tests.integration.serving import Json, Serving, eventually, serving

POOL = ports.pool(40)
BLUEPRINT = """\
name: {name}
version: "1"
title: {name}
image: islandmgr/sample:dev
ports: [{{name: main}}]
command: {command}
readiness: {{{probe}, period_seconds: 1, timeout_seconds: 1}}
time_zone: UTC
resources: {{limits: {{memory: 128Mi}}}}
stop_grace_seconds: 1
"""
SERVER = "[python3, -u, -m, http.server, --bind, {address}, {port}]"
KINDS = {
    "inside": (SERVER.format(address="127.0.0.1", port='"{{ ports.main }}"'), "tcp: main"),
    "elsewhere": (SERVER.format(address="0.0.0.0", port='"{{ ports.main + 7 }}"'), "tcp: main"),
    "silent": ("[sh, -c, echo last words of mine; exec sleep 1000]", "tcp: main"),
    "broken": (SERVER.format(address="0.0.0.0", port='"{{ ports.main }}"'), "http: {port: main, path: /no/such/page}"),
    "failing": ("[sleep, '1000']", "exec: [sh, -c, echo not today; exit 3]"),
}


@pytest.fixture(scope="module", params=["sqlite", "mariadb"])
def manager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("never-ready")
    blueprints = folder / "blueprints"
    blueprints.mkdir()
    for name, (command, probe) in KINDS.items():
        (blueprints / f"{name}.yaml").write_text(BLUEPRINT.format(name=name, command=command, probe=probe))
    settings = {"pools": POOL, "quarantine": 0, "lease": 2, "blueprints": blueprints, "start_deadline": 30}
    with serving(folder / "data", new_database(request), **settings) as running:
        yield running


def test_it_is_said_within_seconds_what_keeps_a_server_from_being_ready(manager: Serving) -> None:
    begun = {name: manager.start_island(blueprint=name) for name in KINDS}
    other = begun["elsewhere"]["ports"]["main"]
    expected = {
        "inside": ("refused", "listens on 127.0.0.1 only"),
        "elsewhere": ("refused", f"listens on port {other + 7} instead of {other}"),
        "silent": ("refused", "listens on no TCP port"),
        "broken": ("404", ""),
        "failing": ("not today", "exit code 3"),
    }

    def reasons() -> dict[str, Json]:
        return {name: manager.island(island["id"]) for name, island in begun.items()}

    def told() -> bool:
        return all(word in it["reason"] for name, it in reasons().items() for word in expected[name])

    eventually(told)
    given_up = {name: manager.wait_for(island["id"], "failed") for name, island in begun.items()}
    for name, island in given_up.items():
        assert all(word in island["reason"] for word in (*expected[name], "given up after 30 s")), island["reason"]
    crash = manager.json("GET", f"/islands/{begun['silent']['id']}/crash")
    assert "last words of mine" in crash["log"]


def test_a_server_that_is_ready_in_the_end_is_not_blamed(manager: Serving) -> None:
    island = manager.start_island(args={"slow_start": 8})["id"]
    eventually(lambda: "refused" in manager.island(island)["reason"])
    assert manager.wait_for(island, "running")["reason"] == ""
    manager.json("DELETE", f"/islands/{island}")


def test_in_a_drain_nobody_waits_for_it(manager: Serving) -> None:
    island = manager.start_island(blueprint="silent")["id"]
    eventually(lambda: "listens on no TCP port" in manager.island(island)["reason"])
    node = manager.island(island)["node"]
    drain = manager.json("POST", "/drains", {"selector": f"kubernetes.io/hostname={node}"})
    eventually(lambda: manager.json("GET", f"/drains/{drain['id']}")["state"] != "running")
    after = manager.json("GET", f"/drains/{drain['id']}")
    assert after["state"] == "done", after
    assert manager.island(island)["node"] != node
    manager.json("POST", f"/nodes/{node}/uncordon")
