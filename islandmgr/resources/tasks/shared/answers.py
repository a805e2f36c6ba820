"""Tasks as JSON, for the API, the stream and the pages; and what that JSON is, for the API's documentation."""

from __future__ import annotations

from typing import Annotated

from islandmgr.model.field_types import EpochSeconds
from islandmgr.tasks.model import Step, Task, pod_name
from islandmgr.web.api.derived import Derived, Made

step = Derived(Step, "StepAnswer", flat=("spec",), without=("log_first",), renamed={"log_end": "log_bytes"})
task = Derived(
    Task,
    "TaskAnswer",
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
TaskPage = task.page("TaskPage")
