"""Tests that people send and wait for: each holds a thread of the web server until the receiver answers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from islandmgr.model.errors import TooMany
from islandmgr.resources.notifications import messages

AT_ONCE, FOR_ONE = 8, 2  # tests under way in this process, and those of one person


class SlotsForTests:
    def __init__(self) -> None:
        self._busy = Counter[str]()
        self._lock = threading.Lock()

    @contextmanager
    def one(self, who: str) -> Iterator[None]:
        """A test that `who` waits for. Raises TooMany."""
        with self._lock:
            if self._busy[who] >= FOR_ONE or self._busy.total() >= AT_ONCE:
                raise TooMany(messages.BUSY(), retry_after=60)
            self._busy[who] += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= Counter((who,))  # a count of zero is dropped
