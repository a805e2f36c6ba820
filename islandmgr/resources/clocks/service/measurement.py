"""Looking at clocks beside the reconciler: a Pod that hangs while it is measured holds up no other island."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Island
from islandmgr.resources.clocks.service.application import ClockWriter, Outcome

AT_ONCE = 16  # Pods that are looked at at the same time


class ClockMeasurement:
    """Each call returns at once, with None while the look goes on: then the island is woken, and who asks again gets
    the answer, once."""

    def __init__(self, parts: Parts, applying: ClockWriter) -> None:
        self._parts = parts
        self._applying = applying
        self._pool = ThreadPoolExecutor(AT_ONCE, "clock-look")
        self._lock = threading.Lock()
        self._jobs: dict[
            tuple[str, int], tuple[Hashable, Future[Any]]
        ] = {}  # by kind and island: of what, and the look

    def self_test(self, island: Island) -> dict[str, Any] | None:
        """As `ClockWriter.self_test`."""
        answer: dict[str, Any] | None = self._asked("test", island, self._applying.self_test)
        return answer

    def look_after(self, island: Island) -> tuple[Outcome | None] | None:
        """As `ClockWriter.look_after`, in a tuple. Raises what the store raises."""
        answer: tuple[Outcome | None] | None = self._asked("look", island, lambda it: (self._applying.look_after(it),))
        return answer

    def forget(self, island_id: int) -> None:
        """Nobody will ask for its answers any more."""
        with self._lock:
            for kind in ("test", "look"):
                self._jobs.pop((kind, island_id), None)

    def _asked(self, kind: str, island: Island, look: Callable[[Island], object]) -> Any:
        """An answer about a clock or a Pod of the past is none: it would hide that nobody has looked at this one."""
        key, of = (kind, island.id), (island.incarnation, island.clock)
        with self._lock:
            known, job = self._jobs.get(key, (None, None))
            if job is not None and known == of:
                if not job.done():
                    return None
                del self._jobs[key]
                return job.result()
            job = self._pool.submit(look, island)
            self._jobs[key] = (of, job)
        job.add_done_callback(lambda _: self._parts.changed(island.subject))
        return None
