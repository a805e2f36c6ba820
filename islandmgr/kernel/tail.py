"""Following the events of all islands live, without ever missing one that commits late.

On MySQL an event gets its id when it is written, not when it is committed: 7 can be seen before 6 is there. So a tail
remembers the ids it skipped, looks for them again for a while, and only then believes that they were rolled back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, or_, select

from islandmgr.kernel import events
from islandmgr.kernel.tables import events as table
from islandmgr.model.domain import Event
from islandmgr.model.errors import Invalid

PATIENCE = 60.0
"""Seconds a skipped id is looked for: longer than any transaction of ours can last."""

LOOK_BACK = 1000
"""Ids below the newest in which a fresh tail looks for skipped ones."""

BATCH = 1000


@dataclass(frozen=True)
class Gap:
    """Ids from `first` to `last` were skipped; they are forgotten at `until` (the tail's own clock)."""

    first: int
    last: int
    until: float


@dataclass(frozen=True)
class Followed:
    """An event, and the cursor with which a tail goes on right after it."""

    event: Event
    cursor: str


class Tail:
    """A place in the stream of events. Not for several threads at once.

    `clock` gives seconds from anywhere (a monotonic clock); it only measures patience.
    """

    def __init__(self, newest: int, gaps: Sequence[Gap] = (), clock: Callable[[], float] = time.monotonic) -> None:
        self._newest = newest
        self._gaps = list(gaps)
        self._clock = clock

    @classmethod
    def from_now(cls, conn: Connection, clock: Callable[[], float] = time.monotonic) -> Tail:
        """Starts after all that is committed now; what is written but not committed yet is still to come."""
        newest = events.newest_id(conn)
        start = max(0, newest - LOOK_BACK)
        seen = conn.execute(select(table.c.id).where(table.c.id > start, table.c.id <= newest).order_by(table.c.id))
        gaps = _missing(start, [*seen.scalars(), newest + 1], clock() + PATIENCE)
        return cls(newest, gaps, clock)

    @classmethod
    def after(cls, cursor: str, clock: Callable[[], float] = time.monotonic) -> Tail:
        """Goes on where `cursor` was given out, in this process or another. Raises `Invalid` for any other text.

        A bare number is a cursor too: all events after that id.
        """
        head, *rest = cursor.strip().split("-", 1)
        try:
            pairs = [tuple(map(_natural, pair.split("_"))) for pair in rest[0].split(".")] if rest else []
            gaps = [Gap(first, last, clock() + PATIENCE) for first, last in pairs]
            return cls(_natural(head), gaps, clock)
        except ValueError:
            raise Invalid(
                f'"{cursor[:80]}" is no place in the event stream. Accepted: an id as the stream gave it.'
            ) from None

    @property
    def cursor(self) -> str:
        """As text, for `Last-Event-ID`: the newest id seen, and the skipped ones that may still come."""
        gaps = ".".join(f"{gap.first}_{gap.last}" for gap in self._gaps)
        return f"{self._newest}-{gaps}" if gaps else str(self._newest)

    def is_ahead(self, conn: Connection) -> bool:
        """Whether no event is as new as this place: the database was put back to an earlier state since."""
        return self._newest > events.newest_id(conn)

    def new(self, conn: Connection) -> list[Followed]:
        """The events since the last call, at most about 1000; each exactly once, mostly in the order of their ids."""
        now = self._clock()
        self._gaps = [gap for gap in self._gaps if gap.until > now]
        late = [and_(table.c.id >= gap.first, table.c.id <= gap.last) for gap in self._gaps]
        query = select(table).where(or_(table.c.id > self._newest, *late)).order_by(table.c.id).limit(BATCH)
        return [self._step(events.from_row(row), now) for row in conn.execute(query).mappings()]

    def _step(self, event: Event, now: float) -> Followed:
        if event.id > self._newest:
            self._gaps += _missing(self._newest, [event.id], now + PATIENCE)
            self._newest = event.id
        else:
            self._gaps = [part for gap in self._gaps for part in _without(gap, event.id)]
        return Followed(event, self.cursor)


def _missing(after: int, seen: Sequence[int], until: float) -> list[Gap]:
    """The gaps between `after` and the ids `seen` (ascending)."""
    before = [after, *seen[:-1]]
    return [Gap(left + 1, right - 1, until) for left, right in zip(before, seen, strict=True) if right - left > 1]


def _without(gap: Gap, number: int) -> list[Gap]:
    if not gap.first <= number <= gap.last:
        return [gap]
    halves = [Gap(gap.first, number - 1, gap.until), Gap(number + 1, gap.last, gap.until)]
    return [half for half in halves if half.first <= half.last]


def _natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise ValueError(text)
    return int(text)
