"""At most one in a while, for each of many keys; counted by this process alone."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

REMEMBERED = 10_000  # keys


class Throttle:
    """Thread-safe, and bounded whatever the keys are: of too many the oldest are forgotten."""

    def __init__(self, gap: float) -> None:
        """`gap` is in seconds."""
        self._gap = gap
        self._lock = threading.Lock()
        self._passed: OrderedDict[Hashable, float] = OrderedDict()  # key -> when it last passed, monotonic

    def passes(self, key: Hashable) -> bool:
        """Whether the key's turn has come; if so, the next comes after the gap."""
        now = time.monotonic()
        with self._lock:
            last = self._passed.get(key)
            if last is not None and now - last < self._gap:
                return False
            self._passed[key] = now
            self._passed.move_to_end(key)
            if len(self._passed) > REMEMBERED:
                self._passed.popitem(last=False)
            return True
