"""What Prometheus is told of islands: counted in the database, so that several manager processes say the same."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from islandmgr.kernel.services import Services
from islandmgr.resources.islands.service.verbs import Islands


def metrics(services: Services) -> Iterator[Metric]:
    family = GaugeMetricFamily("islandmgr_islands", "Islands by state.", labels=["state"])
    for state, number in services[Islands].counts().items():
        family.add_metric([state.value], number)
    yield family
