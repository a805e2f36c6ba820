"""Where islands live: nodes, branches, blueprints, port pools."""

from __future__ import annotations

from typing import Annotated, Any

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.web import serialization as wire
from islandmgr.web.api import answers
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, actor, answering, services

api = APIBlueprint("cluster", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])


class NodesQuery(Strict):
    selector: Annotated[Words, Field(max_length=500)] = Field(
        default="", description="Kubernetes label selector", examples=["branch=dev"]
    )


class NodePath(Strict):
    name: Annotated[Words, Field(min_length=1, max_length=253)]


class LabelsBody(Strict):
    labels: Annotated[dict[str, str | None], Field(min_length=1, max_length=50)] = Field(
        description="By key; null removes a label. Kubernetes' own (kubernetes.io, k8s.io) stay as they are",
        examples=[{"branch": "weekly", "islandmgr.io/rack": None}],
    )


@api.get("/nodes", responses=answering(200, answers.NodePage, 414, 422, 503))
def nodes(query: NodesQuery) -> Answer:
    """Nodes, by label selector"""
    return listed(
        [wire.node(view.node, view.islands, view.closed_by) for view in services().nodes.list(query.selector)]
    )


@api.post("/nodes/<name>/cordon", responses=answering(200, answers.Node, 404, 414, 422, 503))
def cordon(path: NodePath) -> Answer:
    """Let nothing new be scheduled on a node; what runs there stays"""
    return jsonify(wire.node(services().nodes.cordon(path.name, actor())))


@api.post("/nodes/<name>/uncordon", responses=answering(200, answers.Node, 404, 414, 422, 503))
def uncordon(path: NodePath) -> Answer:
    """Let new islands be scheduled on a node again"""
    return jsonify(wire.node(services().nodes.uncordon(path.name, actor())))


@api.patch("/nodes/<name>/labels", responses=answering(200, answers.Node, 400, 401, 403, 404, 413, 414, 415, 422, 503))
def label(path: NodePath, body: LabelsBody) -> Answer:
    """Set and remove a node's labels; what runs there stays"""
    return jsonify(wire.node(services().nodes.label(path.name, body.labels, actor())))


@api.get("/branches", responses=answering(200, answers.Names, 503))
def branches() -> Answer:
    """Branches that some node serves: the values of the node label `branch`"""
    return listed(list(services().nodes.branches()))


@api.get("/blueprints", responses=answering(200, answers.BlueprintPage, 503))
def blueprints() -> Answer:
    """Kinds of islands that can be started, and files that are broken"""
    found = services().blueprints
    broken = [wire.problem(one) for one in found.broken]
    return jsonify(items=[wire.blueprint(one) for one in found.all()], broken=broken, next=None)


@api.get("/ports", responses=answering(200, answers.PoolPage, 503))
def ports() -> Answer:
    """Use of the port pools"""
    return listed([wire.pool(pool) for pool in services().ports.usage()])


@api.get("/ports/doctor", responses=answering(200, answers.FindingPage, 503))
def doctor() -> Answer:
    """What is, or may become, wrong with the ports, and what to do about it; nothing is a clean bill"""
    return listed([wire.finding(finding) for finding in services().ports.doctor()])


def listed(items: list[Any]) -> Answer:
    """All there is, in the form of a page."""
    return jsonify(items=items, next=None)
