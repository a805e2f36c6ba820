"""What is done by the clock: a line a job, each calls one verb. Only the leading process does them."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from islandmgr.errors import IslandError
from islandmgr.service.lifetime import Lifetime
from islandmgr.service.upkeep import Upkeep

log = structlog.get_logger(__name__)


def scheduler(lifetime: Lifetime, upkeep: Upkeep, leads: Callable[[], bool], gap: float) -> BackgroundScheduler:
    """All jobs, not started yet; lifetimes are looked at every `gap` seconds.

    A run that is missed is made up for once; two runs of one job never overlap.
    """

    def job(verb: Callable[[], int], **every: float) -> None:
        made.add_job(_quietly(verb, leads), "interval", name=verb.__name__, **every)

    made = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    job(lifetime.warn, seconds=gap)
    job(lifetime.expire, seconds=gap)
    job(lifetime.stop_unused, seconds=gap)
    job(lifetime.slim, seconds=gap)
    job(upkeep.forget_bundles, hours=1)
    job(upkeep.forget_deliveries, hours=1)
    job(upkeep.forget_keys, hours=1)
    job(upkeep.forget_row_events, hours=1)
    job(upkeep.forget_credentials, hours=1)
    return made


def _quietly(verb: Callable[[], int], leads: Callable[[], bool]) -> Callable[[], None]:
    def run() -> None:
        if not leads():
            return
        try:
            done = verb()
        except IslandError as error:
            log.warning("job not done", job=verb.__name__, cause=error.message)
        else:
            if done:
                log.info("job done", job=verb.__name__, count=done)

    return run
