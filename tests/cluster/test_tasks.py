"""Tasks on a real Kubernetes: real init containers, real logs, real ends."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from islandmgr.tasks.model import pod_name
from tests.cluster.managers import managed_as
from tests.cluster.place import Place
from tests.integration.serving import Json, eventually
from tests.integration.tasks.people import Operator

PATIENCE = 240.0  # seconds; the nodes share two cores with all that runs there


@pytest.fixture(scope="module")
def manager(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    with managed_as(Operator, place, tmp_path_factory.mktemp("manager")) as manager:
        yield manager


def over(manager: Operator, task: Json) -> Json:
    return manager.wait(task["id"], timeout=PATIENCE)


def no_pod(place: Place, task: Json) -> bool:
    return not place.pods(f"islandmgr.io/task={task['id']}")


def test_steps_in_their_order(place: Place, manager: Operator) -> None:
    words = ["sh", "-c", 'cat answer; printf "%s|" "$A" "$1"', "sh", "$(WORKSPACE) a b"]
    first = {"name": "first", "script": "echo 42 > answer; pwd"}
    second = {"name": "second", "command": words, "env": {"A": "$(HOME) 'x'"}}
    task = over(manager, manager.run(steps=[first, second], branch="weekly"))
    assert (task["state"], task["message"]) == ("succeeded", "")
    assert [(step["state"], step["exit"]) for step in task["steps"]] == [("succeeded", 0), ("succeeded", 0)]
    assert manager.text(task["id"], "first") == b"/workspace\n"
    assert manager.text(task["id"], "second") == b"42\n$(HOME) 'x'|$(WORKSPACE) a b|"
    assert place.kubectl("get", "node", task["node"], "-o", "jsonpath={.metadata.labels.branch}") == "weekly"
    eventually(lambda: no_pod(place, task))
    assert manager.json("GET", "/repair")["items"] == []


def test_a_failing_step_ends_it(place: Place, manager: Operator) -> None:
    task = over(manager, manager.steps("echo one", "echo two; exit 7", "echo never"))
    assert (task["state"], task["message"]) == ("failed", "Step s1 ended with exit code 7")
    assert [step["state"] for step in task["steps"]] == ["succeeded", "failed", "skipped"]
    assert [manager.text(task["id"], f"s{number}") for number in range(3)] == [b"one\n", b"two\n", b""]
    eventually(lambda: no_pod(place, task))


def test_a_program_and_an_image_that_are_not_there(manager: Operator) -> None:
    task = over(manager, manager.run(command=["no-such-program"]))
    assert task["state"] == "failed"
    assert "no-such-program" in task["message"]
    task = manager.run("echo never", image="localhost/islandmgr/nowhere:1")
    eventually(lambda: "nowhere" in manager.task(task["id"])["message"], PATIENCE)
    manager.json("POST", f"/tasks/{task['id']}/stop")
    assert over(manager, task)["state"] == "stopped"


def test_memory_beyond_the_limit(manager: Operator) -> None:
    task = over(manager, manager.run("x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done"))
    assert task["state"] == "failed"
    assert "OOMKilled" in task["message"]


@pytest.mark.parametrize("polite", [True, False])
def test_stop(place: Place, manager: Operator, polite: bool) -> None:
    trap = "trap 'echo bye; exit 3' TERM" if polite else "trap '' TERM"
    task = manager.steps(f"{trap}; echo hello; while :; do sleep 0.1; done", "echo never")
    eventually(lambda: manager.text(task["id"], "s0") == b"hello\n", PATIENCE)
    manager.json("POST", f"/tasks/{task['id']}/stop")
    found = over(manager, task)
    assert (found["state"], [step["state"] for step in found["steps"]]) == ("stopped", ["stopped", "skipped"])
    assert manager.text(task["id"], "s0") == (b"hello\nbye\n" if polite else b"hello\n")
    eventually(lambda: no_pod(place, task))


def test_the_deadline(place: Place, manager: Operator) -> None:
    task = over(manager, manager.run("echo hello; sleep 1000", deadline_seconds=20))
    assert (task["state"], manager.text(task["id"])) == ("timed_out", b"hello\n")
    eventually(lambda: no_pod(place, task))


def test_big_output_and_its_end(manager: Operator) -> None:
    """More than a kubelet keeps of a container in one file."""
    task = over(manager, manager.run("seq -w 1 2000000; printf last"))
    assert task["state"] == "succeeded"
    first = manager.call("GET", f"/tasks/{task['id']}/log")
    kept = manager.text(task["id"], offset=int(first.headers["Log-Offset"]))
    whole = b"".join(b"%07d\n" % number for number in range(2_000_000 - 500_000, 2_000_001)) + b"last"
    assert kept.endswith(whole)


def test_a_pod_that_somebody_deletes(place: Place, manager: Operator) -> None:
    task = manager.run("echo hello; sleep 1000")
    eventually(lambda: manager.text(task["id"]) == b"hello\n", PATIENCE)
    place.kubectl("delete", "pod", pod_name(task["id"]), "--grace-period=1")
    assert over(manager, task)["state"] == "failed"


def test_a_killed_manager_is_followed(place: Place, manager: Operator) -> None:
    lines = "for i in $(seq 1 100); do echo line $i; sleep 0.1; done; printf end"
    going, ending = manager.run(lines), manager.run("echo one; sleep 3; echo two; exit 5")
    eventually(lambda: b"line 1\n" in manager.text(going["id"]), PATIENCE)
    eventually(lambda: manager.text(ending["id"]) != b"", PATIENCE)
    manager.kill()
    time.sleep(5)
    manager.start()
    assert over(manager, going)["state"] == "succeeded"
    assert manager.text(going["id"]) == b"".join(b"line %d\n" % number for number in range(1, 101)) + b"end"
    assert over(manager, ending)["message"] == "Step command ended with exit code 5"
    assert manager.text(ending["id"]) == b"one\ntwo\n"
    for task in (going, ending):
        eventually(lambda task=task: no_pod(place, task))  # type: ignore[misc]
