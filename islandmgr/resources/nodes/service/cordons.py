"""Closing and opening nodes. Who closed one is written down first, so that it is never taken for somebody else's."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.model.errors import NotFound
from islandmgr.model.observed import Node
from islandmgr.resources.nodes import store as nodes


def close(parts: Parts, name: str, who: str) -> Node:
    """Let nothing new be scheduled there. Raises NotFound, Unavailable."""
    parts.store.run(lambda conn: nodes.set_closed_by(conn, name, who))
    try:
        node = parts.cluster.cordon(name, True)
    except NotFound:
        parts.store.run(lambda conn: nodes.forget(conn, name))
        raise
    parts.store.run(lambda conn: nodes.set_closed(conn, name, True))
    return node


def reopen(parts: Parts, name: str) -> Node:
    """Let new islands be scheduled there again. Raises NotFound, Unavailable."""
    if parts.cluster.get_node(name) is not None:
        parts.store.run(lambda conn: nodes.set_closed_by(conn, name, ""))
    node = parts.cluster.cordon(name, False)
    parts.store.run(lambda conn: nodes.set_closed(conn, name, False))
    return node
