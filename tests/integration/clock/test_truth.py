"""What is shown was measured; what does not hold is said, with its reason."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import cast

from islandmgr.cluster.base import Cluster
from islandmgr.cluster.local.client import LocalCluster
from islandmgr.model.domain import State
from islandmgr.model.errors import NotFound
from islandmgr.resources.clocks.service import ClockWriter
from islandmgr.resources.islands.store import islands as rows
from islandmgr.store import Store
from tests import ports
from tests.integration.clock.islands import Islands, epoch
from tests.integration.notifications.outboxes import add_island, parts_on
from tests.integration.serving import eventually, serving

DAY = 86400
FILE = "/run/islandmgr/clock/rc"


def test_a_line_changed_by_hand_is_put_right_and_told(islands: Islands, cluster: LocalCluster) -> None:
    island = islands.ids[0]
    islands.set(island, mode="shift", shift="+1d")
    pod = islands.manager.island(island)["pod"]
    write = f"echo +99 > {FILE}.hand && mv {FILE}.hand {FILE}"
    assert cluster.exec(pod, "side-container", ["sh", "-c", write]).code == 0
    report = islands.report(island)
    assert (report["applied"], report["problem"]) == (True, "")
    islands.shows(island, DAY)
    said = [event["message"] for event in islands.manager.json("GET", f"/islands/{island}/events")["items"]]
    assert any("Somebody changed the clock in the Pod: its line was '+99'; it was put right" in one for one in said)


def test_a_file_that_is_gone_is_written_anew(islands: Islands, cluster: LocalCluster) -> None:
    """Without it the server sees real time, in silence."""
    island = islands.ids[0]
    islands.set(island, mode="shift", shift="+1d")
    pod = islands.manager.island(island)["pod"]
    assert cluster.exec(pod, "side-container", ["rm", FILE]).code == 0
    assert islands.report(island)["applied"] is True
    islands.shows(island, DAY)


def test_a_rate_is_right_for_a_while(islands: Islands) -> None:
    for rate in (10, 60):
        islands.set(islands.ids[0], mode="rate", rate=rate, at="2026-12-31 23:50")
        islands.set(islands.ids[1], mode="same", island=islands.ids[0])
        end = time.monotonic() + 5
        while time.monotonic() < end:
            for island in islands.ids[:2]:
                report = islands.report(island)
                assert report["applied"] is True, report["problem"]
        began = epoch("2026-12-31T23:50:00Z")
        assert epoch(islands.report(islands.ids[0])["island_time"]) > began + 4 * rate


def test_a_pod_that_does_not_answer_is_no_measurement(islands: Islands, cluster: LocalCluster) -> None:
    """The library is there, but the server is not: what `date` says beside it proves nothing."""
    manager = islands.manager
    crashed = manager.start_island(args={"exit_after": 2, "exit_code": 3})["id"]
    manager.wait_for(crashed, "crashed")
    report = islands.set(crashed, mode="shift", shift="+1d")
    assert report["applied"] is None
    assert report["measured"] is None
    manager.json("POST", f"/islands/{crashed}/restart")
    eventually(lambda: manager.island(crashed)["clock"]["applied"])
    manager.json("DELETE", f"/islands/{crashed}")


def test_a_static_server_runs_and_says_that_its_clock_does_not(tmp_path: Path) -> None:
    """The self-test finds out before anybody is told that it runs; the island is not held back for it."""
    program = tmp_path / "data/local/volumes/sample-code/dev/static"
    program.parent.mkdir(parents=True)
    source = tmp_path / "static.c"
    source.write_text("#include <unistd.h>\nint main(void) { for (;;) pause(); }\n")
    subprocess.run(["gcc", "-static", "-o", str(program), str(source)], check=True)
    (tmp_path / "static.yaml").write_text(STATIC)
    with serving(tmp_path / "data", blueprints=tmp_path / "static.yaml", pools=ports.pool(10)) as manager:
        island = manager.start_island(blueprint="static", clock={"mode": "shift", "shift": "+1d"})["id"]
        row = manager.wait_for(island, "running")
        assert row["clock"]["applied"] is False
        assert row["clock"]["problem_code"] == "clock.no_libc"
        assert "(a static program), so it sees real time" in row["clock"]["problem"]
        report = manager.json("GET", f"/islands/{island}/clock")
        assert (report["applied"], report["cause"]) == (False, "not_loaded")


STATIC = """
name: static
version: "1"
title: A static program
image: islandmgr/sample:dev
ports: [{name: none}]
command: ["{{ code.folder }}/static"]
readiness: {exec: ["true"], period_seconds: 1}
resources: {limits: {memory: 64Mi}}
time_zone: UTC
code: {claim: sample-code, mount: /home/server, folder: "/home/server/{{ island.branch }}"}
stop_grace_seconds: 1
"""


class NoPods:
    """A cluster in which no program can be started beside a server."""

    def exec(self, *_: object, **__: object) -> object:
        raise NotFound("There is no such Pod")


def test_who_could_not_measure_takes_nothing_from_who_could(store: Store, tmp_path: Path) -> None:
    parts = parts_on(store, tmp_path)
    parts.cluster = cast(Cluster, NoPods())
    before = add_island(parts, state=State.STARTING, pod="sample-qa01-dev-1")
    measured = parts.store.run(lambda conn: rows.change(conn, before, state=State.RUNNING, clock_applied=True))
    applying = ClockWriter(parts)
    applying.ensure(before)  # asked before it ran, answered after it was measured
    with store.reading() as conn:
        assert rows.get(conn, before.id) == measured
    applying.ensure(measured)
    with store.reading() as conn:
        now = rows.get(conn, before.id)
    assert now.clock_applied is None
    assert "no such Pod" in now.clock_problem
