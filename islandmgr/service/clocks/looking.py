"""Looking at clocks beside the reconciler: a Pod that hangs while it is measured holds up no other island."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from islandmgr.model import Island
from islandmgr.service.clocks.applying import Applying, Outcome
from islandmgr.service.parts import Parts

AT_ONCE = 16  # Pods that are looked at at the same time
MOST = 256  # answers that are kept for whoever asks again


class Looking:
    """Each call returns at once, with None while the look goes on: then the island is woken, and who asks again gets
    the answer, once."""

    def __init__(self, parts: Parts, applying: Applying) -> None:
        self._parts = parts
        self._applying = applying
        self._pool = ThreadPoolExecutor(AT_ONCE, "clock-look")
        self._lock = threading.Lock()
        self._jobs: dict[Hashable, Future[Any]] = {}

    def self_test(self, island: Island) -> dict[str, Any] | None:
        """As `Applying.self_test`."""
        key = ("test", island.id, island.incarnation, island.clock)
        answer: dict[str, Any] | None = self._asked(key, island, self._applying.self_test)
        return answer

    def look_after(self, island: Island) -> tuple[Outcome | None] | None:
        """As `Applying.look_after`, in a tuple. Raises what the store raises."""
        answer: tuple[Outcome | None] | None = self._asked(
            ("look", island.id), island, lambda it: (self._applying.look_after(it),)
        )
        return answer

    def _asked(self, key: Hashable, island: Island, look: Callable[[Island], object]) -> Any:
        with self._lock:
            job = self._jobs.get(key)
            if job is not None:
                if not job.done():
                    return None
                return self._jobs.pop(key).result()
            if len(self._jobs) >= MOST:
                self._jobs = {one: other for one, other in self._jobs.items() if not other.done()}
            job = self._jobs[key] = self._pool.submit(look, island)
        job.add_done_callback(lambda _: self._parts.changed(island.id))
        return None
