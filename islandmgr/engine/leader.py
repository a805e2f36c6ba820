"""The leader's threads: one process at a time runs the workers, the others wait for its lease to end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

import structlog

from islandmgr.config import metrics
from islandmgr.engine.leadership import Leader, Leadership
from islandmgr.store import Store

Worker = Callable[[threading.Event, Callable[[], bool]], None]
"""Work that goes on while this process leads: until the event is set, and only while the call says True."""

FAREWELL = 3.0  # seconds that the workers have to end, all together

log = structlog.get_logger(__name__)


class LeaderLoop:
    """`start` returns at once; `stop` returns when all threads have ended."""

    def __init__(self, store: Store, lease: float, workers: Mapping[str, Worker]) -> None:
        self._workers = workers
        self._leader = Leader(store, lease)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._leadership: Leadership | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._campaign, name="leader", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 8.0) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout)

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
        self._leadership = leadership
        threads = [
            threading.Thread(target=worker, args=(over, leadership.holds), name=name, daemon=True)
            for name, worker in self._workers.items()
        ]
        for thread in threads:
            thread.start()
        try:
            while not self._stop.wait(self._leader.gap):
                if not self._leader.renew(leadership):
                    log.warning("no longer leading")
                    break
        finally:
            self._leadership = None
            over.set()
            join(threads)
            metrics.leader.set(0)
            if self._stop.is_set():
                self._leader.release(leadership)


def join(threads: list[threading.Thread]) -> None:
    """What hangs longer is left behind: its lease has lapsed for good, so it begins nothing any more."""
    end = time.monotonic() + FAREWELL
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
