"""Tasks from the queue to their ends: what ran, what was written, and that nothing is left."""

from __future__ import annotations

import pytest

from islandmgr.cluster.local.client import LocalCluster
from islandmgr.tasks.model import pod_name
from tests.integration.serving import eventually
from tests.integration.tasks.people import Operator


def test_a_command_and_its_output(manager: Operator) -> None:
    asked = manager.run(command=["printf", "%s|", "a b", "$HOME", "$(WORKSPACE)", "'; rm -rf /"], reason="to see")
    assert (asked["state"], asked["who"], asked["reason"], asked["kind"]) == (
        "queued",
        "anonymous",
        "to see",
        "command",
    )
    task = manager.wait(asked["id"])
    assert (task["state"], task["message"]) == ("succeeded", "")
    assert [(step["name"], step["state"], step["exit"]) for step in task["steps"]] == [("command", "succeeded", 0)]
    assert manager.text(task["id"]) == b"a b|$HOME|$(WORKSPACE)|'; rm -rf /|"
    assert task["created_at"] <= task["started_at"] <= task["ended_at"]
    assert task["steps"][0]["started_at"] <= task["steps"][0]["ended_at"]
    eventually(lambda: not manager.step_processes(task["id"]))
    assert manager.json("GET", "/tasks?state=succeeded,failed&kind=command")["items"][0]["id"] == task["id"]


def test_steps_share_a_folder_and_the_first_failure_ends_them(manager: Operator) -> None:
    task = manager.wait(manager.steps("echo 42 > answer", "cat answer; echo no >&2; exit 7", "echo never")["id"])
    assert (task["state"], task["message"]) == ("failed", "Step s1 ended with exit code 7")
    assert [(step["state"], step["exit"]) for step in task["steps"]] == [
        ("succeeded", 0),
        ("failed", 7),
        ("skipped", None),
    ]
    assert sorted(manager.text(task["id"], "s1").split()) == [b"42", b"no"]
    assert manager.text(task["id"]) == manager.text(task["id"], "s1"), "the one to look at"
    assert manager.text(task["id"], "2") == b""


def test_a_program_that_is_not_there(manager: Operator) -> None:
    task = manager.wait(manager.run(command=["no-such-program"])["id"])
    assert task["state"] == "failed"
    assert "no-such-program" in task["message"]


def test_environment_and_a_script_as_data(manager: Operator) -> None:
    script = 'printf "%s|" "$A" "$ISLANDMGR_STEP" "$(echo sub)" "$$"; pwd'
    task = manager.wait(manager.run(script, env={"A": "x $HOME $(B) 'y'"})["id"])
    assert manager.text(task["id"]).startswith(b"x $HOME $(B) 'y'|command|sub|")
    assert manager.text(task["id"]).endswith(b"|/workspace\n")


@pytest.mark.parametrize("polite", [True, False])
def test_stop_while_it_runs(manager: Operator, polite: bool) -> None:
    trap = "trap 'echo bye; exit 3' TERM" if polite else "trap '' TERM"
    task = manager.steps(f"{trap}; echo hello; while :; do sleep 0.1; done", "echo never")
    manager.wait_log(task["id"], b"hello\n")
    asked = manager.call("POST", f"/tasks/{task['id']}/stop")
    assert asked.status_code == 202
    assert (asked.json()["state"], asked.json()["stop_asked_by"]) == ("running", "anonymous")
    assert manager.call("POST", f"/tasks/{task['id']}/stop").status_code == 202, "asking again changes nothing"
    over = manager.wait(task["id"])
    assert (over["state"], over["message"]) == ("stopped", "anonymous stopped it")
    assert [step["state"] for step in over["steps"]] == ["stopped", "skipped"]
    assert not manager.step_processes(task["id"])
    assert manager.text(task["id"], "s0") == (b"hello\nbye\n" if polite else b"hello\n")
    assert manager.call("POST", f"/tasks/{task['id']}/stop").status_code == 409


def test_stop_in_the_queue_makes_no_pod(manager: Operator) -> None:
    busy = [manager.run("sleep 1000") for _ in range(4)]
    for task in busy:
        manager.wait(task["id"], "running")
    waiting = manager.run("echo never")
    assert manager.json("POST", f"/tasks/{waiting['id']}/stop")["state"] == "stopped"
    over = manager.task(waiting["id"])
    assert (over["message"], over["started_at"]) == ("anonymous stopped it before it began", None)
    assert [step["state"] for step in over["steps"]] == ["skipped"]
    for task in busy:
        manager.json("POST", f"/tasks/{task['id']}/stop")
    for task in busy:
        assert manager.wait(task["id"])["state"] == "stopped"


def test_the_deadline(manager: Operator) -> None:
    task = manager.wait(manager.run("echo hello; sleep 1000", deadline_seconds=2)["id"])
    assert (task["state"], task["message"]) == ("timed_out", "Its deadline passed after 2 s")
    assert task["steps"][0]["state"] == "timed_out"
    assert manager.text(task["id"]) == b"hello\n"
    assert not manager.step_processes(task["id"])


def test_only_so_many_run_at_once(manager: Operator) -> None:
    tasks = [manager.run("sleep 0.5") for _ in range(9)]
    most = 0
    while True:
        states = [manager.task(task["id"])["state"] for task in tasks]
        most = max(most, states.count("running"))
        if set(states) == {"succeeded"}:
            break
        assert set(states) <= {"queued", "running", "succeeded"}
    assert 1 < most <= 4
    over = [manager.task(task["id"]) for task in tasks]
    assert [task["id"] for task in sorted(over, key=lambda task: task["started_at"])] == [task["id"] for task in tasks]


def test_a_pod_that_somebody_deletes(manager: Operator) -> None:
    task = manager.run("echo hello; sleep 1000")
    manager.wait_log(task["id"], b"hello\n")
    cluster = LocalCluster(manager.data / "local")
    cluster.delete_pod(pod_name(task["id"]), force=True)
    cluster.close()
    over = manager.wait(task["id"])
    assert over["state"] == "failed"
    assert over["message"] in {
        "Its Pod is gone: somebody deleted it, or its node was removed",
        "Somebody else deleted its Pod",
    }
    assert manager.text(task["id"]) == b"hello\n"


def test_a_node_selector_that_no_node_has(manager: Operator) -> None:
    task = manager.run("echo never", branch="nowhere")
    eventually(lambda: "waits for a node" in manager.task(task["id"])["message"])
    manager.json("POST", f"/tasks/{task['id']}/stop")
    over = manager.wait(task["id"])
    assert (over["state"], over["node"]) == ("stopped", "")


def test_it_runs_where_the_branch_says(manager: Operator) -> None:
    task = manager.wait(manager.run("echo here", branch="dev")["id"])
    nodes = manager.json("GET", "/nodes")["items"]
    assert task["node"] in {node["name"] for node in nodes if node["labels"]["branch"] == "dev"}


def test_a_key_gives_the_same_task(manager: Operator) -> None:
    key = {"Idempotency-Key": "again"}
    body = {"kind": "command", "script": "echo once"}
    first = manager.json("POST", "/tasks", body, headers=key)
    assert manager.json("POST", "/tasks", body, headers=key)["id"] == first["id"]
    other = manager.call("POST", "/tasks", {**body, "script": "echo twice"}, headers=key)
    assert other.status_code == 409
    assert manager.json("POST", "/tasks", body)["id"] != first["id"]


def test_islands_and_the_doctor_know_nothing_of_tasks(manager: Operator) -> None:
    task = manager.run("echo hello; sleep 1000")
    manager.wait_log(task["id"], b"hello\n")
    assert manager.json("GET", "/islands")["items"] == []
    assert manager.json("GET", "/ports/doctor")["items"] == []
    assert manager.json("GET", "/repair")["items"] == []
    manager.json("POST", f"/tasks/{task['id']}/stop")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "one of command, script and steps"),
        ({"command": ["ls"], "script": "ls"}, "one of command, script and steps"),
        ({"steps": [{"name": "a", "script": "x"}, {"name": "a", "script": "y"}]}, "used twice"),
        ({"steps": [{"name": "a"}]}, "either command or script"),
        ({"script": "x", "ssh_host": "nowhere"}, "no host of the settings"),
        ({"script": "x\u0000"}, "no program can be given"),
        ({"script": "x", "env": {"a b": "c"}}, "no variable's name"),
        ({"script": "x", "node_selector": {"a b": "c"}}, "no label of nodes"),
        ({"script": "x" * 65537}, "65536"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(manager: Operator, body: dict[str, object], word: str) -> None:
    answer = manager.call("POST", "/tasks", {"kind": "command", **body})
    assert answer.status_code == 422
    assert word in answer.json()["error"]["message"]
