"""Tasks and Pods for tests of what is pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from islandmgr.model.observed import Container, Pod
from islandmgr.tasks.model import Step, StepSpec, Task, TaskState

NOW = 1_800_000_000.0


def step(number: int = 0, **changes: Any) -> Step:
    return replace(Step(number, StepSpec(f"s{number}", script="true")), **changes)


def task(*steps: Step, **changes: Any) -> Task:
    """One that runs and has its Pod."""
    plain = Task(
        id=7, kind="command", state=TaskState.RUNNING, who="op", steps=steps or (step(0), step(1)), created_at=NOW - 20,
        started_at=NOW - 10, deadline_seconds=100.0, pod_uid="u1", pod_left=True, node="n1",
    )  # fmt: skip
    return replace(plain, **changes)


def fresh(*steps: Step, **changes: Any) -> Task:
    """One that has just left the queue."""
    return task(*steps, **{"pod_uid": "", "pod_left": False, "node": "", "started_at": NOW, **changes})


def box(number: int, **changes: Any) -> Container:
    return Container(f"step-{number}", **changes)


def ran(number: int, code: int = 0, **changes: Any) -> Container:
    reason = "Completed" if code == 0 else "Error"
    plain = {"exit_code": code, "reason": reason, "started_at": NOW - 5, "finished_at": NOW - 4}
    return box(number, **{**plain, **changes})


def runs(number: int) -> Container:
    return box(number, running=True, started_at=NOW - 5)


def pod(*containers: Container, **changes: Any) -> Pod:
    inside = containers or (box(0), box(1))
    plain = Pod(
        name="task-7", uid="u1", island_id=None, incarnation=None, phase="Pending", node="n1", task_id=7,
        containers=(*inside, Container("end")),
    )  # fmt: skip
    return replace(plain, **changes)
