"""The loop of a thread of the leader: a round of work, a wait, and again, until the process leads no more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog

from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import IslandError

TROUBLE = Backoff(1.0, 5.0)  # between rounds that fail one after the other
LOOK = 0.5  # seconds between looks whether it is over: a thread cannot wait for that and for news at once

Holds = Callable[[], bool]
"""Whether this process leads still. What is begun after it said no may be done twice."""

Round = Callable[[Holds], float]
"""Does what is to be done now; seconds until there may be more, unless somebody says that there is."""

log = structlog.get_logger(__name__)


class WorkerLoop:
    """Work that goes on by itself while this process leads. `name` is for the log.

    A round that fails never ends it: what the database or the cluster has against us is a line in the log, a fault of
    our own a traceback, and the next round comes later each time.
    """

    def __init__(self, name: str, work: Round) -> None:
        self.awake = threading.Event()  # set it when there is something new to do
        self.was_woken = False  # whether the present round was asked for, or only due
        self._name = name
        self._work = work

    def drive(self, over: threading.Event, holds: Holds) -> None:
        """Work until `over`. For one thread at a time."""
        failures = 0
        while not over.is_set():
            self.awake.clear()
            gap = self._round(holds)
            failures = failures + 1 if gap is None else 0
            self.was_woken = self._woken(over, TROUBLE.gap(failures) if gap is None else gap)

    def _round(self, holds: Holds) -> float | None:
        """Seconds until the next one; None: it failed."""
        try:
            return self._work(holds) if holds() else LOOK
        except IslandError as error:
            log.warning("work waits", work=self._name, cause=error.message)
        except Exception:
            log.exception("a fault of the manager", work=self._name)
        return None

    def _woken(self, over: threading.Event, gap: float) -> bool:
        """Wait for so long at most; whether there is something new to do."""
        end = time.monotonic() + gap
        while not over.is_set() and (left := end - time.monotonic()) > 0:
            if self.awake.wait(min(left, LOOK)):
                return True
        return self.awake.is_set()
