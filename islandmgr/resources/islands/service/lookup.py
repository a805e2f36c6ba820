"""Looking at an island: its log, its history, the steps of its start, what it left when it crashed."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from islandmgr.kernel import events
from islandmgr.kernel.context import Parts, server_container
from islandmgr.kernel.log_text import bounded, cut_lines
from islandmgr.model.domain import Event, Island, State, island_subject
from islandmgr.model.errors import NotFound
from islandmgr.model.observed import PodEvent
from islandmgr.resources.islands import messages
from islandmgr.resources.islands.store import bundles, islands
from islandmgr.resources.islands.store.bundles import Bundle

STEPS = (State.REQUESTED, State.SCHEDULING, State.STARTING, State.RUNNING)


@dataclass(frozen=True)
class Step:
    """One step of a start: when it was reached (UTC epoch seconds), or None while it is still ahead."""

    name: str
    at: float | None
    message: str = ""


class Lookup:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def logs(
        self,
        island_id: int,
        *,
        container: str = "",
        tail: int | None = 200,
        follow: bool = False,
        stop: threading.Event | None = None,
    ) -> Iterator[bytes]:
        """Chunks of a container's output, of the server's by default, within the bounds of `log_text`.

        When the Pod is gone the last lines come from the crash bundle. Raises NotFound when nothing is kept.
        """
        island = self._island(island_id)
        name = container or server_container(self._parts, island)
        try:
            # The first chunk is drawn here, so that a missing Pod is an error and not a broken stream.
            chunks = self._parts.cluster.logs(island.pod, name, tail=tail, follow=follow, stop=stop)
            first = next(chunks, b"")
        except NotFound:
            return iter((_last_lines(self._kept_log(island, container), tail),))
        found = _joined(first, chunks)
        return cut_lines(found) if follow else iter((bounded(found),))

    def events(self, island_id: int, *, after: int = 0, limit: int = 200) -> list[Event]:
        """The newest `limit` lines of the island's history with ids above `after`, oldest first."""
        self._island(island_id)
        with self._parts.store.reading() as conn:
            return events.of_subject(conn, island_subject(island_id), limit, after=after)

    def crash(self, island_id: int, incarnation: int | None = None) -> Bundle:
        """What is kept of a dead incarnation, the latest by default. Raises NotFound."""
        self._island(island_id)
        bundle = self._bundle(island_id, incarnation)
        if bundle is None:
            why = messages.LEFT_NOTHING(id=island_id)
            if incarnation:
                why = messages.INCARNATION_LEFT_NOTHING(n=incarnation, id=island_id)
            raise NotFound(why, island=island_id)
        return bundle

    def steps(self, island: Island) -> tuple[Step, ...]:
        """The start of the present incarnation, step by step."""
        with self._parts.store.reading() as conn:
            history = events.of_subject(conn, island.subject, incarnation=island.incarnation)
        reached = {State(event.after): event for event in reversed(history) if event.kind == "state" and event.after}
        steps = [Step(state, *_when(reached.get(state))) for state in STEPS]
        registered = Step("registered", island.registered_at)
        return (*steps[:-1], registered, steps[-1])

    def pod_events(self, island_id: int) -> tuple[PodEvent, ...]:
        """What the cluster says about the island's Pod; empty when there is none."""
        return tuple(self._parts.cluster.pod_events(self._island(island_id).pod))

    def _island(self, island_id: int) -> Island:
        with self._parts.store.reading() as conn:
            return islands.get(conn, island_id)

    def _bundle(self, island_id: int, incarnation: int | None = None) -> Bundle | None:
        with self._parts.store.reading() as conn:
            kept = bundles.of_island(conn, island_id)
        return next((one for one in kept if incarnation in (None, one.incarnation)), None)

    def _kept_log(self, island: Island, container: str) -> bytes:
        bundle = self._bundle(island.id)
        if bundle is None or container:
            raise NotFound(messages.NO_LOG(id=island.id), island=island.id)
        return bundle.log.encode()


def _when(event: Event | None) -> tuple[float | None, str]:
    return (None, "") if event is None else (event.at, event.message)


def _last_lines(text: bytes, lines: int | None) -> bytes:
    every = io.BytesIO(text).readlines()
    return bounded(every if lines is None else every[max(0, len(every) - lines) :])


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest
