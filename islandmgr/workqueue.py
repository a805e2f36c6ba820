"""A queue of island ids for several workers: each id is worked on by one worker at a time, now or later.

The rules are those of client-go's `util/workqueue`: an id that is added while it waits is there once; one that is
added while it is worked on comes again afterwards; a retry waits longer each time until `forget`.
"""

from __future__ import annotations

import heapq
import threading
import time

FIRST_GAP, LONGEST_GAP = 0.25, 30.0  # seconds between retries of one island, doubling from the first to the longest


class WorkQueue:
    """Thread-safe. Times are `time.monotonic` seconds inside; callers only give delays."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[int, float] = {}
        self._heap: list[tuple[float, int]] = []
        self._working: set[int] = set()
        self._failures: dict[int, int] = {}
        self._closed = False

    def add(self, key: int, delay: float = 0.0) -> None:
        """Have `key` worked on after `delay` seconds, or earlier if it was to come earlier."""
        due = time.monotonic() + delay
        with self._changed:
            if due < self._due.get(key, float("inf")):
                self._due[key] = due
                heapq.heappush(self._heap, (due, key))
                self._changed.notify()

    def retry(self, key: int, delay: float | None = None) -> float:
        """Have `key` come again after a gap that doubles with each failure in a row; returns the gap."""
        with self._changed:
            failures = self._failures[key] = self._failures.get(key, 0) + 1
        gap = min(FIRST_GAP * 2 ** min(failures - 1, 16), LONGEST_GAP) if delay is None else delay
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
                    return key
                self._changed.wait(self._gap())
            return None

    def done(self, key: int) -> None:
        with self._changed:
            self._working.discard(key)
            if key in self._due:
                # It was added meanwhile, and its place in the heap may have been passed over.
                heapq.heappush(self._heap, (self._due[key], key))
                self._changed.notify()

    def close(self) -> None:
        """Let every waiting `get` return None."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __len__(self) -> int:
        with self._changed:
            return len(self._due)

    def _pop_due(self) -> int | None:
        now = time.monotonic()
        while self._heap and self._heap[0][0] <= now:
            due, key = heapq.heappop(self._heap)
            if self._due.get(key) != due or key in self._working:
                continue
            del self._due[key]
            return key
        return None

    def _gap(self) -> float | None:
        return max(0.0, self._heap[0][0] - time.monotonic()) if self._heap else None
