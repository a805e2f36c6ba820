"""The manager is killed at random moments of tasks' lives; the next one goes on, and nothing is done twice."""

from __future__ import annotations

import random
import threading
import time
import uuid
from pathlib import Path

import requests

from tests.integration.serving import Json, eventually
from tests.integration.tasks.people import OVER, Operator, operating

ROUNDS = 10
COUNT = 40  # lines that each step writes


class Person:
    """Somebody who runs and stops tasks and, when no answer comes, asks again."""

    def __init__(self, manager: Operator, seed: int) -> None:
        self.manager = manager
        self.stopped: set[int] = set()
        self.ids: set[int] = set()
        self._chance = random.Random(seed)
        self._unanswered: list[str] = []

    def act(self) -> None:
        """One wish. Raises when the manager dies meanwhile."""
        open_ones = sorted(self.ids - self.stopped)
        if self._chance.random() < 0.7 or not open_ones:
            self._start(self._unanswered[0] if self._unanswered else uuid.uuid4().hex)
            return
        task_id = self._chance.choice(open_ones)
        self.stopped.add(task_id)
        self._stop(task_id)

    def settle(self) -> None:
        for key in list(self._unanswered):
            self._start(key)
        for task_id in self.stopped:
            self._stop(task_id)

    def _start(self, key: str) -> None:
        if key not in self._unanswered:
            self._unanswered.append(key)
        steps = [{"name": f"s{number}", "script": self._script(number)} for number in range(3)]
        body = {"kind": "command", "steps": steps}
        task = self.manager.json("POST", "/tasks", body, headers={"Idempotency-Key": key})
        self._unanswered.remove(key)
        self.ids.add(task["id"])

    @staticmethod
    def _script(number: int) -> str:
        """Says a word of its own each time that it is run."""
        once = "head -c 12 /dev/urandom | od -An -tx1"
        return f"{once}; for i in $(seq {COUNT}); do echo {number} line $i; sleep 0.01; done; printf end{number}"

    def _stop(self, task_id: int) -> None:
        answer = self.manager.call("POST", f"/tasks/{task_id}/stop")
        assert answer.status_code in (202, 409)  # it may be over already


def test_nothing_is_lost_doubled_or_left_whenever_the_manager_dies(tmp_path: Path, database_url: str) -> None:
    chance = random.Random(20260101)
    with operating(tmp_path / "data", database_url, tasks_at_once=3) as manager:
        person = Person(manager, seed=7)
        for _ in range(ROUNDS):
            killer = threading.Timer(chance.uniform(0.3, 4.0), manager.kill)
            killer.start()
            act_until_it_dies(person)
            killer.join()
            manager.start()
        person.settle()
        over = [manager.wait(task_id, timeout=240) for task_id in sorted(person.ids)]
        assert {task["state"] for task in over} >= {"succeeded", "stopped"}
        for task in over:
            check(manager, person, task)
        eventually(lambda: not manager.in_pods())
        listed = manager.json("GET", "/tasks?limit=1000")["items"]
        assert {task["id"] for task in listed} == person.ids
        eventually(lambda: manager.json("GET", "/repair")["items"] == [])


def act_until_it_dies(person: Person) -> None:
    end = time.monotonic() + 8
    while time.monotonic() < end:
        try:
            person.act()
        except (requests.RequestException, AssertionError):
            return
        time.sleep(0.3)


def check(manager: Operator, person: Person, task: Json) -> None:
    """Its state fits what was asked, and every line that a step wrote is there once."""
    assert task["state"] in OVER
    assert task["state"] == "succeeded" or (task["state"] == "stopped" and task["id"] in person.stopped), task
    for number, step in enumerate(task["steps"]):
        once, _, text = manager.text(task["id"], step["name"]).partition(b"\n")
        whole = b"".join(b"%d line %d\n" % (number, line) for line in range(1, COUNT + 1)) + b"end%d" % number
        if step["state"] == "succeeded":
            assert len(once.split()) == 12, (task["id"], step, once)
            assert text == whole, (task["id"], step)
        else:
            assert whole.startswith(text), (task["id"], step)


def test_killed_and_started_again_the_same_pod_goes_on(tmp_path: Path, database_url: str) -> None:
    with operating(tmp_path / "data", database_url) as manager:
        task = manager.steps("echo one; sleep 6; echo two", "echo three")
        manager.wait_log(task["id"], b"one\n")
        manager.kill()
        manager.start()
        over = manager.wait(task["id"])
        assert (over["state"], over["message"]) == ("succeeded", "")
        assert manager.text(task["id"], "s0") == b"one\ntwo\n"


def test_its_pod_has_ended_while_no_manager_was_there(tmp_path: Path) -> None:
    with operating(tmp_path / "data") as manager:
        good, bad = manager.run("echo one; sleep 1; printf two"), manager.run("sleep 1; echo no; exit 4")
        late = manager.run("echo begun; sleep 1000", deadline_seconds=3)
        for task in (good, bad, late):
            manager.wait_step(task["id"], 0, "running")
        manager.kill()
        time.sleep(4)
        manager.start()
        assert manager.wait(good["id"])["state"] == "succeeded"
        assert manager.text(good["id"]) == b"one\ntwo"
        assert manager.wait(bad["id"])["message"] == "Step command ended with exit code 4"
        assert manager.text(bad["id"]) == b"no\n"
        assert manager.wait(late["id"])["state"] == "timed_out"
        assert manager.text(late["id"]) == b"begun\n"


def test_a_stop_that_was_committed_is_carried_out_by_the_next(tmp_path: Path) -> None:
    with operating(tmp_path / "data") as manager:
        task = manager.run("echo one; trap '' TERM; while :; do sleep 0.1; done")
        manager.wait_log(task["id"], b"one\n")
        manager.json("POST", f"/tasks/{task['id']}/stop")
        manager.kill()
        manager.start()
        assert manager.wait(task["id"])["state"] == "stopped"
        eventually(lambda: not manager.in_pods())
