"""`islandctl drain` against a real manager: what it shows while it waits, and with which code it ends."""

from __future__ import annotations

from pathlib import Path

from tests import ports
from tests.integration.api.test_islandctl import islandctl
from tests.integration.drains.nodes import crowd
from tests.integration.serving import serving


def test_drain_wait_shows_each_island_and_its_code_says_whether_all_have_left(tmp_path: Path) -> None:
    with serving(tmp_path / "data", quarantine=0, pools=ports.pool(60)) as manager:
        there = [island["id"] for island in crowd(manager, 2) if island["node"] == "local-1"]
        weekly = manager.wait_for(manager.start_island(branch="weekly")["id"], "running")["id"]

        plan = islandctl(manager, "drain", "rack=a", "--dry-run")
        assert (plan.returncode, "Plan: planned" in plan.stdout) == (0, True)
        assert "No other uncordoned node has the labels branch=weekly" in plan.stdout

        failed = islandctl(manager, "drain", "rack=a", "--wait")
        assert failed.returncode == 1
        assert f"1 of {len(there) + 1} islands could not leave" in failed.stderr
        assert failed.stderr.count(" s away") == len(there)
        assert f"sample-qa01-weekly-{weekly}: failed" in failed.stderr

        assert islandctl(manager, "uncordon", "local-1").returncode == 0
        done = islandctl(manager, "drain", "branch=dev,rack=b", "--at-once", "2", "--wait")
        assert done.returncode == 0, done.stderr
        assert "Drain 2: done  All 2 islands have left" in done.stdout
        assert "2/2" in done.stderr

        warned = islandctl(manager, "drain", "branch=dev,rack=a", "--warn", "2h")
        assert (warned.returncode, "islands stay until" in warned.stdout) == (0, True)
        first = str(there[0])
        asked = islandctl(manager, "more-time", first, "--hours", "3", "--reason", "raid")
        assert (asked.returncode, "asked for time until" in asked.stdout) == (0, True)
        assert "asks for time until" in islandctl(manager, "drain", "--id", "3").stdout
        declined = islandctl(manager, "drain", "--id", "3", "--decline", first)
        assert (declined.returncode, "asks for time" in declined.stdout) == (0, False)
        again = islandctl(manager, "drain", "--id", "3", "--decline", first)
        assert (again.returncode, "Drain 3 has no request for more time" in again.stderr) == (5, True)
        islandctl(manager, "more-time", first, "--hours", "3")
        granted = islandctl(manager, "drain", "--id", "3", "--warn", "6h", "--island", first)
        assert "asks for time" not in granted.stdout
        broken = islandctl(manager, "drain", "--id", "3", "--break-off")
        assert (broken.returncode, "stopped  Stopped by" in broken.stdout) == (0, True)
        assert islandctl(manager, "leave", first).returncode == 5
