"""`rules.decide`: every guarded step of a task's life in a Pod, and what must hold whatever happens to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.model.instants import SKEW
from islandmgr.model.observed import Pod
from islandmgr.tasks.model import OVER, StepState, Task, TaskState
from islandmgr.tasks.rules import (
    NODE_PATIENCE,
    Create,
    Delete,
    End,
    Finish,
    Forget,
    Nothing,
    Record,
    as_seen,
    closed,
    decide,
)
from tests.unit.tasks.made import NOW, box, fresh, pod, ran, runs, step, task

PATIENCE = 300.0


def decided(it: Task, there: Pod | None, now: float = NOW) -> Any:
    return decide(it, there, now, PATIENCE)


def ended(it: Task, there: Pod | None, now: float = NOW) -> tuple[TaskState, str]:
    action = decided(it, there, now)
    assert isinstance(action, End), action
    return action.state, action.message


def seen(it: Task, there: Pod) -> Task:
    """With what its Pod shows written, and every log that has begun stored."""
    after = as_seen(it, there)
    return replace(after, steps=tuple(replace(one, log_complete=one.begun) for one in after.steps))


def test_from_the_queue_to_its_pod() -> None:
    assert decided(fresh(), None) == Create()
    recorded = decided(fresh(), pod())
    assert isinstance(recorded, Record)
    assert (recorded.task.pod_uid, recorded.task.pod_left, recorded.task.node) == ("u1", True, "n1")
    assert isinstance(decided(recorded.task, pod()), Nothing)


def test_steps_as_their_containers_go() -> None:
    there = pod(ran(0), runs(1))
    recorded = decided(task(), there)
    assert isinstance(recorded, Record)
    assert [(one.state, one.exit) for one in recorded.task.steps] == [
        (StepState.SUCCEEDED, 0),
        (StepState.RUNNING, None),
    ]
    assert decided(recorded.task, there) == Nothing(1.0)


@pytest.mark.parametrize(
    ("there", "state", "word"),
    [
        (pod(ran(0), ran(1)), TaskState.SUCCEEDED, ""),
        (pod(ran(0), ran(1), phase="Succeeded"), TaskState.SUCCEEDED, ""),
        (pod(ran(0), ran(1, 3)), TaskState.FAILED, "Step s1 ended with exit code 3"),
        (pod(ran(0, 137, reason="OOMKilled")), TaskState.FAILED, "exit code 137: OOMKilled"),
        (pod(ran(0, 128, reason="StartError", message="no such file")), TaskState.FAILED, "StartError: no such file"),
        (
            pod(runs(0), phase="Failed", reason="Evicted", message="low on disk"),
            TaskState.FAILED,
            "Evicted: low on disk",
        ),
        (pod(ran(0, 137), phase="Failed", reason="DeadlineExceeded"), TaskState.TIMED_OUT, "deadline passed"),
        (pod(runs(0), deleting=True), TaskState.FAILED, "Somebody else deleted"),
        (pod(runs(0), deleting=True, disruption="EvictionByEvictionAPI"), TaskState.FAILED, "EvictionByEvictionAPI"),
        (pod(runs(0), uid="u2"), TaskState.FAILED, "Another Pod"),
        (None, TaskState.FAILED, "Its Pod is gone"),
        (pod(box(0, reason="InvalidImageName", message="bad"), box(1)), TaskState.FAILED, "InvalidImageName"),
    ],
)
def test_how_it_comes_to_an_end_by_itself(there: Pod | None, state: TaskState, word: str) -> None:
    found, message = ended(task(), there)
    assert found is state
    assert word in message


def test_it_is_asked_to_end() -> None:
    assert ended(task(stop_at=NOW, stop_who="op"), pod(runs(0))) == (TaskState.STOPPED, "op stopped it")
    assert ended(fresh(stop_at=NOW, stop_who="op"), None)[0] is TaskState.STOPPED
    assert ended(task(), pod(runs(0)), NOW + 90) == (TaskState.TIMED_OUT, "Its deadline passed after 100 s")
    assert not isinstance(decided(task(), pod(), NOW + 89), End)


def test_a_start_in_the_future_counts_from_now() -> None:
    ahead = task(started_at=NOW + SKEW + 1)
    recorded = decided(ahead, pod(runs(0)))
    assert isinstance(recorded, Record)
    assert recorded.task.started_at == NOW
    assert not isinstance(decided(task(started_at=NOW + SKEW - 1), pod(runs(0))), End)


def test_what_it_waits_for_is_said_and_forgotten() -> None:
    waiting = decided(task(node=""), pod(node="", hint="No node has the label branch=nowhere"))
    assert waiting.task.message == "Its Pod waits for a node: No node has the label branch=nowhere"
    pulling = decided(task(), pod(box(0, reason="ImagePullBackOff", message="not found"), box(1)))
    assert pulling.task.message == "Step s0 waits: ImagePullBackOff: not found"
    silent = decided(task(), pod(runs(0), node_lost=True))
    assert silent.task.message == "Node n1 does not answer; what runs there is not known"
    assert decided(silent.task, pod(runs(0))).task.message == ""


def test_a_first_step_that_does_not_begin_ends_it() -> None:
    there = pod(box(0, reason="ImagePullBackOff", message="not found"), box(1))
    late = NOW - 10 + PATIENCE + 1
    slow = task(deadline_seconds=1e6)
    assert ended(slow, there, late) == (
        TaskState.FAILED,
        "No step began within 300 s: Step s0 waits: ImagePullBackOff: not found",
    )
    assert ended(slow, pod(), late) == (TaskState.FAILED, "No step began within 300 s")
    begun = seen(slow, pod(ran(0), box(1)))
    assert not isinstance(decided(begun, pod(ran(0), box(1, reason="ImagePullBackOff"))), End)


def test_the_end_waits_for_the_logs() -> None:
    there = pod(ran(0), ran(1), phase="Succeeded")
    ending = replace(as_seen(task(), there), ending=TaskState.SUCCEEDED, ending_at=NOW)
    assert isinstance(decided(ending, there), Nothing)
    assert decided(seen(ending, there), there) == Finish()
    assert decided(ending, None) == Finish(), "of a Pod that is gone nothing more can be read"


def test_a_pod_that_still_runs_is_brought_to_its_end_first() -> None:
    stopping = seen(task(ending=TaskState.STOPPED, ending_at=NOW), pod(runs(0)))
    assert decided(stopping, pod(runs(0))) == Delete(pod(runs(0)))
    assert isinstance(decided(stopping, pod(runs(0), deleting=True)), Nothing)
    assert decided(stopping, None) == Finish()
    silent = pod(runs(0), deleting=True, node_lost=True)
    assert isinstance(decided(stopping, silent, NOW + NODE_PATIENCE - 1), Nothing)
    given_up = decided(stopping, silent, NOW + NODE_PATIENCE + 1)
    assert isinstance(given_up, Finish)
    assert given_up.message == "Node n1 does not answer: what it runs may go on until it does"


def test_what_is_left_of_it_is_removed() -> None:
    over = task(state=TaskState.SUCCEEDED)
    assert decided(over, pod(ran(0), ran(1))) == Delete(pod(ran(0), ran(1)))
    assert isinstance(decided(over, pod(deleting=True)), Nothing)
    assert decided(over, None) == Forget()
    assert decided(over, pod(uid="u2")) == Forget()


def test_steps_of_a_task_that_is_over() -> None:
    three = task(step(0, state=StepState.SUCCEEDED), step(1, state=StepState.RUNNING), step(2))
    for state, then in ((TaskState.STOPPED, StepState.STOPPED), (TaskState.TIMED_OUT, StepState.TIMED_OUT)):
        assert [one.state for one in closed(three, state, NOW)] == [StepState.SUCCEEDED, then, StepState.SKIPPED]
    assert closed(three, TaskState.FAILED, NOW)[1].state is StepState.FAILED
    assert closed(three, TaskState.FAILED, NOW)[1].ended_at == NOW


@dataclass
class World:
    """A cluster with one task's Pod, and a manager that may be killed between an act and the writing of it."""

    row: Task
    there: Pod | None = None
    made: int = 0
    now: float = NOW

    def step(self, killed: bool) -> None:
        action = decided(self.row, self.there, self.now)
        match action:
            case Create():
                assert not self.row.pod_uid, "steps that may have run are never run again"
                self.made += 1
                self.there = pod(uid=f"u{self.made}")
                if not killed:
                    self.row = as_seen(self.row, self.there)
            case Record(after):
                self.row = self.row if killed else after
            case End(after, state, message):
                if not killed:
                    self.row = replace(after, ending=state, ending_at=self.now, message=message)
            case Delete(found):
                assert self.there is not None
                assert found.uid == self.there.uid
                self.there = replace(self.there, deleting=True)
            case Finish():
                if not killed:
                    assert self.row.ending is not None
                    self.check_quiet()
                    steps = closed(self.row, self.row.ending, self.now)
                    self.row = replace(self.row, state=self.row.ending, steps=steps)
            case Forget():
                self.row = self.row if killed else replace(self.row, pod_left=False)
        self.stored()

    def check_quiet(self) -> None:
        assert self.there is None or not any(one.running for one in self.there.containers)

    def stored(self) -> None:
        """Logs are read as soon as there are any."""
        self.row = replace(self.row, steps=tuple(replace(one, log_complete=one.begun) for one in self.row.steps))

    def happens(self, what: str) -> None:
        HAPPENINGS[what](self)

    def advance(self, code: int) -> None:
        """The container whose turn it is begins, or ends."""
        if self.there is None or self.there.phase == "Failed":
            return
        boxes = list(self.there.containers)
        for number in range(2):
            if boxes[number].exit_code not in (None, 0):
                return
            if boxes[number].exit_code is None:
                if boxes[number].running:
                    boxes[number] = ran(number, code)
                elif not self.there.deleting:
                    boxes[number] = runs(number)
                break
        self.there = replace(self.there, containers=tuple(boxes))

    def vanish(self) -> None:
        self.there = None

    def kubelet(self) -> None:
        """What was to be deleted is ended, and gone."""
        if self.there is not None and self.there.deleting:
            self.there = None

    def ask(self) -> None:
        if self.row.state not in OVER:
            self.row = replace(self.row, stop_at=self.now, stop_who="op")

    def later(self) -> None:
        self.now += 60


HAPPENINGS: dict[str, Callable[[World], None]] = {
    "well": lambda world: world.advance(0),
    "fails": lambda world: world.advance(1),
    "vanish": World.vanish,
    "kubelet": World.kubelet,
    "ask": World.ask,
    "later": World.later,
}


@given(st.lists(st.tuples(st.sampled_from(sorted(HAPPENINGS)), st.booleans()), max_size=30))
def test_whatever_happens_it_ends_once_and_leaves_nothing(course: list[tuple[str, bool]]) -> None:
    world = World(fresh())
    decided_end = None
    for what, killed in course:
        world.happens(what)
        world.step(killed)
        decided_end = decided_end or world.row.ending
        assert world.row.ending == decided_end, "an end that was decided stays"
    for _ in range(40):
        world.happens("well")
        world.happens("kubelet")
        world.step(killed=False)
    assert world.row.state in OVER
    assert world.row.state == world.row.ending
    assert world.there is None
    assert not world.row.pod_left
    states = {one.state for one in world.row.steps}
    assert not states & {StepState.QUEUED, StepState.RUNNING}
    if world.row.state is TaskState.SUCCEEDED:
        assert states == {StepState.SUCCEEDED}
