"""Tasks as JSON, for the API, the stream and the pages; and what that JSON is, for the API's documentation."""

from __future__ import annotations

from typing import Annotated

from islandmgr.model.field_types import EpochSeconds
from islandmgr.tasks.model import Step, Task, pod_name
from islandmgr.tasks.rules import step_text
from islandmgr.web.api.derived import Derived, Made

LONGEST_WHAT = 500  # characters
GIVEN = ("spec.command", "spec.script", "spec.env")


def _step(name: str, *without: str) -> Derived[Step]:
    return Derived(
        Step,
        name,
        flat=("spec",),
        without=("log_first", *without),
        renamed={"log_end": "log_bytes"},
        what=Made(
            Annotated[str, "What it does, for people: its script or command, cut when it is long"],
            lambda it: _cut(step_text(it)),
        ),
    )


def _task(name: str, step: Derived[Step]) -> Derived[Task]:
    return Derived(
        Task,
        name,
        without=("ending_at", "pod_uid", "pod_left"),
        renamed={"stop_at": "stop_asked", "stop_who": "stop_asked_by"},
        parts=(step,),
        deadline=Made(
            Annotated[EpochSeconds | None, "When it is ended; null while it is in the queue"], lambda it: it.deadline
        ),
        pod=Made(
            Annotated[str | None, "The name of its Pod; null when its steps run on hosts"],
            lambda it: None if it.by_ssh else pod_name(it.id),
        ),
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WHAT else f"{text[:LONGEST_WHAT]}…"


task = _task("TaskAnswer", _step("StepAnswer", *GIVEN))
"""As lists and the stream show it: scripts may be long."""

whole_task = _task("WholeTaskAnswer", _step("WholeStepAnswer"))
"""With all that its steps were given."""

TaskPage = task.page("TaskPage")
