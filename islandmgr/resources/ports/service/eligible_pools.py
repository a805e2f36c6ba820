"""Which pools of ports may serve an island. The node itself is chosen by Kubernetes, never here."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from islandmgr.config.setting_forms import PoolSetting
from islandmgr.config.settings import Settings
from islandmgr.kernel.context import Parts
from islandmgr.model.errors import IslandError
from islandmgr.model.observed import Node
from pod_specs import PortRange

BRANCH_LABEL = "branch"

log = structlog.get_logger(__name__)


def pool_ranges(settings: Settings) -> list[PortRange]:
    """What blueprints may take no host ports of for themselves."""
    return [PortRange(pool.name, pool.first, pool.last) for pool in settings.pools]


def fitting(pools: Sequence[PoolSetting], nodes: Sequence[Node], branch: str) -> list[str]:
    """Names of the pools that have a node of that branch, in the order of the settings.

    When no node carries the branch's label every pool fits: the island then waits, and says what for.
    """
    of_branch = [node.labels for node in nodes if node.labels.get(BRANCH_LABEL) == branch]
    served = [pool.name for pool in pools if any(pool.labels.items() <= labels.items() for labels in of_branch)]
    return served or [pool.name for pool in pools]


def pools_for(parts: Parts, branch: str) -> list[str]:
    """The pools to try for an island of that branch. With one pool for all nodes nobody needs to be asked."""
    pools = parts.settings.pools
    if not any(pool.selector for pool in pools):
        return [pool.name for pool in pools]
    try:
        nodes = parts.cluster.list_nodes()
    except IslandError as error:
        log.warning("pools chosen without knowing the nodes", cause=error.message)
        nodes = []
    return fitting(pools, nodes, branch)
