"""How many requests may be under way at once, and whose they are: a receiver that is slow holds up nobody else.

Each receiver has a share of the places. Receivers that answer quickly may use them all together; those that nobody
knows yet, and those that were slow lately, only a part, so that places are left for those that answer.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from urllib.parse import urlsplit

from islandmgr.resources.notifications.rules.targets import Channel, Target, Webhook

QUICK = 2.0  # seconds within which a receiver that is not slow has answered
FORGIVEN = 300.0  # seconds until one that was slow may be quick again: it might be so by turns
REMEMBERED = 10_000  # receivers


class Pace(Enum):
    """How a receiver answers. `limit` is for all that are no quicker together, `share` for each."""

    QUICK = (16, 6)
    NEW = (12, 4)
    SLOW = (6, 2)

    def __init__(self, limit: int, share: int) -> None:
        self.limit = limit
        self.share = share


class RequestSlots:
    """Safe to call from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._busy = Counter[str]()
        self._slow_at: dict[str, float | None] = {}  # of those that ended a request; None: never
        self._lock = threading.Lock()

    @property
    def full(self) -> bool:
        with self._lock:
            return self._busy.total() >= Pace.QUICK.limit

    def take(self, receiver: str) -> bool:
        """A place for one request, if there is one for this receiver now."""
        with self._lock:
            pace = self._pace(receiver)
            if self._busy[receiver] >= pace.share or not self._has_room(pace):
                return False
            self._busy[receiver] += 1
            return True

    def give_back(self, receiver: str, seconds: float | None) -> None:
        """The request ended, and took so long; None: it was not made."""
        with self._lock:
            self._busy -= Counter((receiver,))  # a count of zero is dropped
            if seconds is not None:
                if len(self._slow_at) >= REMEMBERED:
                    self._slow_at.clear()
                self._slow_at[receiver] = self._clock() if seconds > QUICK else self._slow_at.get(receiver)

    def _has_room(self, wanted: Pace) -> bool:
        """Whether a request of this pace leaves enough places to those that are quicker."""
        for pace in Pace:
            if pace.limit >= wanted.limit:
                busy = sum(number for name, number in self._busy.items() if self._pace(name).limit <= pace.limit)
                if busy >= pace.limit:
                    return False
        return True

    def _pace(self, receiver: str) -> Pace:
        if receiver not in self._slow_at:
            return Pace.NEW
        slow_at = self._slow_at[receiver]
        return Pace.QUICK if slow_at is None or self._clock() >= slow_at + FORGIVEN else Pace.SLOW


def receivers(hooks: Sequence[Webhook], people: Sequence[Channel]) -> dict[tuple[Target, int], str]:
    """Who shares places: webhooks to one host and port, and channels of one person to one service.

    Not the host of a channel: whoever may choose it could choose many.
    """
    found = {(Target.WEBHOOK, hook.id): urlsplit(hook.url).netloc.lower() for hook in hooks}
    return found | {(Target.CHANNEL, channel.id): f"{channel.service} of {channel.user}" for channel in people}
