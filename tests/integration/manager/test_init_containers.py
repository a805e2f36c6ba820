"""A start that fails in an init container: its name and code are said, its last lines are kept, in real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests import ports
from tests.integration.serving import Json, Serving, eventually, serving

BLUEPRINT = """\
name: {name}
version: "1"
title: Migrates its database first
image: islandmgr/sample
ports: [{{name: main}}]
command: [sleep, "600"]
readiness: {{tcp: main}}
time_zone: UTC
resources: {{limits: {{memory: 128Mi}}}}
args: {{script: {{type: str, default: "true"}}}}
pod:
  initContainers:
"""
MIGRATE = """\
  - name: migrate
    image: {image}
    command: [sh, -c, "{{{{ args.script }}}}"]
    resources: {{limits: {{memory: 48Mi}}}}
"""
PREPARE = """\
  - name: prepare
    env: [{name: ISLANDMGR_CLOCK_LINE, value: tomorrow}]
"""
BLUEPRINTS = {
    "migrated": MIGRATE.format(image="islandmgr/sample"),
    "nowhere": MIGRATE.format(image="registry.invalid/migrator:1"),
    "unprepared": PREPARE,
}
MUCH_MEMORY = "echo reading; exec python3 -c 'b = bytearray(2**28); import time; time.sleep(600)'"
KILLED = """echo on; sh -c 'kill -KILL $$'; exit $?"""  # itself it cannot kill: it is process 1
IN_USE = "echo bind: Address already in use >&2; exit 22"  # not of one of the island's ports, which are the server's
FOR_EVER = "echo waits for a lock; exec sleep 600"


@pytest.fixture(scope="module")
def manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("blueprints")
    for name, init in BLUEPRINTS.items():
        (folder / f"{name}.yaml").write_text(BLUEPRINT.format(name=name) + init)
    data = tmp_path_factory.mktemp("data")
    with serving(data, blueprints=folder, pools=ports.pool(60), start_deadline=600) as running:
        yield running


@pytest.mark.parametrize(
    ("blueprint", "script", "container", "message", "code", "log"),
    [
        ("migrated", IN_USE, "migrate", "island.init_exited", 22, "bind: Address already in use\n"),
        ("migrated", KILLED, "migrate", "island.init_signalled", 137, "on\n"),
        ("migrated", MUCH_MEMORY, "migrate", "island.init_out_of_memory", 137, "reading\n"),
        ("unprepared", "", "prepare", "island.init_exited", 78, "islandmgr: ISLANDMGR_CLOCK_LINE is 'tomorrow'"),
    ],
    ids=["exit code", "killed", "memory", "ours"],
)
def test_it_has_failed_and_says_by_what(
    manager: Serving, blueprint: str, script: str, container: str, message: str, code: int, log: str
) -> None:
    island = manager.start_island(blueprint=blueprint, args={"script": script} if script else {})["id"]
    failed = manager.wait_for(island, "failed", "crashed", "running")
    said = failed["reason_values"].get("what", {"code": failed["reason_code"], "values": failed["reason_values"]})
    assert (failed["state"], said["code"]) == ("failed", message), failed["reason"]
    assert said["values"]["name"] == container
    assert container in failed["reason"]
    assert failed["exit"]["code"] == code

    pod_is_gone(manager, island)
    bundle = manager.json("GET", f"/islands/{island}/crash")
    assert bundle["log"].startswith(log)
    assert (bundle["exit"]["code"], bundle["reason"]) == (code, failed["reason"])
    assert any(event["reason"] == "Started" for event in bundle["pod_events"])
    assert manager.call("GET", f"/islands/{island}/logs?follow=false").text == bundle["log"]
    last = [event for event in manager.json("GET", f"/islands/{island}/events")["items"] if event["kind"] == "state"][
        -1
    ]
    assert (last["after"], last["message"]) == ("failed", failed["reason"])
    shown = islandctl(manager, "crash", str(island))
    assert failed["reason"] in shown
    assert log.strip() in shown
    in_chinese = manager.call("GET", f"/islands/{island}", headers={"Accept-Language": "zh-CN"}).json()["reason"]
    assert f"初始化容器 {container}" in in_chinese
    stop(manager, island)


def test_one_whose_image_cannot_be_pulled_is_named(manager: Serving) -> None:
    island = manager.start_island(blueprint="nowhere")["id"]
    found = eventually(lambda: (it := manager.island(island))["reason_code"] == "island.init_waits" and it)
    assert found["reason"].startswith("Init container migrate: The image cannot be pulled: ")
    assert "registry.invalid/migrator:1" in found["reason"]
    stop(manager, island)


def test_one_that_never_ends_is_named_and_given_up_at_the_deadline(manager: Serving) -> None:
    island = manager.start_island(blueprint="migrated", args={"script": FOR_EVER})["id"]
    waits = eventually(lambda: (it := manager.island(island))["reason_code"] == "island.init_runs" and it)
    assert waits["reason"] == "Init container migrate is still running"
    manager.kill()
    manager.environ["ISLANDMGR_START_DEADLINE"] = "5"  # which is over by now
    manager.start()
    failed = manager.wait_for(island, "failed")
    assert failed["reason"] == "Init container migrate is still running; given up after 5 s"
    pod_is_gone(manager, island)
    assert manager.json("GET", f"/islands/{island}/crash")["log"] == "waits for a lock\n"
    stop(manager, island)


def pod_is_gone(manager: Serving, island: int) -> None:
    """What is read afterwards comes from what was kept."""
    path = f"/islands/{island}/logs?follow=false&container=side-container"
    eventually(lambda: manager.call("GET", path).status_code == 404)


def islandctl(manager: Serving, *words: str) -> str:
    command = [sys.executable, "-m", "islandmgr.cli", *words]
    environ = {**os.environ, "ISLANDCTL_SERVER": manager.url}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout


def stop(manager: Serving, island: int) -> Json:
    manager.json("DELETE", f"/islands/{island}")
    return manager.wait_for(island, "stopped")
