"""A team's own blueprint, held against the installation: at its start, in its history, on the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import ports
from tests.integration.serving import Serving, serving

MINE = """\
name: mine
version: "1"
title: Mine
image: islandmgr/sample
ports: [{name: game}]
command: [sh, -c, 'printf "<%s>" "$@"; id -u; while :; do sleep 0.1; done', sh, "", "{{ args.word }}", last]
args:
  memory: {type: str, default: 64Mi}
  word: {type: str, default: usual}
env: {EMPTY: ""}
readiness: {exec: [test, -z, ""]}
resources: {limits: {memory: "{{ args.memory }}"}}
time_zone: UTC
pod:
  securityContext:
    sysctls: [{name: net.core.somaxconn, value: "1024"}]
  initContainers:
  - name: beside
    image: islandmgr/sample
    restartPolicy: Always
    command: [sh, -c, "trap 'exit 0' TERM; while :; do sleep 0.1; done"]
  containers:
  - name: mine
    securityContext: {runAsUser: 1234}
    lifecycle: {preStop: {exec: {command: ["true"]}}}
"""
ALLOWED = "sysctl=net.core.somaxconn"
SYSCTLS = "securityContext.sysctls"
HOOK = "lifecycle of container mine"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blueprints") / "mine.yaml"
    path.write_text(MINE)
    return path


@pytest.fixture(scope="module")
def manager(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("data")
    with serving(folder, blueprints=file.parent, pod_allowlist=ALLOWED, pools=ports.pool(60)) as running:
        yield running


@pytest.mark.parametrize(
    ("memory", "said"),
    [("512m", "512m is half a byte; write 512Mi"), ("0", "0 is no memory at all"), ("100", "write 100Mi")],
)
def test_an_amount_that_nobody_means_is_refused_at_the_start(manager: Serving, memory: str, said: str) -> None:
    before = manager.json("GET", "/islands")["items"]
    wanted: dict[str, Any] = {"blueprint": "mine", "branch": "dev", "args": {"memory": memory}}
    answer = manager.call("POST", "/islands", wanted)
    assert answer.status_code == 422
    assert said in answer.json()["error"]["message"]
    assert manager.json("GET", "/islands")["items"] == before


def test_it_runs_with_what_is_honoured_and_the_rest_is_in_its_history(manager: Serving) -> None:
    island = manager.start_island(blueprint="mine", args={"word": ""})
    manager.wait_for(island["id"], "running")
    log = manager.call("GET", f"/islands/{island['id']}/logs?follow=false").text
    assert "<><><last>1234" in log
    told = [
        event for event in manager.json("GET", f"/islands/{island['id']}/events")["items"] if event["kind"] == "note"
    ]
    assert [event["message_code"] for event in told] == ["island.not_honoured"]
    assert told[0]["message_values"] == {"what": [HOOK, SYSCTLS]}
    assert SYSCTLS in told[0]["message"]
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")


def test_the_check_tells_it_on_that_cluster_with_its_line(file: Path, manager: Serving) -> None:
    def check(cluster: str) -> tuple[int, str]:
        command = ["blueprint", "check", str(file), "--allow", ALLOWED, "--cluster", cluster]
        done = subprocess.run(
            [sys.executable, "-m", "islandmgr.cli", *command], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stderr

    hint = "warning: the local cluster does not honour"
    assert check("local") == (0, f"{file}:16: {hint} {SYSCTLS}\n{file}:25: {hint} {HOOK}\n")
    assert check("kubernetes") == (0, "")
    warnings = manager.json("GET", "/blueprints")["warnings"]
    assert [(one["line"], one["reason"].rpartition("honour ")[2]) for one in warnings] == [(16, SYSCTLS), (25, HOOK)]
