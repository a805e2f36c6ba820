"""Noticing what others do to nodes, and saying it on the islands that live there. Only the leader looks."""

from __future__ import annotations

import threading

import structlog
from sqlalchemy import Connection

from islandmgr.engine.worker_loop import Holds, WorkerLoop
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import MANAGER, Actor, island_subject
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.nodes import store as nodes
from islandmgr.resources.nodes.rules.outside_changes import SOMEBODY, Happening, Kind, notice

GAP = 5.0  # seconds between looks
OUTSIDER = Actor(SOMEBODY())

log = structlog.get_logger(__name__)


class OutsideChanges:
    def __init__(self, parts: Parts, drains: Drains) -> None:
        self._parts = parts
        self._drains = drains
        self._worker = WorkerLoop("nodes", self._look)

    def drive(self, over: threading.Event, holds: Holds) -> None:
        """Look until `over`."""
        self._worker.drive(over, holds)

    def _look(self, _holds: Holds) -> float:
        self.look()
        return GAP

    def look(self) -> None:
        """Compare the nodes with what is remembered of them; write down what changed."""
        found = {node.name: node for node in self._parts.cluster.list_nodes()}
        with self._parts.store.reading() as conn:
            known = nodes.everything(conn)
        for name in sorted({*found, *known}):
            after, _ = notice(known.get(name), found.get(name), name)
            if after != known.get(name):
                self._write(name)

    def _write(self, name: str) -> None:
        now = self._parts.now()

        def work(conn: Connection) -> tuple[list[Happening], list[int]]:
            # Asked again with the row locked: what was listed may be older than what we did since.
            before = nodes.get(conn, name)
            after, happened = notice(before, self._parts.cluster.get_node(name), name)
            nodes.put(conn, after)
            there = islands.on_nodes(conn, [name]) if happened else []
            for island in there:
                for it in happened:
                    note(conn, island, "node", MANAGER, it.message, now, data={"node": name, "what": it.kind})
            changed = {island.id for island in there}
            if any(it.kind is Kind.UNCORDONED for it in happened):
                # What was remembered is not noticed again: what follows from it is committed with it.
                changed.update(self._drains.end_on_within(conn, name, OUTSIDER, now))
            return happened, sorted(changed)

        happened, changed = self._parts.store.run(work)
        for it in happened:
            log.warning("not the manager's doing", node=name, what=it.kind, message=it.message)
        for island_id in changed:
            self._parts.changed(island_subject(island_id))
