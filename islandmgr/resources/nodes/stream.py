"""Nodes in the stream. No event tells of them: they are the cluster's, and others change them too."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.topics import PolledTopic
from islandmgr.model.messages import Translate
from islandmgr.model.observed import Node
from islandmgr.resources.nodes.shared import answers
from islandmgr.web.serialization import Json

GAP = 5.0  # seconds between looks


def look(parts: Parts) -> dict[str, Node]:
    return {node.name: node for node in parts.cluster.list_nodes()}


def serialize(_parts: Parts, it: Node, _words: Translate) -> Json:
    return answers.node(it)


TOPICS = (PolledTopic("node", GAP, look, serialize),)
