"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.resources.drains.service import Drains


def build(parts: Parts, services: Services) -> None:
    services.add(Drains(parts))
