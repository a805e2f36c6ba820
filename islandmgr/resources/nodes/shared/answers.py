"""Nodes as JSON, and what of it the document promises."""

from __future__ import annotations

from typing import Annotated

from islandmgr.model import observed
from islandmgr.resources.nodes.service.verbs import NodeView
from islandmgr.web.api.derived import Derived, Given
from islandmgr.web.serialization import Json

node = Derived(
    observed.Node,
    islands=Given(Annotated[int | None, "Islands on it that are not stopped"]),
    closed_by=Given(
        Annotated[str | None, "Who of ours cordoned it, in lists; empty when somebody else did"],
    ),
)
Node = node.model
NodePage = node.page("NodePage")


def view(it: NodeView) -> Json:
    """With what the manager itself knows of it."""
    return node(it.node, islands=it.islands, closed_by=it.closed_by)
