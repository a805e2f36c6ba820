"""The clock file's format, and what a clock shows.

The file holds one line in one of two forms: `[+-]digits`, whole seconds to add to real time, or `digits`, UTC epoch
seconds at which time stands. Nothing else is ever made or accepted: a libfaketime that an image brings ends the server
on what it cannot parse, and counts other forms (`@`, `x`, `i`) from each process's own start.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from islandmgr.model.domain import Clock, ClockMode

from . import messages
from .text import refuse

LINE_FORMS = ("+3600", "-90", "+0 (seconds to add to real time)", "1790000000 (UTC epoch seconds, time stands)")

_LINE = re.compile(r"([+-]?)([0-9]{1,10})")


@dataclass(frozen=True)
class Line:
    """What a line means: `offset` seconds to add, or time standing at `frozen_at`; one of them is None."""

    offset: int | None = None
    frozen_at: int | None = None


@dataclass(frozen=True)
class Stepping:
    """How the line of a `rate` clock changes: plain numbers, so that the side container can go on alone.

    At real time `first + k` (always x.5 s) the line becomes `offset + k * gain`, for k = 0, 1, 2, ...
    """

    first: float  # UTC epoch seconds, x.5
    offset: int  # from `first` on
    gain: int  # added each second

    def offset_at(self, now: float) -> int:
        """The offset of the last step at or before `now`; `now` is not before `first`."""
        return self.offset + math.floor(now - self.first) * self.gain


def line(clock: Clock, now: float) -> str:
    """The line that the clock file holds at real time `now`, without a newline."""
    if clock.frozen_at is not None:
        return f"{clock.frozen_at:d}"
    return f"{offset(clock, now):+d}"


def parse_line(text: str) -> Line:
    """The other way round. Raises Invalid for all but the two forms, a trailing newline included."""
    match = _LINE.fullmatch(text)
    if not match:
        refuse(messages.NO_LINE(), text, LINE_FORMS)
    sign, digits = match.groups()
    return Line(offset=int(sign + digits)) if sign else Line(frozen_at=int(digits))


def offset(clock: Clock, now: float) -> int:
    """Whole seconds that are added to real time at `now`; for a `rate` clock, those of its last step."""
    if clock.real_anchor is None or clock.fake_anchor is None:
        return clock.offset
    steps = stepping(clock)
    if steps is None or now < steps.first:
        return nearest(clock.fake_anchor - clock.real_anchor)
    return steps.offset_at(now)


def stepping(clock: Clock) -> Stepping | None:
    """The steps of a `rate` clock; None for all others and for rate 1, whose line never changes.

    Running processes read the file again at whole real seconds, so a line written at x.5 shows from x + 1 on, in all
    of them at once, with half a second to spare on both sides for a late writer. It is therefore computed for x + 1.
    """
    if clock.real_anchor is None or clock.fake_anchor is None or clock.rate == 1:
        return None
    first = math.floor(clock.real_anchor + 0.5) + 0.5
    shows = first + 0.5
    ideal = clock.fake_anchor + (shows - clock.real_anchor) * clock.rate
    # One rounding, whole numbers from then on: rounding each step by itself would flicker around .5.
    return Stepping(first=first, offset=nearest(ideal - shows), gain=clock.rate - 1)


def next_step(clock: Clock, now: float) -> tuple[float, str] | None:
    """When the line changes next (real UTC epoch seconds, after `now`) and to what; None when it never does."""
    steps = stepping(clock)
    if steps is None:
        return None
    at = max(steps.first, math.floor(now - 0.5) + 1.5)
    return at, line(clock, at)


def island_time(clock: Clock, now: float) -> float:
    """What the island is meant to show at real time `now`, UTC epoch seconds; smooth for a `rate` clock.

    A `rate` clock's line is right at whole real seconds and falls behind by up to `rate - 1` s until the next.
    """
    if clock.frozen_at is not None:
        return float(clock.frozen_at)
    if clock.mode is ClockMode.RATE and clock.real_anchor is not None and clock.fake_anchor is not None:
        return clock.fake_anchor + (now - clock.real_anchor) * clock.rate
    return now + clock.offset


def shown(clock: Clock, now: float) -> float:
    """What a process that reads the file at real time `now` sees; what a measurement is held against."""
    return float(clock.frozen_at) if clock.frozen_at is not None else now + offset(clock, now)


TOLERANCE_MS = 500.0
"""Half of the smallest wrong offset. Two `date` processes on a busy node are tens of milliseconds apart."""


def compare(clock: Clock, measured_fake: float, measured_real: float) -> float:
    """Milliseconds by which the measured island time is ahead of what the line says, negative when behind.

    Both are UTC epoch seconds of one instant, seen through the library and past it. For a `rate` clock the step before
    counts too: who writes the steps may be half a second late without harm.
    """
    errors = [measured_fake - shown(clock, measured_real)]
    if stepping(clock) is not None:
        errors.append(measured_fake - measured_real - offset(clock, measured_real - 1))
    return min(errors, key=abs) * 1000


def is_applied(error_ms: float, resolution: float = 0.0) -> bool:
    """Whether a measurement with that error shows that the clock works.

    `resolution` is the step in seconds of what measured: 1 for busybox' `date`, which cuts off the fractions of both
    readings, so that they may differ by a whole second more.
    """
    return abs(error_ms) <= TOLERANCE_MS + resolution * 1000


def nearest(value: float) -> int:
    """The nearest whole number, halves up. (`round` takes halves to even numbers: two equal requests could differ.)"""
    return math.floor(value + 0.5)
