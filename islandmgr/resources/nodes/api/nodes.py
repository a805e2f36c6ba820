"""Where islands live: nodes and branches."""

from __future__ import annotations

from typing import Annotated

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.nodes.service.verbs import Nodes
from islandmgr.resources.nodes.shared import answers as node_answers
from islandmgr.web.access.permissions import permit
from islandmgr.web.api import answers
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, actor, answering, listed
from islandmgr.web.services import verbs

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


@api.get("/nodes", responses=answering(200, node_answers.NodePage, 414, 422, 503))
@permit("look")
def nodes(query: NodesQuery) -> Answer:
    """Nodes, by label selector"""
    return listed(
        [
            node_answers.node(view.node, islands=view.islands, closed_by=view.closed_by)
            for view in verbs(Nodes).list(query.selector)
        ]
    )


@api.post("/nodes/<name>/cordon", responses=answering(200, node_answers.Node, 404, 414, 422, 503))
@permit("nodes.change")
def cordon(path: NodePath) -> Answer:
    """Let nothing new be scheduled on a node; what runs there stays"""
    return jsonify(node_answers.node(verbs(Nodes).cordon(path.name, actor())))


@api.post("/nodes/<name>/uncordon", responses=answering(200, node_answers.Node, 404, 414, 422, 503))
@permit("nodes.change")
def uncordon(path: NodePath) -> Answer:
    """Let new islands be scheduled on a node again"""
    return jsonify(node_answers.node(verbs(Nodes).uncordon(path.name, actor())))


@api.patch(
    "/nodes/<name>/labels",
    responses=answering(200, node_answers.Node, 400, 401, 403, 404, 413, 414, 415, 422, 503),
)
@permit("nodes.change")
def label(path: NodePath, body: LabelsBody) -> Answer:
    """Set and remove a node's labels; what runs there stays"""
    return jsonify(node_answers.node(verbs(Nodes).label(path.name, body.labels, actor())))


@api.get("/branches", responses=answering(200, answers.Names, 503))
@permit("look")
def branches() -> Answer:
    """Branches that some node serves: the values of the node label `branch`"""
    return listed(list(verbs(Nodes).branches()))
