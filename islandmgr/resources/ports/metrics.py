"""What Prometheus is told of the port pools."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from islandmgr.kernel.services import Services
from islandmgr.resources.ports.service.verbs import Ports


def metrics(services: Services) -> Iterator[Metric]:
    family = GaugeMetricFamily("islandmgr_ports", "Ports of the pools by use.", labels=["pool", "use"])
    for pool in services[Ports].usage():
        for use in ("held", "resting", "free"):
            family.add_metric([pool.name, use], getattr(pool, use))
    yield family
