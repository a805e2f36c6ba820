"""The verbs: what people and Pods can ask of the manager. Owns transactions; knows nothing of HTTP.

Every verb commits its intent and answers at once; the reconciler does the rest.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from islandmgr.config.settings import Settings
from islandmgr.kernel.health import Health
from islandmgr.kernel.stream import Stream
from islandmgr.resources.access.service import Access
from islandmgr.resources.clocks.service import Clocks, Groups, Runs, Scripts
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.islands.service.lifetime import Lifetime
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.resources.islands.service.pod_reports import InPod
from islandmgr.resources.islands.service.verbs import Islands
from islandmgr.resources.nodes.service.capacity import Capacities
from islandmgr.resources.nodes.service.verbs import Nodes
from islandmgr.resources.notifications.service import Telling
from islandmgr.resources.ports.service.verbs import Ports
from islandmgr.resources.quotas.service import Quotas
from islandmgr.resources.repair.service import Repair
from pod_specs import Blueprints


class Machinery(Protocol):
    """The threads behind the verbs, for whoever runs the process."""

    ready: threading.Event  # set once the database is prepared
    problem: str  # why it is not, in words

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True)
class Services:
    """The verbs by topic."""

    settings: Settings
    islands: Islands
    lifetime: Lifetime
    quotas: Quotas
    clocks: Clocks
    clock_groups: Groups
    clock_scripts: Scripts
    clock_runs: Runs
    lookup: Lookup
    in_pod: InPod
    nodes: Nodes
    drains: Drains
    ports: Ports
    capacity: Capacities
    repair: Repair
    stream: Stream
    blueprints: Blueprints
    health: Health
    access: Access
    telling: Telling
    manager: Machinery


__all__ = ["Machinery", "Services"]
