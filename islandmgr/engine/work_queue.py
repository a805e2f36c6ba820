"""A queue of island ids for several workers: each id is worked on by one worker at a time, now or later.

The rules are those of client-go's `util/workqueue`: an id that is added while it waits is there once; one that is
added while it is worked on comes again afterwards; a retry waits longer each time until `forget`. As in
controller-runtime's priority queue, what somebody waits for goes before what only has to be looked at again.
"""

from __future__ import annotations

import heapq
import threading
import time
from enum import IntEnum

from islandmgr.model.backoff import Backoff

FIRST_GAP, LONGEST_GAP = 0.25, 30.0  # seconds between retries of one island, doubling from the first to the longest
RETRIES = Backoff(FIRST_GAP, LONGEST_GAP)


class Urgency(IntEnum):
    """What goes first among that which is due."""

    ASKED = 0  # somebody changed the island and waits for what follows
    NEWS = 1  # the cluster told something
    ROUND = 2  # one of all, looked at in case something was missed


class WorkQueue:
    """Thread-safe. Times are `time.monotonic` seconds inside; callers only give delays."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[int, tuple[float, Urgency]] = {}
        self._later: list[tuple[float, int]] = []  # heap: when, id
        self._ready: list[tuple[Urgency, float, int]] = []  # heap: of what is due
        self._working: set[int] = set()
        self._failures: dict[int, int] = {}
        self._closed = False

    def add(self, key: int, delay: float = 0.0, urgency: Urgency = Urgency.NEWS) -> None:
        """Have `key` worked on after `delay` seconds; what was said of it before counts where it is sooner."""
        due = time.monotonic() + delay
        with self._changed:
            before = self._waiting.get(key, (float("inf"), Urgency.ROUND))
            after = min(due, before[0]), min(urgency, before[1])
            if after != before:
                self._waiting[key] = after
                heapq.heappush(self._later, (after[0], key))
                self._changed.notify()

    def retry(self, key: int, delay: float | None = None) -> float:
        """Have `key` come again after a gap that doubles with each failure in a row; returns the gap."""
        with self._changed:
            failures = self._failures[key] = self._failures.get(key, 0) + 1
        gap = RETRIES.gap(failures) if delay is None else delay
        self.add(key, gap)
        return gap

    def forget(self, key: int) -> None:
        """It went well: the next failure starts with the shortest gap again."""
        with self._changed:
            self._failures.pop(key, None)

    def get(self) -> int | None:
        """Wait for the next key; None once the queue is closed. Call `done` when through with it."""
        with self._changed:
            while not self._closed:
                key = self._pop_due()
                if key is not None:
                    self._working.add(key)
                    if self._ready:
                        self._changed.notify()  # several became due at once, and one worker woke
                    return key
                self._changed.wait(self._gap())
            return None

    def done(self, key: int) -> None:
        with self._changed:
            self._working.discard(key)
            if key in self._waiting:
                # It was added meanwhile, and its place in the heaps may have been passed over.
                heapq.heappush(self._later, (self._waiting[key][0], key))
                self._changed.notify()

    def close(self) -> None:
        """Let every waiting `get` return None."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __len__(self) -> int:
        with self._changed:
            return len(self._waiting)

    def _pop_due(self) -> int | None:
        """Heaps keep what was overtaken by a later `add`; it is passed over here."""
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            due, key = heapq.heappop(self._later)
            waiting = self._waiting.get(key)
            if waiting is not None and waiting[0] == due:
                heapq.heappush(self._ready, (waiting[1], due, key))
        while self._ready:
            urgency, due, key = heapq.heappop(self._ready)
            if self._waiting.get(key) == (due, urgency) and key not in self._working:
                del self._waiting[key]
                return key
        return None

    def _gap(self) -> float | None:
        return max(0.0, self._later[0][0] - time.monotonic()) if self._later else None
