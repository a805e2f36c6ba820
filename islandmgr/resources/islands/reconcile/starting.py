"""Looks at islands whose server runs and is not ready, and says in their reason what keeps it from that."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts, note, server_container
from islandmgr.model.domain import MANAGER, Island, State
from islandmgr.model.errors import Conflict, IslandError
from islandmgr.model.messages import Message
from islandmgr.model.observed import PodEvent
from islandmgr.resources.islands.rules import readiness
from islandmgr.resources.islands.rules.readiness import Listening
from islandmgr.resources.islands.store import islands

LISTENS = ("sh", "/opt/islandmgr/registration/listens.sh")

log = structlog.get_logger(__name__)


class Starting:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def look(self, island: Island) -> float:
        """Find out why it is not ready, when that takes long; seconds until the next look, or until its deadline."""
        now = self._parts.now()
        begun = island.started_at or island.created_at
        waited = max(0.0, now - begun)
        left = max(1.0, begun + self._parts.settings.start_deadline - now)
        if waited < readiness.FIRST_LOOK:
            return min(readiness.FIRST_LOOK - waited, left)
        said = readiness.words(self._events(island), self._listens(island), self._wanted(island))
        if said and said != island.reason:
            self._write(island, said, now)
        return min(readiness.gap_after(waited), left)

    def _events(self, island: Island) -> Sequence[PodEvent]:
        try:
            return self._parts.cluster.pod_events(island.pod)
        except IslandError as error:
            log.info("no events", island=island.id, cause=error.message)
            return ()

    def _listens(self, island: Island) -> tuple[Listening, ...] | None:
        """None where it cannot be asked: an image without a shell, or a Pod that is older than the script."""
        try:
            answer = self._parts.cluster.exec(island.pod, server_container(self._parts, island), LISTENS)
        except IslandError as error:
            log.info("not known what it listens on", island=island.id, cause=error.message)
            return None
        return readiness.parse(answer.stdout.decode(errors="replace")) if answer.code == 0 else None

    def _wanted(self, island: Island) -> int | None:
        """The port that its readiness probe asks."""
        try:
            name = self._parts.blueprints.get(island.blueprint).readiness.port
        except IslandError:
            return None
        return next((port.number for port in island.ports if port.name == name), None)

    def _write(self, island: Island, said: Message, now: float) -> None:
        def work(conn: Connection) -> None:
            there = islands.get(conn, island.id, lock=True)
            if (there.incarnation, there.state) == (island.incarnation, State.STARTING):
                after = islands.change(conn, there, reason=said)
                note(conn, after, "state", MANAGER, said, now, before=State.STARTING, after=State.STARTING)

        try:
            self._parts.store.run(work)
        except Conflict:
            return  # it changed at that moment, and is looked at again
        self._parts.written()
