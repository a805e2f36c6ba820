"""A server that goes into the background: its island says so, where the Pod's processes are really apart."""

from __future__ import annotations

from pathlib import Path

from tests import ports
from tests.integration.serving import eventually, serving

DAEMON = """\
name: daemon
version: "1"
title: Goes into the background
image: islandmgr/sample:dev
ports: [{name: main}]
command:
  - python3
  - -c
  - |
    import os, time
    if os.fork():
        os._exit(0)
    os.setsid()
    os.closerange(0, 3)
    os.environ.clear()
    time.sleep(600)
readiness: {tcp: main}
time_zone: UTC
resources: {requests: {memory: 32Mi}, limits: {memory: 128Mi}}
lifetime: {ttl_hours: 8}
"""


def test_its_reason_and_its_crash_say_so(tmp_path: Path) -> None:
    blueprints = tmp_path / "blueprints"
    blueprints.mkdir()
    (blueprints / "daemon.yaml").write_text(DAEMON)
    with serving(tmp_path / "data", pools=ports.pool(20), blueprints=blueprints) as manager:
        island = manager.start_island(blueprint="daemon")["id"]
        manager.wait_for(island, "crashed")
        told = eventually(lambda: (it := manager.island(island))["reason_code"] == "island.left_foreground" and it)
        assert told["reason_values"]["process"].startswith("python")
        assert told["exit"]["code"] == 0
        assert told["exit"]["reason"] == told["reason"]
        assert manager.json("GET", f"/islands/{island}/crash")["reason"] == told["reason"]
