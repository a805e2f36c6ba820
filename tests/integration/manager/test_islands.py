"""The life of an island, from the click to the ports given back, with real processes."""

from __future__ import annotations

import os
import signal
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from islandmgr.cluster.local.client import LocalCluster
from tests import ports
from tests.integration.serving import Serving, eventually, say, serving


def server_time(island: dict[str, Any]) -> float:
    """What the server itself says."""
    line = say(island["host"], island["ports"]["time"]).decode().strip()
    return datetime.fromisoformat(line).timestamp()


def follows(island: dict[str, Any], offset: float) -> bool:
    """The server's own time is real time plus `offset`, within what a busy machine needs to tell."""
    return abs(server_time(island) - time.time() - offset) < 1.5


def states(manager: Serving, island_id: int) -> list[str]:
    items = manager.json("GET", f"/islands/{island_id}/events")["items"]
    return [item["after"] for item in items if item["kind"] == "state" and item["before"] != item["after"]]


def test_the_main_job(manager: Serving) -> None:
    island = manager.start_island(note='say "hi" & {{ bye }}')
    assert island["state"] == "requested"
    running = manager.wait_for(island["id"], "running")
    assert states(manager, island["id"]) == ["requested", "scheduling", "starting", "running"]
    assert running["registered_at"] is not None
    eventually(lambda: manager.island(island["id"])["clock"]["applied"])
    assert running["node"] in ("local-1", "local-2"), "the nodes with the label branch=dev"
    assert follows(running, 0)
    assert say(running["host"], running["ports"]["echo"], b"hello") == b"hello"

    report = manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "shift", "shift": "+2d3h"})
    assert report["applied"] is True
    assert abs(report["error_ms"]) < 1000
    eventually(lambda: follows(running, 51 * 3600))
    at = datetime.now(UTC).replace(microsecond=0).isoformat()
    manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "at", "at": "2027-12-31T23:59:30+08:00"})
    eventually(lambda: server_time(running) >= datetime.fromisoformat("2027-12-31T23:59:30+08:00").timestamp())
    assert at < "2027"
    manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "real"})
    eventually(lambda: follows(running, 0))

    log = manager.call("GET", f"/islands/{island['id']}/logs").text
    assert "started: time=" in log
    assert "time jumped by +183600 s" in log

    assert manager.json("DELETE", f"/islands/{island['id']}")["state"] == "stopping"
    manager.wait_for(island["id"], "stopped")
    assert not manager.in_pods()
    again = manager.call("DELETE", f"/islands/{island['id']}")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "conflict")


def test_a_clock_at_the_start_is_right_before_the_servers_first_line(manager: Serving) -> None:
    island = manager.start_island(clock={"mode": "shift", "shift": "+1w"})
    running = manager.wait_for(island["id"], "running")
    eventually(lambda: manager.island(island["id"])["clock"]["applied"])
    first = manager.call("GET", f"/islands/{island['id']}/logs").text.split(" ", 1)[0]
    assert abs(datetime.fromisoformat(first).timestamp() - time.time() - 7 * 86400) < 60
    assert follows(running, 7 * 86400)


def test_a_crash_is_kept_and_a_restart_keeps_id_ports_and_clock(manager: Serving) -> None:
    clock = {"mode": "shift", "shift": "-1d"}
    island = manager.start_island(args={"exit_after": 1, "exit_code": 3}, clock=clock)
    crashed = manager.wait_for(island["id"], "crashed")
    assert "exit code 3" in crashed["reason"]
    assert crashed["exit"]["code"] == 3
    bundle = manager.json("GET", f"/islands/{island['id']}/crash")
    assert bundle["exit"]["code"] == 3
    assert "started: time=" in bundle["log"]
    assert "started: time=" in manager.call("GET", f"/islands/{island['id']}/logs").text, "the Pod is kept for looking"

    manager.json("POST", f"/islands/{island['id']}/restart")
    eventually(lambda: states(manager, island["id"]).count("crashed") == 2)
    again = manager.island(island["id"])
    assert (again["incarnation"], again["ports"], again["clock"]["offset"]) == (2, crashed["ports"], -86400)
    assert manager.json("GET", f"/islands/{island['id']}/crash")["incarnation"] == 2


def test_a_killed_server_is_a_crash_that_names_the_signal(manager: Serving) -> None:
    island = manager.wait_for(manager.start_island()["id"], "running")
    for pid in manager.servers():
        os.kill(pid, signal.SIGKILL)
    crashed = manager.wait_for(island["id"], "crashed")
    assert "signal 9 (SIGKILL)" in crashed["reason"]


def test_a_server_that_leaks_is_stopped_by_its_memory_limit(manager: Serving) -> None:
    island = manager.start_island(args={"leak_mb_per_s": 400})
    crashed = manager.wait_for(island["id"], "crashed")
    assert "more memory than its limit" in crashed["reason"]


def test_a_server_that_stops_listening_is_unready_and_not_taken_away(manager: Serving) -> None:
    island = manager.start_island(args={"stop_listening_after": 2})
    manager.wait_for(island["id"], "running")
    unready = manager.wait_for(island["id"], "unready")
    assert "readiness probe fails" in unready["reason"]


def test_a_branch_that_no_node_has_is_told_in_words(manager: Serving) -> None:
    island = manager.start_island(branch="nowhere")
    eventually(lambda: "branch's label" in manager.island(island["id"])["reason"])
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")


def test_a_port_that_somebody_else_uses_is_passed_over(manager: Serving) -> None:
    island = manager.wait_for(manager.start_island()["id"], "running")
    following = max(island["ports"].values()) + 1
    with socket.socket() as foreign:
        foreign.bind(("0.0.0.0", following))
        foreign.listen()
        other = manager.wait_for(manager.start_island()["id"], "running", "failed")
    assert other["state"] == "running", other["reason"]
    assert min(other["ports"].values()) > following


def test_a_pod_deleted_behind_the_managers_back_is_a_loss_that_can_be_restarted(manager: Serving) -> None:
    island = manager.wait_for(manager.start_island()["id"], "running")
    cluster = LocalCluster(manager.data / "local")
    cluster.delete_pod(island["pod"])
    lost = manager.wait_for(island["id"], "lost")
    assert "deleted" in lost["reason"]
    cluster.close()
    manager.json("POST", f"/islands/{island['id']}/restart")
    back = manager.wait_for(island["id"], "running")
    assert (back["incarnation"], back["ports"]) == (2, island["ports"])


def test_an_island_ends_with_its_lifetime(manager: Serving) -> None:
    island = manager.start_island(ttl_hours=1 / 3600)
    manager.wait_for(island["id"], "stopped")
    history = manager.json("GET", f"/islands/{island['id']}/events")["items"]
    assert any("lifetime is over" in item["message"] for item in history), "the history says why"


def test_ports_come_back_after_their_rest_and_a_full_pool_says_who_holds_it(tmp_path: Path) -> None:
    with serving(tmp_path / "data", quarantine=1, lease=2, pools=ports.pool(30)) as manager:
        ids = [manager.start_island(branch="nowhere", owner=f"qa{number % 3}")["id"] for number in range(10)]
        full = manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "late"})
        error = full.json()["error"]
        assert (full.status_code, error["code"]) == (409, "no_free_ports")
        assert "10 are held" in error["message"]
        assert "qa0 (4)" in error["message"]
        manager.json("DELETE", f"/islands/{ids[0]}")
        first = manager.wait_for(ids[0], "stopped")
        wish = {"blueprint": "sample", "branch": "nowhere"}
        eventually(lambda: manager.call("POST", "/islands", wish).status_code == 202)
        newest = manager.json("GET", "/islands?limit=1")["items"][0]
        assert newest["ports"] == first["ports"]
