"""What is done from time to time: each job calls one verb. Only the leading process does them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from islandmgr.model.errors import IslandError

WATCH_GAP = 1.0  # seconds between two looks whether the wall clock was set back

Verb = Callable[[], int]
"""Does what is to be done now; says how much that was."""

log = structlog.get_logger(__name__)


class Jobs:
    """A run that is missed is made up for once; two runs of one job never overlap.

    The scheduler goes by the wall clock: when that is set back, all jobs would wait until it has caught up. So they
    are due at once then.
    """

    def __init__(self, leads: Callable[[], bool]) -> None:
        self._leads = leads
        self._stop = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def add(self, verb: Verb, gap: float) -> None:
        """Do it every `gap` seconds once they are started."""
        self._scheduler.add_job(self._run, "interval", [verb], name=_name(verb), seconds=gap)

    def start(self) -> None:
        self._scheduler.start()
        threading.Thread(target=self._watch, name="wall-clock", daemon=True).start()

    def stop(self) -> None:
        """Begin no more; what is being done is finished or left for the next start."""
        self._stop.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _watch(self) -> None:
        ahead = _ahead()
        while not self._stop.wait(WATCH_GAP):
            before, ahead = ahead, _ahead()
            if ahead < before - WATCH_GAP:
                log.warning("the clock was set back", seconds=round(before - ahead, 1))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))

    def _run(self, verb: Verb) -> None:
        if self._leads():
            _quietly(verb)


def _ahead() -> float:
    """Seconds of the wall clock before the monotonic one: constant but for steps, and sleep of the machine."""
    return time.time() - time.monotonic()


def _quietly(verb: Verb) -> None:
    try:
        done = verb()
    except IslandError as error:
        log.warning("job not done", job=_name(verb), cause=error.message)
    except Exception:
        log.exception("a fault of the manager in a job", job=_name(verb))
    else:
        if done:
            log.info("job done", job=_name(verb), count=done)


def _name(verb: Verb) -> str:
    return getattr(verb, "__name__", "unnamed")
