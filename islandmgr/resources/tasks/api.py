"""Tasks: run a command, list, look at, read a step's log, stop."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Response, jsonify, url_for
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.tasks import rules
from islandmgr.resources.tasks.shared import answers
from islandmgr.tasks.model import TaskState
from islandmgr.tasks.service import TaskFilter, Tasks
from islandmgr.web import serialization, streams
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    Asked,
    CommaSeparated,
    Cursor,
    Label,
    Limit,
    Note,
    Strict,
    TextId,
    Words,
    actor,
    answering,
)
from islandmgr.web.services import settings, verbs

api = APIBlueprint("tasks", __name__, url_prefix=PREFIX, abp_tags=[{"name": "tasks"}])

LARGEST = 2**63 - 1
_TEXT = {"description": "Text", "content": {"text/plain": {"schema": {"type": "string"}}}}
_HOST = "A host of the settings to run on over SSH, in place of a Pod; in all steps or in none"

Command = Annotated[list[str], Field(max_length=1000, description="A program and its words; no shell reads them")]
Script = Annotated[str, Field(max_length=rules.LONGEST_TEXT, description="For `sh`")]
Image = Annotated[Words, Field(description="Of the container; the installation's when left out")]
Env = Annotated[dict[str, str], Field(max_length=100)]
Host = Annotated[Words, Field(max_length=63, description=_HOST)]


class StepBody(Strict):
    name: Label = Field(examples=["build"])
    command: Command = Field(default_factory=list)
    script: Script = ""
    image: Image = ""
    env: Env = Field(default_factory=dict)
    ssh_host: Host = ""


class TaskBody(Strict):
    kind: Literal["command"]
    reason: Note = Field(default="", description="What it is for")
    command: Command = Field(default_factory=list, examples=[["uname", "-a"]])
    script: Script = ""
    steps: Annotated[list[StepBody], Field(max_length=rules.MOST_STEPS)] = Field(
        default_factory=list, description="One after the other; the first that fails ends the task"
    )
    image: Image = ""
    env: Env = Field(default_factory=dict)
    ssh_host: Host = ""
    branch: Annotated[Words, Field(max_length=63)] = Field(default="", description="Value of the node label `branch`")
    node_selector: Annotated[dict[str, str], Field(max_length=20)] = Field(default_factory=dict)
    deadline_seconds: Annotated[float, Field(ge=1, le=7 * 86400, allow_inf_nan=False)] | None = Field(
        default=None, description="From the moment it leaves the queue; the setting task_deadline when left out"
    )


class TaskHeaders(Asked):
    idempotency_key: Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[!-~]+$")] | None = Field(
        default=None, alias="Idempotency-Key", description="A repeat with the same key returns the first task"
    )


class TaskPath(Strict):
    task_id: Annotated[TextId, Field(description="The task's number")]


class TasksQuery(Strict):
    kind: Annotated[list[Label], CommaSeparated] = Field(default_factory=list, description="Any of these")
    state: Annotated[list[TaskState], CommaSeparated] = Field(default_factory=list, description="Any of these")
    limit: Limit = 100
    after: Cursor | None = Field(default=None, description="`next` of the page before")


class LogQuery(Strict):
    step: Annotated[Words, Field(max_length=63)] = Field(
        default="", description="Its name or number; left out: the one that runs, or failed, or was the last to"
    )
    offset: Annotated[int, Field(ge=0, le=LARGEST)] = Field(default=0, description="Bytes to pass over")
    follow: bool = Field(default=False, description="Stay and send what comes, until the step's log is complete")


@api.post("/tasks", responses=answering(202, answers.task.model, 400, 409, 413, 414, 415, 422, 503))
@permit("tasks.command")
def create(header: TaskHeaders, body: TaskBody) -> Answer:
    """Run a command

    In a Pod of its own, or on a host over SSH. The answer comes as soon as the wish is safe; watch the state for what
    comes of it.
    """
    hosts = [host.name for host in settings().ssh_hosts]
    wanted = rules.command_task(_asked(body), hosts)
    made = verbs(Tasks).create(wanted, actor(), header.idempotency_key)
    return jsonify(answers.task(made)), 202, {"Location": url_for("tasks.show", task_id=made.id)}


@api.get("/tasks", responses=answering(200, answers.TaskPage, 414, 422, 503))
@permit("tasks.look")
def listing(query: TasksQuery) -> Answer:
    """List tasks, newest first"""
    found, following = verbs(Tasks).page(TaskFilter(query.kind, query.state, query.limit, query.after))
    return jsonify(items=[answers.task(one) for one in found], next=serialization.cursor(following))


@api.get("/tasks/<task_id>", responses=answering(200, answers.whole_task.model, 404, 414, 422, 503))
@permit("tasks.look")
def show(path: TaskPath) -> Answer:
    """One task with its steps"""
    return jsonify(answers.whole_task(verbs(Tasks).get(path.task_id)))


@api.get("/tasks/<task_id>/log", responses=answering(200, _TEXT, 404, 414, 422, 503))
@permit("tasks.look")
def log(path: TaskPath, query: LogQuery) -> Answer:
    """The log of a step, from an offset in bytes

    At most 256 KiB an answer, unless it is followed. The headers say which bytes these are: `Log-Step`, `Log-Offset`
    of the first, `Log-Next` to go on from, `Log-Missing` how many before the first are kept no more, which a line says
    too, and `Log-Complete: true` when nothing more will come.
    """
    tasks = verbs(Tasks)
    step = tasks.step(tasks.get(path.task_id), query.step)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Log-Step": step.name}
    body: Any
    if query.follow:
        body = streams.of_app().carry(lambda gone: tasks.follow_log(path.task_id, step.number, query.offset, gone))
    else:
        found = tasks.read_log(path.task_id, step.number, query.offset)
        body = found.text
        headers |= {"Log-Offset": str(found.first), "Log-Next": str(found.next), "Log-Missing": str(found.missing)}
        headers["Log-Complete"] = str(found.complete).lower()
    return Response(body, content_type="text/plain; charset=utf-8", headers=headers)


@api.post("/tasks/<task_id>/stop", responses=answering(202, answers.task.model, 404, 409, 414, 422, 503))
@permit("tasks.stop")
def stop(path: TaskPath) -> Answer:
    """Stop a task

    What runs is asked to end and killed after ten seconds; later steps do not begin. Asking again changes nothing.
    """
    return jsonify(answers.task(verbs(Tasks).stop(path.task_id, actor()))), 202


def _asked(body: TaskBody) -> rules.Asked:
    only = rules.AskedStep(rules.ONLY_STEP, body.command, body.script, "", body.env, body.ssh_host)
    return rules.Asked(
        only=only,
        steps=[rules.AskedStep(**step.model_dump()) for step in body.steps],
        reason=body.reason,
        image=body.image,
        branch=body.branch,
        node_selector=body.node_selector,
        deadline_seconds=body.deadline_seconds,
    )
