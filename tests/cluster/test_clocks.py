"""Clocks of servers that are not ours: Java with all its ways to wait, and one on another C library."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.cluster.islands import Json, seconds_until_follows, server_time, timers
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving, eventually

WALL_CLOCK = "java_util_timer"  # by its contract it goes by the wall clock: it may stop or burst after a jump


@pytest.fixture(scope="module")
def manager(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with managed(place, tmp_path_factory.mktemp("manager")) as manager:
        yield manager


def all_go_on(island: Json) -> bool:
    """Every kind of waiting comes back again, and none of them spins."""
    before = timers(island)
    after = eventually(lambda: (now := timers(island))["monotonic_ms"] - before["monotonic_ms"] > 2500 and now)
    elapsed = (after["monotonic_ms"] - before["monotonic_ms"]) / 1000
    done = {name: count - before["counters"][name] for name, count in after["counters"].items()}
    steady = {name: count for name, count in done.items() if name != WALL_CLOCK}
    # Ten times a second is meant; a busy machine does fewer, a wait that returns at once does thousands.
    assert all(count >= elapsed for count in steady.values()), done
    assert all(count <= elapsed * 20 for count in steady.values()), done
    assert (after["cpu_ms"] - before["cpu_ms"]) / 1000 < elapsed * 0.8, "it spins"
    return True


def test_java_follows_every_change_and_its_timers_go_on(manager: Serving) -> None:
    island = manager.start_island(blueprint="jvm")
    running = manager.wait_for(island["id"], "running", timeout=120)
    threads = timers(running)["threads"]
    assert all_go_on(running)
    for shift, offset in (("+2d3h", 51 * 3600), ("-40m", -2400), ("+400d", 400 * 86400), ("-30d", -30 * 86400)):
        asked = {"mode": "shift", "shift": shift}
        answer = manager.json("PUT", f"/islands/{island['id']}/clock", asked)
        assert answer["applied"] is True, answer
        assert seconds_until_follows(running, offset) < 2
        assert all_go_on(running)
    manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "real"})
    assert seconds_until_follows(running, 0) < 2
    assert all_go_on(running)
    assert timers(running)["threads"] >= threads, "no thread has ended"
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")


def test_java_stands_still_when_frozen(manager: Serving) -> None:
    island = manager.start_island(blueprint="jvm")
    running = manager.wait_for(island["id"], "running", timeout=120)
    answer = manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "freeze", "at": "2026-12-31T23:59:30Z"})
    assert answer["applied"] is True, answer
    first = eventually(lambda: (seen := server_time(running)) and abs(seen - 1798761570) < 1 and seen)
    time.sleep(2)
    assert server_time(running) == first
    assert all_go_on(running)
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")


def test_a_server_on_musl_follows_its_clock_too(manager: Serving) -> None:
    island = manager.start_island(blueprint="musl")
    running = manager.wait_for(island["id"], "running", timeout=120)
    answer = manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "shift", "shift": "+2d3h"})
    assert answer["applied"] is True, answer
    assert seconds_until_follows(running, 51 * 3600) < 2
    answer = manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "freeze", "at": "2026-12-31T23:59:30Z"})
    assert answer["applied"] is True, answer
    eventually(lambda: abs(server_time(running) - 1798761570) < 1)
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
