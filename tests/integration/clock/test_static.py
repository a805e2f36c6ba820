"""An island whose server is a static program, as a tester sees it: most servers in Go are."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests import ports
from tests.integration.clock.islands import epoch
from tests.integration.clock.servers import build_go
from tests.integration.serving import Serving, eventually, say, serving

DAY = 86400
CODE = "local/volumes/sample-code/dev"


@pytest.fixture(scope="module")
def manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("static")
    code = folder / "data" / CODE
    code.mkdir(parents=True)
    build_go("tells.go", code / "tells", dynamic=False)
    blueprints = folder / "blueprints"
    blueprints.mkdir()
    for reach in ("libc", "kernel"):
        (blueprints / f"{reach}.yaml").write_text(BLUEPRINT.replace("REACH", reach))
    with serving(folder / "data", blueprints=blueprints, pools=ports.pool(20), quarantine=0, lease=2) as manager:
        yield manager


BLUEPRINT = """
name: REACH
version: "1"
title: A static program
image: islandmgr/sample:dev
ports: [{name: time}]
command: ["{{ code.folder }}/tells", "{{ ports.time }}"]
readiness: {tcp: time, period_seconds: 1}
resources: {limits: {memory: 64Mi}}
time_zone: UTC
clock_reach: REACH
code: {claim: sample-code, mount: /home/server, folder: "/home/server/{{ island.branch }}"}
stop_grace_seconds: 1
"""


def test_it_follows_the_clock(manager: Serving) -> None:
    island = manager.start_island(blueprint="kernel", clock={"mode": "shift", "shift": "+1d"})["id"]
    assert manager.wait_for(island, "running")["clock"]["applied"] is True
    assert round(ahead(manager, island) / DAY) == 1
    for shift in (-3, 400):
        report = manager.json("PUT", f"/islands/{island}/clock", {"mode": "shift", "shift": f"{shift:+d}d"})
        assert (report["applied"], report["problem"]) == (True, "")
        shows(manager, island, shift * DAY)
    manager.json("DELETE", f"/islands/{island}")
    manager.wait_for(island, "stopped")


def test_without_the_wish_it_is_said_that_it_does_not(manager: Serving) -> None:
    island = manager.start_island(blueprint="libc", clock={"mode": "shift", "shift": "+1d"})["id"]
    assert manager.wait_for(island, "running")["clock"]["applied"] is False
    report = manager.json("GET", f"/islands/{island}/clock")
    assert (report["applied"], report["cause"]) == (False, "not_loaded")
    assert "tells(" in report["problem"]
    assert abs(ahead(manager, island)) < DAY


def shows(manager: Serving, island: int, wanted: float) -> None:
    """Wait until the server is so far ahead."""
    eventually(lambda: abs(ahead(manager, island) - wanted) < 1)


def ahead(manager: Serving, island: int) -> float:
    """Seconds that the server itself is ahead of real time."""
    row = manager.island(island)
    return epoch(say(row["host"], row["ports"]["time"]).decode().strip()) - time.time()
