"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.resources.clocks.service import ClockMeasurement
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.reconcile.reconciler import Reconciler
from islandmgr.resources.islands.service.lifetime import Lifetime
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.resources.islands.service.pod_reports import InPod
from islandmgr.resources.islands.service.verbs import Islands


def build(parts: Parts, services: Services) -> None:
    services.add(Islands(parts), Lifetime(parts), Lookup(parts), InPod(parts))
    services.add(Reconciler(parts, Acts(parts, services[ClockMeasurement])))
