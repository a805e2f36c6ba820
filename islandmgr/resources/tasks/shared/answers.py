"""Tasks as JSON, for the API, the stream and the pages; and what that JSON is, for the API's documentation."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from islandmgr.model.messages import Translate
from islandmgr.tasks.model import Step, StepState, Task, TaskState, pod_name
from islandmgr.tasks.rules import step_text
from islandmgr.web.api.answers import MessageCode, MessageValues, Page
from islandmgr.web.serialization import Json, moment
from islandmgr.web.wording import told

LONGEST_WHAT = 500  # characters


class StepAnswer(BaseModel):
    number: int
    name: str
    state: StepState
    exit: int | None = Field(description="As the shell sees it: 128 + n after signal n; null when nobody knows it")
    started_at: datetime | None
    ended_at: datetime | None
    message: str = Field(description="Why it did not end well, beyond its exit code")
    message_code: MessageCode
    message_values: MessageValues
    what: str = Field(description="What it does, for people: its script or command, cut when it is long")
    image: str = Field(description="Empty: the task's, or the installation's")
    ssh_host: str = Field(description="Where it runs, in place of a Pod")
    log_bytes: int = Field(description="How much it has written so far")
    log_complete: bool = Field(description="Its log grows no more")


class WholeStepAnswer(StepAnswer):
    command: list[str]
    script: str
    env: dict[str, str]


class TaskAnswer(BaseModel):
    id: int
    kind: str
    state: TaskState
    ending: TaskState | None = Field(description="How it will end once nothing of it runs any more; the end is decided")
    who: str
    reason: str = Field(description="What it is for")
    message: str = Field(description="How it ended, or what it waits for")
    message_code: MessageCode
    message_values: MessageValues
    created_at: datetime
    started_at: datetime | None = Field(description="When it left the queue")
    ended_at: datetime | None
    deadline: datetime | None = Field(description="When it is ended; null while it is in the queue")
    deadline_seconds: float
    stop_asked: datetime | None
    stop_asked_by: str
    image: str
    node_selector: dict[str, str]
    node: str
    pod: str | None = Field(description="The name of its Pod; null when its steps run on hosts")
    steps: list[StepAnswer]
    revision: int


class WholeTaskAnswer(TaskAnswer):
    steps: list[WholeStepAnswer]  # type: ignore[assignment]


class TaskPage(Page):
    items: list[TaskAnswer]


def whole_task(it: Task) -> Json:
    """With all that its steps were given."""
    return {**task(it), "steps": [{**step(one), **_given(one)} for one in it.steps]}


def task(it: Task, words: Translate | None = None) -> Json:
    """As lists and the stream show it: scripts may be long. In the language of `words` or the request."""
    return {
        "id": it.id,
        "kind": it.kind,
        "state": it.state.value,
        "ending": it.ending.value if it.ending else None,
        "who": it.who,
        "reason": it.reason,
        **told("message", it.message, words),
        "created_at": moment(it.created_at),
        "started_at": moment(it.started_at),
        "ended_at": moment(it.ended_at),
        "deadline": moment(it.deadline),
        "deadline_seconds": it.deadline_seconds,
        "stop_asked": moment(it.stop_at),
        "stop_asked_by": it.stop_who,
        "image": it.image,
        "node_selector": dict(it.node_selector),
        "node": it.node,
        "pod": None if it.by_ssh else pod_name(it.id),
        "steps": [step(one, words) for one in it.steps],
        "revision": it.revision,
    }


def step(it: Step, words: Translate | None = None) -> Json:
    return {
        "number": it.number,
        "name": it.name,
        "state": it.state.value,
        "exit": it.exit,
        "started_at": moment(it.started_at),
        "ended_at": moment(it.ended_at),
        **told("message", it.message, words),
        "what": _cut(step_text(it)),
        "image": it.spec.image,
        "ssh_host": it.spec.ssh_host,
        "log_bytes": it.log_end,
        "log_complete": it.log_complete,
    }


def _given(it: Step) -> Json:
    return {"command": list(it.spec.command), "script": it.spec.script, "env": dict(it.spec.env)}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WHAT else f"{text[:LONGEST_WHAT]}…"
