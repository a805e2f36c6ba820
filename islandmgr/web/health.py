"""For machines that watch: is the process alive, can it work, what does it count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import structlog
from flask import Blueprint, Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from islandmgr.access import Role
from islandmgr.config import metrics
from islandmgr.config.settings import Settings
from islandmgr.kernel.health import OK, Health
from islandmgr.kernel.services import Services
from islandmgr.model.errors import IslandError
from islandmgr.web.access import who
from islandmgr.web.access.door import door
from islandmgr.web.access.permissions import OPEN, permit

NOT_READY = "not ready"  # what strangers are told: details name machines

log = structlog.get_logger(__name__)


Trouble = Callable[[], str]
"""Why no verb can work yet; empty once all can."""
Metrics = Callable[[Services], Iterator[Metric]]
"""What a room counts in the database, asked at each scrape. Raises IslandError when that does not answer."""


def register(app: Flask, services: Services, trouble: Trouble, counts: Sequence[Metrics]) -> None:
    """Add `/healthz`, `/readyz` and `/metrics`. They have no prefix: probes and scrapers look for them there."""
    health = Blueprint("health", __name__)
    registry = metrics.registry()
    registry.register(FromDatabase(services, trouble, counts))
    logged = dict[str, str]()

    @health.get("/healthz")
    @permit(OPEN)
    def alive() -> ResponseReturnValue:
        return jsonify(status="alive")

    @health.get("/readyz")
    @permit(OPEN)
    def ready() -> ResponseReturnValue:
        readiness = services[Health].ready()
        checks = {**readiness.checks, "manager": trouble() or OK}
        ok = readiness.ok and checks["manager"] == OK
        wrong = {part: said for part, said in checks.items() if said != OK}
        if wrong != logged:  # once for each change
            logged.clear()
            logged.update(wrong)
            log.warning("not ready" if wrong else "ready again", **wrong)
        if wrong and not _may_know_details(services.settings, trouble):
            checks = {part: said if said == OK else NOT_READY for part, said in checks.items()}
        return jsonify(ready=ok, checks=checks), 200 if ok else 503

    @health.get("/metrics")
    @permit(OPEN)
    def scrape() -> ResponseReturnValue:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    app.register_blueprint(health)


def _may_know_details(settings: Settings, trouble: Trouble) -> bool:
    """Operators who show an API token, and everybody where nobody signs in."""
    if settings.auth == "none":
        return True
    header = request.authorization
    if header is None or header.type != "bearer" or not header.token or trouble():
        return False
    try:
        found = door().identify(header.token, who.client())
    except IslandError:
        return False
    return found.role in {Role.OPERATOR, Role.ADMIN}


class FromDatabase(Collector):
    """Asks at scrape time, so that several manager processes say the same: what is in the database, and whether
    somebody leads."""

    def __init__(self, services: Services, trouble: Trouble, counts: Sequence[Metrics]) -> None:
        self._services = services
        self._trouble = trouble
        self._counts = counts

    def describe(self) -> Iterator[Metric]:
        return iter(())  # registering must not ask the database

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("islandmgr_database_up", "1 when the database answered this scrape.")
        found: list[Metric] = []
        if not self._trouble():
            with suppress(IslandError):
                found = [metric for count in self._counts for metric in count(self._services)]
        up.add_metric([], 1 if found else 0)
        yield from [*found, up, self._leaderless()]

    def _leaderless(self) -> Metric:
        words = "For how long this process has seen no manager lead: seconds, a few while all is well."
        return GaugeMetricFamily("islandmgr_leaderless_seconds", words, value=self._services[Health].leaderless())
