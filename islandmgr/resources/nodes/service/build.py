"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.nodes.service.capacity import Capacities
from islandmgr.resources.nodes.service.outside_changes import OutsideChanges
from islandmgr.resources.nodes.service.verbs import Nodes


def build(parts: Parts, services: Services) -> None:
    drains = services[Drains]
    services.add(Nodes(parts, drains), OutsideChanges(parts, drains), Capacities(parts))
