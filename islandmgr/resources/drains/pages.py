"""Emptying nodes: the page to plan and begin one, with past ones, and the page of one as it goes on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from islandmgr.access import may
from islandmgr.kernel.stream import Stream
from islandmgr.model.errors import IslandError
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.drains.shared import answers
from islandmgr.resources.nodes.service.verbs import Nodes
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs

LARGEST = 2**63 - 1  # id that a database can hold
PAST = 30  # drains that are listed, the newest

blueprint = Blueprint("drains_page", __name__)


@blueprint.get("/drains")
@permit("look")
def page() -> Response:
    """Plan a drain and begin it; those that there were."""
    newest = verbs(Stream).newest()  # the place first: what happens while we read then comes again
    listed, _following = verbs(Drains).page(PAST, None)
    data = {
        **_common(),
        "newest": newest,
        "drains": [answers.drain(one, only=()) for one in listed],
        "drains_address": url_for("drains_page.everything"),
        "labels": _labels(),
        "selector": request.args.get("selector", "")[:1000],
    }
    return show("drains.html", data)


@blueprint.get("/drains.json")
@permit("look")
def everything() -> Response:
    """What the list shows, anew."""
    newest = verbs(Stream).newest()
    listed, _following = verbs(Drains).page(PAST, None)
    return jsonify(newest=newest, drains=[answers.drain(one, only=()) for one in listed])


@blueprint.get("/drains/<id:drain_id>")
@permit("look")
def one(drain_id: int) -> Response:
    """One drain, live."""
    data = {**_common(), **_one(drain_id), "drain_address": url_for("drains_page.row", drain_id=drain_id)}
    return show("drain.html", data, drain_id=drain_id)


@blueprint.get("/drains/<id:drain_id>/row.json")
@permit("look")
def row(drain_id: int) -> Response:
    """One drain with its nodes, and the place in the stream to follow it from."""
    return jsonify(_one(drain_id))


def _one(drain_id: int) -> dict[str, Any]:
    newest = verbs(Stream).newest()  # the place first: what happens while we read then comes again
    view = verbs(Drains).get(drain_id)
    return {"newest": newest, "drain": answers.drain(view), "closed": _closed(view.drain.nodes)}


def _closed(names: Any) -> list[str]:
    """Which of the nodes take no new islands now; all, while the cluster does not answer."""
    try:
        found = [view.node for view in verbs(Nodes).list()]
    except IslandError:
        return list(names)
    return [node.name for node in found if node.name in names and not node.schedulable]


def _labels() -> list[str]:
    """What nodes can be chosen by, each once: `branch` first, names of nodes last."""
    try:
        nodes = verbs(Nodes).list()
    except IslandError:
        return []
    found = {(key, value) for view in nodes for key, value in view.node.labels.items()}
    order = {"branch": 0, "kubernetes.io/hostname": 2}
    chosen = sorted((order.get(key, 1), key, value) for key, value in found if order.get(key, 1) != 1 or "/" not in key)
    return [f"{key}={value}" for _place, key, value in chosen]


def _common() -> dict[str, Any]:
    return {"drains_page": url_for("drains_page.page"), "may_drain": may(identity(), "drains.change")}
