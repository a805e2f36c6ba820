"""Servers that end on real nodes: seen within seconds, kept for looking, started again as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.islands import seconds_until_follows
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving, eventually


@pytest.fixture(scope="module")
def manager(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with managed(place, tmp_path_factory.mktemp("manager")) as manager:
        yield manager


def test_a_server_that_is_killed(place: Place, manager: Serving) -> None:
    island = manager.start_island(clock={"mode": "shift", "shift": "+1d"})
    running = manager.wait_for(island["id"], "running")
    seconds_until_follows(running, 86400)
    pod = place.pods(f"islandmgr.io/island={island['id']}")[0]["metadata"]["name"]
    kill = 'kill -KILL "$(cat /run/islandmgr/handover/server.pid)"'
    place.kubectl("exec", pod, "-c", "sample", "--", "sh", "-c", kill)
    crashed = manager.wait_for(island["id"], "crashed")
    assert "SIGKILL" in crashed["reason"]
    ended = json.loads(place.kubectl("get", "pod", pod, "-o", "json"))
    status = next(one for one in ended["status"]["containerStatuses"] if one["name"] == "sample")
    assert status["state"]["terminated"]["exitCode"] == 137

    line = place.kubectl("exec", pod, "-c", "side-container", "--", "cat", "/run/islandmgr/clock/rc")
    assert line.strip() == "+86400", "the side container still answers"

    bundle = whole_bundle(manager, running, 137)
    assert "SIGKILL" in bundle["reason"]
    assert bundle["clock"]["offset"] == 86400

    manager.json("POST", f"/islands/{island['id']}/restart")
    again = manager.wait_for(island["id"], "running")
    assert (again["id"], again["ports"], again["incarnation"]) == (running["id"], running["ports"], 2)
    seconds_until_follows(again, 86400)
    stop(manager, island)


@pytest.mark.parametrize(
    ("args", "words", "code", "last_words"),
    [
        ({"exit_after": 2, "exit_code": 3}, "exit code 3", 3, "exits with code 3, as asked"),
        ({"exit_after": 2, "crash": "abort"}, "SIGABRT", 134, "aborts, as asked"),
        ({"leak_mb_per_s": 200}, "more memory than its limit", 137, "MiB so far, as asked"),
    ],
)
def test_a_server_that_ends(manager: Serving, args: dict[str, Any], words: str, code: int, last_words: str) -> None:
    island = manager.start_island(args=args)
    crashed = manager.wait_for(island["id"], "crashed", timeout=120)
    assert words in crashed["reason"]
    assert crashed["exit"]["code"] == code
    bundle = whole_bundle(manager, crashed, code)
    assert words in bundle["reason"]
    assert any(last_words in line for line in bundle["log"].rstrip().splitlines()[-3:])
    stop(manager, island)


def test_files_that_the_blueprint_names_are_kept(manager: Serving) -> None:
    """What a dying JVM leaves, read out of the bundle after the Pod is gone."""
    island = manager.start_island(args={"exit_after": 2, "crash": "hs_err"})
    crashed = manager.wait_for(island["id"], "crashed", timeout=120)
    bundle = eventually(lambda: (one := whole_bundle(manager, crashed, 134))["files"] and one)
    stop(manager, island)
    assert manager.json("GET", f"/islands/{island['id']}/crash")["files"] == bundle["files"]
    (file,) = bundle["files"]
    name, text = Path(file["name"]).name, file["tail"]
    assert name.startswith("hs_err_pid")
    assert name.endswith(".log")
    assert file["size"] == len(text.encode())
    assert "#  SIGABRT (0x6)" in text
    assert any(name in line for line in bundle["log"].rstrip().splitlines()[-3:])


def whole_bundle(manager: Serving, island: dict[str, Any], code: int) -> dict[str, Any]:
    """The island's crash bundle once its log is there; what every one has."""
    bundle = eventually(lambda: (one := manager.json("GET", f"/islands/{island['id']}/crash"))["log"] and one)
    assert bundle["exit"]["code"] == code
    assert bundle["reason"]
    assert bundle["incarnation"] == island["incarnation"]
    assert "started: time=" in bundle["log"]
    assert bundle["fingerprint"] == island["fingerprint"] != ""
    assert any(event["reason"] == "Started" for event in bundle["pod_events"])
    assert bundle["clock"]["mode"] == island["clock"]["mode"]
    return bundle


def test_an_image_that_is_nowhere(place: Place, manager: Serving) -> None:
    """In words, long before the deadline, and the right image is not needed to stop it."""
    island = manager.start_island(blueprint="nowhere")
    found = eventually(lambda: (one := manager.island(island["id"]))["reason"].count("cannot be pulled") and one)
    assert found["state"] in ("starting", "failed")
    assert "localhost/islandmgr/nowhere" in found["reason"]
    stop(manager, island)


def test_a_volume_that_is_not_there(manager: Serving) -> None:
    island = manager.start_island(blueprint="no-volume")
    found = eventually(lambda: (one := manager.island(island["id"]))["reason"].count("volume") and one)
    assert "no-such-claim" in found["reason"]
    stop(manager, island)


def test_more_memory_than_there_is(manager: Serving) -> None:
    island = manager.start_island(blueprint="huge")
    found = eventually(lambda: (one := manager.island(island["id"]))["reason"].count("memory free") and one)
    assert "node-a has" in found["reason"]
    assert "900.0 GiB are asked for" in found["reason"]
    stop(manager, island)


def stop(manager: Serving, island: dict[str, Any]) -> None:
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
