"""Tasks on a page: all of them live with a form to run a command, and one with its steps and their logs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, url_for

from islandmgr.access import may
from islandmgr.kernel.stream import Stream
from islandmgr.model.errors import IslandError
from islandmgr.resources.nodes.service.verbs import Nodes
from islandmgr.resources.tasks.shared import answers
from islandmgr.tasks.service import TaskFilter, Tasks
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.frame import show
from islandmgr.web.services import settings, verbs

LISTED = 50  # the newest

blueprint = Blueprint("tasks_page", __name__)


@blueprint.get("/tasks")
@permit("tasks.look")
def page() -> Response:
    """Those that there were and are, and running another one."""
    data = {
        **_common(),
        **_all(),
        "tasks_address": url_for("tasks_page.everything"),
        "branches": _branches(),
        "hosts": [host.name for host in settings().ssh_hosts],
        "deadline": settings().task_deadline,
    }
    return show("tasks.html", data)


@blueprint.get("/tasks.json")
@permit("tasks.look")
def everything() -> Response:
    """What the list shows, anew."""
    return jsonify(_all())


@blueprint.get("/tasks/<id:task_id>")
@permit("tasks.look")
def one(task_id: int) -> Response:
    """One task, live."""
    data = {**_common(), **_one(task_id), "task_address": url_for("tasks_page.row", task_id=task_id)}
    return show("task.html", data, task_id=task_id)


@blueprint.get("/tasks/<id:task_id>/row.json")
@permit("tasks.look")
def row(task_id: int) -> Response:
    """One task, and the place in the stream to follow it from."""
    return jsonify(_one(task_id))


def _all() -> dict[str, Any]:
    newest = verbs(Stream).newest()  # the place first: what happens while we read then comes again
    listed, _following = verbs(Tasks).page(TaskFilter(limit=LISTED))
    return {"newest": newest, "tasks": [answers.task(one) for one in listed]}


def _one(task_id: int) -> dict[str, Any]:
    newest = verbs(Stream).newest()
    return {"newest": newest, "task": answers.task(verbs(Tasks).get(task_id))}


def _branches() -> list[str]:
    """That nodes have; none while the cluster does not answer."""
    try:
        nodes = verbs(Nodes).list()
    except IslandError:
        return []
    return sorted({view.node.labels["branch"] for view in nodes if "branch" in view.node.labels})


def _common() -> dict[str, Any]:
    who = identity()
    return {
        "tasks_page": url_for("tasks_page.page"),
        "may_run": may(who, "tasks.command"),
        "may_stop": may(who, "tasks.stop"),
    }
