"""Who reconciles: one process leads, the others wait. What the leader does is a `term`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

import structlog

from islandmgr.config import metrics
from islandmgr.engine.leadership import Leader, Leadership
from islandmgr.engine.work_queue import Urgency, WorkQueue
from islandmgr.kernel.context import Parts
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.reconcile.loop import Term

Drive = Callable[[threading.Event, Callable[[], bool]], None]
"""Work that goes on by itself while this process leads: until the event is set, and only while the call says True."""

FAREWELL = 3.0  # seconds that the threads of a term have to end, all together

log = structlog.get_logger(__name__)


class Reconciler:
    """`start` returns at once; `stop` returns when all threads have ended."""

    def __init__(self, parts: Parts, acts: Acts, drives: Mapping[str, Drive]) -> None:
        self._parts = parts
        self._acts = acts
        self._drives = drives
        self._leader = Leader(parts.store, parts.settings.lease)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._queue: WorkQueue | None = None
        self._leadership: Leadership | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._campaign, name="leader", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 8.0) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def wake(self, island_id: int) -> None:
        """Somebody in this process changed an island: look at it now."""
        queue = self._queue
        if queue is not None:
            queue.add(island_id, urgency=Urgency.ASKED)

    def leads(self) -> bool:
        leadership = self._leadership
        return leadership is not None and leadership.holds()

    def leaderless(self) -> float:
        """Seconds since this process last saw that any process leads."""
        return self._leader.leaderless()

    def _campaign(self) -> None:
        """Try to become leader; lead until the lease has lapsed; and again."""
        while not self._stop.is_set():
            leadership = self._leader.campaign()
            if leadership is not None:
                self._lead(leadership)
            self._stop.wait(self._leader.gap)

    def _lead(self, leadership: Leadership) -> None:
        log.info("leading", holder=self._leader.holder, epoch=leadership.epoch)
        metrics.leader.set(1)
        over = threading.Event()
        queue = self._queue = WorkQueue()
        self._leadership = leadership
        term = Term(self._parts, self._acts, queue, leadership.holds, over)
        threads = [*term.start(), *self._driving(over, leadership.holds)]
        try:
            while not self._stop.wait(self._leader.gap):
                if not self._leader.renew(leadership):
                    log.warning("no longer leading")
                    break
        finally:
            self._queue = self._leadership = None
            over.set()
            queue.close()
            _join(threads)
            metrics.leader.set(0)
            if self._stop.is_set():
                self._leader.release(leadership)

    def _driving(self, over: threading.Event, holds: Callable[[], bool]) -> list[threading.Thread]:
        """The threads that go on with what takes its time: clocks' scripts, drains."""
        threads = [
            threading.Thread(target=drive, args=(over, holds), name=name, daemon=True)
            for name, drive in self._drives.items()
        ]
        for thread in threads:
            thread.start()
        return threads


def _join(threads: list[threading.Thread]) -> None:
    """What hangs longer is left behind: its lease has lapsed for good, so it begins nothing any more."""
    end = time.monotonic() + FAREWELL
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
