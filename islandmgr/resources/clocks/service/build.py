"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.resources.clocks.service import ClockMeasurement, Clocks, ClockWriter, Groups, Runs, Scripts


def build(parts: Parts, services: Services) -> None:
    applying = ClockWriter(parts)
    groups = Groups(parts, applying)
    services.add(Clocks(parts, applying), groups, Scripts(parts), Runs(parts, applying, groups))
    services.add(ClockMeasurement(parts, applying))
