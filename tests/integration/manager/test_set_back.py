"""The machine's clock is ahead and is set back, between two starts of the manager or while it runs: work goes on.

The manager runs under libfaketime, so that its clock and SQLite's, but not the machine's, is moved.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests
from sqlalchemy import delete, insert

from islandmgr.engine.leadership import LEASE
from islandmgr.store import Store, make_engine
from islandmgr.store.sql import database_now
from islandmgr.store.tables import leases
from tests import ports
from tests.integration.sample_server.process import ClockFile
from tests.integration.serving import Serving, eventually, serving

ONE_BLOCK = ports.pool(3)  # the sample's three ports
YEARS = 4384 * 86400
AHEAD = pytest.mark.parametrize("ahead", [3600, YEARS], ids=["an hour", "years"])


def metric(manager: Serving, name: str) -> float:
    text = requests.get(f"{manager.url}/metrics", timeout=30).text
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith(f"{name} ")))


def leads(manager: Serving) -> bool:
    return metric(manager, "islandmgr_leader") == 1


@AHEAD
def test_the_next_manager_leads_and_has_ports_to_give(tmp_path: Path, database_url: str, ahead: int) -> None:
    clock = ClockFile(tmp_path)
    clock.write(f"+{ahead}")
    manager = Serving(tmp_path / "data", database_url, quarantine=600, lease=2, pools=ONE_BLOCK)
    manager.environ |= clock.environment()
    manager.start()
    try:
        island = manager.wait_for(manager.start_island()["id"], "running")
        manager.json("DELETE", f"/islands/{island['id']}")
        manager.wait_for(island["id"], "stopped")
        assert manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev"}).status_code == 409
        manager.kill()
        clock.write("+0")
        manager.start()
        eventually(lambda: leads(manager))
        follower = manager.wait_for(manager.start_island()["id"], "running")
        assert follower["ports"]["time"] == island["ports"]["time"]
    finally:
        if manager.process is None:
            manager.start()
        manager.stop()


@AHEAD
def test_a_manager_that_runs_goes_on_leading_and_ends_what_has_lived_its_time(tmp_path: Path, ahead: int) -> None:
    clock = ClockFile(tmp_path)
    clock.write(f"+{ahead}")
    manager = Serving(tmp_path / "data", lifetime_gap=0.5, lease=2, pools=ONE_BLOCK)
    manager.environ |= clock.environment()
    manager.start()
    try:
        lifetime = 20.0  # seconds: long enough to see it run
        island = manager.wait_for(manager.start_island(ttl_hours=lifetime / 3600)["id"], "running")
        clock.write("+0")
        began = time.monotonic()
        ended = manager.wait_for(island["id"], "stopped")
        assert time.monotonic() - began > lifetime / 2, "its time began anew, it was not over"
        assert ended["reason"] == "Its lifetime is over"
        kinds = [event["message"] for event in manager.json("GET", f"/islands/{island['id']}/events")["items"]]
        assert any("was set back" in message for message in kinds)
        assert leads(manager)
    finally:
        manager.stop()


def test_that_nobody_leads_is_said(tmp_path: Path, database_url: str) -> None:
    with serving(tmp_path / "data", database_url, lease=2, pools=ONE_BLOCK) as manager:
        eventually(lambda: leads(manager))
        assert metric(manager, "islandmgr_leaderless_seconds") < 10
        manager.kill()
        occupy_lease(database_url)
        manager.start()
        found = eventually(lambda: not_ready(manager))
        assert found["leader"].startswith("No manager has led for ")
        assert {said for part, said in found.items() if part != "leader"} == {"ok"}
        assert metric(manager, "islandmgr_leaderless_seconds") > 10
        assert metric(manager, "islandmgr_leader") == 0
        island = manager.start_island()  # wishes are taken all the same
        assert island["state"] == "requested"
        free_lease(database_url)
        eventually(manager.ready)
        manager.wait_for(island["id"], "running")


def not_ready(manager: Serving) -> dict[str, str]:
    """What `/readyz` says of each part; empty while all is well."""
    answer = requests.get(f"{manager.url}/readyz", timeout=30)
    checks: dict[str, str] = answer.json()["checks"]
    return checks if answer.status_code == 503 else {}


def occupy_lease(database_url: str) -> None:
    """Somebody has it for an hour, and never renews it."""
    free_lease(database_url)
    engine = make_engine(database_url)
    with Store(engine).transaction() as conn:
        until = database_now(conn) + 3600
        conn.execute(insert(leases).values(name=LEASE, holder="nobody", expires_at=until, ttl=3600.0, epoch=1))
    engine.dispose()


def free_lease(database_url: str) -> None:
    engine = make_engine(database_url)
    Store(engine).run(lambda conn: conn.execute(delete(leases)))
    engine.dispose()
