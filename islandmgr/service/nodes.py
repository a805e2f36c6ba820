"""The nodes as operators see them, and the branches that testers may choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from islandmgr.model import Actor
from islandmgr.observed import Node
from islandmgr.service.drains import Drains
from islandmgr.service.parts import Parts
from islandmgr.service.placing import BRANCH_LABEL
from islandmgr.store import islands


@dataclass(frozen=True)
class NodeView:
    """A node, and how many islands that are not stopped are on it."""

    node: Node
    islands: int


class Nodes:
    def __init__(self, parts: Parts, drains: Drains) -> None:
        self._parts = parts
        self._drains = drains

    def list(self, selector: str = "") -> tuple[NodeView, ...]:
        """Nodes by label selector, by name. Raises Invalid for a selector that is none, Unavailable."""
        nodes = self._parts.cluster.list_nodes(selector)
        with self._parts.store.reading() as conn:
            counts: Counter[str] = Counter(islands.count_by_node(conn))
        return tuple(NodeView(node, counts[node.name]) for node in sorted(nodes, key=lambda node: node.name))

    def branches(self) -> tuple[str, ...]:
        """Values of the label `branch` that some node carries."""
        return tuple(
            sorted(
                {node.labels[BRANCH_LABEL] for node in self._parts.cluster.list_nodes() if BRANCH_LABEL in node.labels}
            )
        )

    def cordon(self, name: str, actor: Actor) -> Node:  # noqa: ARG002
        """Let nothing new be scheduled there. Raises NotFound."""
        return self._parts.cluster.cordon(name, True)

    def uncordon(self, name: str, actor: Actor) -> Node:
        """Let new islands be scheduled there again; a drain that empties the node is over. Raises NotFound."""
        node = self._parts.cluster.cordon(name, False)
        self._drains.end_on(name, actor)
        return node

    def label(self, name: str, labels: Mapping[str, str | None], actor: Actor) -> Node:  # noqa: ARG002
        """Set labels; None removes one. Raises NotFound."""
        return self._parts.cluster.label_node(name, labels)
