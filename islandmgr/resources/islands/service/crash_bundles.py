"""What is kept of a dead island."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import structlog

from islandmgr.kernel.context import Parts, server_container
from islandmgr.kernel.log_text import bounded
from islandmgr.model.domain import Island
from islandmgr.model.errors import IslandError
from islandmgr.model.observed import PodEvent
from islandmgr.resources.islands.store.bundles import Bundle

LOG_LINES = 500
LOG_BYTES = 256 * 1024

log = structlog.get_logger(__name__)


def collect(parts: Parts, island: Island, *, container: str = "", last_log: bool = True) -> Bundle:
    """Gather what the cluster still knows of a Pod that has ended; what it cannot tell stays empty.

    `container`: whose output is kept, the server's by default.
    """
    said = _last_log(parts, island, container or server_container(parts, island)) if last_log else ""
    return bundle_of(island, parts.now(), log=said, pod_events=_pod_events(parts, island))


def of_now(bundle: Bundle, island: Island) -> Bundle:
    """The bundle with the row's last word on how it ended."""
    return replace(bundle, exit=island.exit, reason=island.reason)


def bundle_of(
    island: Island,
    at: float,
    *,
    log: str = "",
    pod_events: Iterable[PodEvent] = (),
    files: Sequence[Mapping[str, Any]] = (),
) -> Bundle:
    """A bundle with what the row knows and what is given."""
    return Bundle(
        island_id=island.id,
        incarnation=island.incarnation,
        at=at,
        exit=island.exit,
        reason=island.reason,
        log=log,
        clock=island.clock,
        fingerprint=island.fingerprint,
        pod_events=tuple(asdict(event) for event in pod_events),
        files=tuple(files),
    )


def _last_log(parts: Parts, island: Island, container: str) -> str:
    try:
        chunks = parts.cluster.logs(island.pod, container, tail=LOG_LINES)
        return bounded(chunks, LOG_BYTES).decode("utf-8", "replace")
    except IslandError as error:
        log.info("no log for the crash bundle", island=island.id, cause=error.message)
        return ""


def _pod_events(parts: Parts, island: Island) -> list[PodEvent]:
    try:
        return parts.cluster.pod_events(island.pod)
    except IslandError as error:
        log.info("no events for the crash bundle", island=island.id, cause=error.message)
        return []
