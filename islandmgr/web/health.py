"""For machines that watch: is the process alive, can it work, what does it count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import structlog
from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from islandmgr.access import Role
from islandmgr.app.services import Services
from islandmgr.config import metrics
from islandmgr.kernel.health import OK
from islandmgr.model.errors import IslandError
from islandmgr.web.access import who

NOT_READY = "not ready"  # what strangers are told: details name machines

log = structlog.get_logger(__name__)


def register(app: Flask, services: Services) -> None:
    """Add `/healthz`, `/readyz` and `/metrics`. They have no prefix: probes and scrapers look for them there."""
    health = Blueprint("health", __name__)
    registry = metrics.registry()
    registry.register(FromDatabase(services))
    logged = dict[str, str]()

    @health.get("/healthz")
    def alive() -> ResponseReturnValue:
        return jsonify(status="alive")

    @health.get("/readyz")
    def ready() -> ResponseReturnValue:
        readiness, manager = services.health.ready(), services.manager
        ok = readiness.ok and manager.ready.is_set()
        checks = {**readiness.checks, "manager": OK if manager.ready.is_set() else manager.problem}
        wrong = {part: said for part, said in checks.items() if said != OK}
        if wrong != logged:  # once for each change
            logged.clear()
            logged.update(wrong)
            log.warning("not ready" if wrong else "ready again", **wrong)
        if wrong and not _may_know_details(services):
            checks = {part: said if said == OK else NOT_READY for part, said in checks.items()}
        return jsonify(ready=ok, checks=checks), 200 if ok else 503

    @health.get("/metrics")
    def scrape() -> ResponseReturnValue:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    app.register_blueprint(health)


def _may_know_details(services: Services) -> bool:
    """Operators who show an API token, and everybody where nobody signs in."""
    if services.settings.auth == "none":
        return True
    header = request.authorization
    if header is None or header.type != "bearer" or not header.token or not services.manager.ready.is_set():
        return False
    try:
        found = services.access.credentials.identify(header.token, who.client())
    except IslandError:
        return False
    return found.role in {Role.OPERATOR, Role.ADMIN}


class FromDatabase(Collector):
    """Asks at scrape time, so that several manager processes say the same: what is in the database, and whether
    somebody leads."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def describe(self) -> Iterator[Metric]:
        return iter(())  # registering must not ask the database

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("islandmgr_database_up", "1 when the database answered this scrape.")
        found: list[Metric] = []
        if self._services.manager.ready.is_set():
            with suppress(IslandError):
                found = [self._islands(), self._ports()]
        up.add_metric([], 1 if found else 0)
        yield from [*found, up, self._leaderless()]

    def _leaderless(self) -> Metric:
        words = "For how long this process has seen no manager lead: seconds, a few while all is well."
        return GaugeMetricFamily("islandmgr_leaderless_seconds", words, value=self._services.health.leaderless())

    def _islands(self) -> Metric:
        family = GaugeMetricFamily("islandmgr_islands", "Islands by state.", labels=["state"])
        for state, number in self._services.islands.counts().items():
            family.add_metric([state.value], number)
        return family

    def _ports(self) -> Metric:
        family = GaugeMetricFamily("islandmgr_ports", "Ports of the pools by use.", labels=["pool", "use"])
        for pool in self._services.ports.usage():
            for use in ("held", "resting", "free"):
                family.add_metric([pool.name, use], getattr(pool, use))
        return family
