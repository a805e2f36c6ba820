"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.resources.ports.service.taken import TakenPorts
from islandmgr.resources.ports.service.verbs import Ports


def build(parts: Parts, services: Services) -> None:
    services.add(Ports(parts), TakenPorts(parts))
