"""The Pod of an island, as it is created now."""

from __future__ import annotations

from typing import Any

import structlog

import faketime
import pod_specs
from islandmgr.cluster.views import pod_requests
from islandmgr.kernel.context import Parts, token_of
from islandmgr.model.domain import Island
from islandmgr.model.errors import Invalid, IslandError
from islandmgr.resources.ports.service.eligible_pools import pool_ranges

log = structlog.get_logger(__name__)


def manifest_of(parts: Parts, island: Island) -> dict[str, Any]:
    """Render the present incarnation's Pod.

    Raises:
        NotFound, Invalid: the blueprint is gone, broken, or no longer fits the island's ports.
    """
    manifest = pod_specs.render(parts.blueprints.get(island.blueprint), _inputs(parts, island))
    own = [port.number for port in island.ports]
    if taken := [str(fault) for fault in pod_specs.pool_faults(manifest, own, pool_ranges(parts.settings))]:
        raise Invalid("; ".join(taken), blueprint=island.blueprint)
    return manifest


def check_pod(parts: Parts, island: Island) -> None:
    """Raises Invalid, naming every place, when what a person chose makes a Pod that would be refused."""
    pod_specs.render(parts.blueprints.get(island.blueprint), _inputs(parts, island))


def memory_of(parts: Parts, island: Island) -> int:
    """Bytes that its Pod asks for, as the scheduler counts; 0 when it cannot be made, and its start will say why."""
    try:
        # Not looked through for what would be refused: its start does that, and it costs more than all the rest.
        return pod_requests(pod_specs.manifest_of(parts.blueprints.get(island.blueprint), _inputs(parts, island)))[0]
    except (IslandError, ValueError) as error:
        log.warning("memory not known", blueprint=island.blueprint, cause=str(error))
        return 0


def _inputs(parts: Parts, island: Island) -> pod_specs.RenderInput:
    pool = next((pool for pool in parts.settings.pools if pool.name == island.pool), None)
    return pod_specs.RenderInput(
        island=island,
        clock_line=faketime.line(island.clock, parts.now()),
        token=token_of(parts.secret, island.id, island.incarnation),
        manager_url=parts.settings.url,
        side_image=parts.settings.side_image,
        node_labels=pool.labels if pool else {},
        allowed=parts.settings.pod_allowlist,
    )
