"""The nodes as operators see them, and the branches that testers may choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.model import labels
from islandmgr.model.domain import Actor
from islandmgr.model.messages import Message
from islandmgr.model.observed import Node
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.nodes import messages
from islandmgr.resources.nodes import store as node_rows
from islandmgr.resources.nodes.service import cordons
from islandmgr.resources.ports.service.eligible_pools import BRANCH_LABEL


@dataclass(frozen=True)
class NodeView:
    """A node, how many islands that are not stopped are on it, and how many ports they hold."""

    node: Node
    islands: int
    ports: int = 0
    closed_by: str | None = None  # who of ours cordoned it; empty: somebody else did; None: it is open


class Nodes:
    def __init__(self, parts: Parts, drains: Drains) -> None:
        self._parts = parts
        self._drains = drains

    def list(self, selector: str = "") -> tuple[NodeView, ...]:
        """Nodes by label selector, by name. Raises Invalid for a selector that is none, Unavailable."""
        nodes = self._parts.cluster.list_nodes(selector)
        with self._parts.store.reading() as conn:
            counts: Counter[str] = Counter(islands.count_by_node(conn))
            held = islands.ports_by_node(conn)
            known = node_rows.everything(conn)

        def closed_by(node: Node) -> str | None:
            return None if node.schedulable else known[node.name].closed_by if node.name in known else ""

        views = (NodeView(node, counts[node.name], held.get(node.name, 0), closed_by(node)) for node in nodes)
        return tuple(sorted(views, key=lambda view: view.node.name))

    def branches(self) -> tuple[str, ...]:
        """Values of the label `branch` that some node carries."""
        return tuple(
            sorted(
                {node.labels[BRANCH_LABEL] for node in self._parts.cluster.list_nodes() if BRANCH_LABEL in node.labels}
            )
        )

    def cordon(self, name: str, actor: Actor) -> Node:
        """Let nothing new be scheduled there; what runs stays. Raises NotFound."""
        node = cordons.close(self._parts, name, actor.name)
        self._record(name, actor, messages.CORDONED())
        return node

    def uncordon(self, name: str, actor: Actor) -> Node:
        """Let new islands be scheduled there again; a drain that empties the node is over. Raises NotFound."""
        node = cordons.reopen(self._parts, name)
        self._drains.end_on(name, actor)
        self._record(name, actor, messages.UNCORDONED())
        return node

    def label(self, name: str, changes: Mapping[str, str | None], actor: Actor) -> Node:
        """Set labels; None removes one. What runs on the node stays.

        Raises:
            Invalid: no label by Kubernetes' rules, one of Kubernetes' own, or not one of the setting `node_labels`.
            NotFound.
        """
        labels.check_change(changes, self._parts.settings.node_labels)
        node = self._parts.cluster.label_node(name, changes)
        said = [
            messages.LABEL_REMOVED(label=key) if value is None else messages.LABEL_SET(label=f"{key}={value}")
            for key, value in sorted(changes.items())
        ]
        self._record(name, actor, messages.LABELLED(changes=said))
        return node

    def _record(self, name: str, actor: Actor, message: Message) -> None:
        """Into the audit: the cluster knows no transaction of ours, so it is written once the act is done."""
        now = self._parts.now()
        self._parts.store.run(lambda conn: audit.done(conn, actor, now, target=name, message=message))
