"""From what a person asks to a `Clock`. Every way to make or move a clock is here."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from islandmgr.model.domain import REAL_TIME, Clock, ClockMode

from . import messages, times, zones
from . import moments as named
from .lines import island_time, nearest
from .text import clean, refuse

MODE_FORMS = (
    '{"mode": "real"}',
    '{"mode": "at", "at": "2026-12-31 23:59:30"}',
    '{"mode": "shift", "shift": "+2d3h"}',
    '{"mode": "freeze"}',
    '{"mode": "rate", "rate": 10}',
)
RATE_FORMS = ("a whole number from 1 to 60",)
FASTEST = 60

_WHEN = frozenset({"at", "zone", "moment", "before"})
_FIELDS = {
    ClockMode.REAL: frozenset[str](),
    ClockMode.AT: _WHEN,
    ClockMode.SHIFT: frozenset({"shift"}),
    ClockMode.FREEZE: _WHEN,
    ClockMode.RATE: _WHEN | {"rate"},
}


def ask(
    body: Any, clock: Clock, now: float, zone: str, moments: Mapping[str, named.Moment] = MappingProxyType({})
) -> Clock:
    """The clock that `body`, the API's JSON, asks for.

    `clock` is the island's present one, `now` real UTC epoch seconds, `zone` the island's IANA zone, in which times
    without offset are read, `moments` the blueprint's by name. Fields that are null count as absent.

    - `real`: back to real time.
    - `at`: now it is that time, and it runs on.
    - `shift`: real time plus that much. Not plus what it is now: the same request twice gives the same clock.
    - `freeze`: time stands, at `at` or at what the island shows now.
    - `rate`: runs that many times as fast, from `at` or from what the island shows now. Rate 1 sets a frozen or
      fast clock going on at normal speed from where it is; the clock that comes of it is an `at`.

    Instead of `at`, `moment` names one of `moments`, the next after what the island shows, and `before` is a length of
    time before it, as `30s`.

    Raises Invalid; `details` has `nearest` for a time in a DST gap and `choices` for one that comes twice.
    """
    if not isinstance(body, Mapping):
        refuse(messages.NO_OBJECT(), body, MODE_FORMS)
    given = {key: value for key, value in body.items() if value is not None}
    mode = _mode(given.pop("mode", None))
    for key in given:
        if key not in _FIELDS[mode]:
            refuse(messages.NO_FIELD(mode=mode.value), key, sorted(_FIELDS[mode]))
    return _MAKERS[mode](_Asked(given, clock, now, zone, moments))


def moved_by(clock: Clock, seconds: int, now: float) -> Clock:
    """`clock`, `seconds` later (earlier when negative) than it is: the page's `+1 h`. Raises Invalid."""
    if abs(seconds) > zones.LATEST:
        zones.out_of_bounds(seconds)
    text = times.shift_text(seconds)
    zones.check_bounds(island_time(clock, now) + seconds, text)
    if clock.frozen_at is not None:
        return replace(clock, frozen_at=clock.frozen_at + seconds, asked=text)
    if clock.fake_anchor is not None:
        return replace(clock, fake_anchor=clock.fake_anchor + seconds, asked=text)
    return Clock(ClockMode.SHIFT, offset=clock.offset + seconds, asked=text)


def run_from(instant: float, now: float, asked: str) -> Clock:
    """A clock that shows `instant` (UTC epoch seconds) at real time `now`, to the nearest second, and runs on.

    Raises Invalid outside 2000 to 2099; `asked` is quoted.
    """
    zones.check_bounds(instant, asked)
    offset = max(nearest(instant - now), math.ceil(zones.EARLIEST - now))  # rounding must not lead out of bounds
    return Clock(ClockMode.AT, offset=offset, asked=asked)


@dataclass(frozen=True)
class _Asked:
    """The fields of a request that are there, and the island they are about."""

    fields: Mapping[str, Any]
    clock: Clock
    now: float
    zone: str
    moments: Mapping[str, named.Moment]

    def at(self) -> int:
        """The asked time, UTC epoch seconds."""
        if self.fields.keys() & {"moment", "before"}:
            return self._moment()
        said = "zone" in self.fields
        where = zones.zone(self.fields["zone"] if said else self.zone)
        return times.instant(self.fields.get("at"), times.Reference(self.present, where, said))

    def at_or_present(self) -> float:
        return self.at() if self.fields.keys() & _WHEN else self.present

    @property
    def present(self) -> float:
        """What the island shows now."""
        return island_time(self.clock, self.now)

    @property
    def typed(self) -> str:
        """What was asked, for showing; empty for the present time."""
        if "moment" in self.fields:
            before = f"{self.fields['before'].strip()} before " if "before" in self.fields else ""
            return before + str(self.fields["moment"])
        return " ".join(str(self.fields[key]).strip() for key in ("at", "zone") if key in self.fields)

    def _moment(self) -> int:
        for key in ("at", "zone"):
            if key in self.fields:
                refuse(messages.MOMENT_ALONE(), key, ("moment", "before"))
        moment = self.fields.get("moment")
        if not isinstance(moment, str) or moment not in self.moments:
            refuse(messages.NO_MOMENT(), moment, sorted(self.moments))
        lead = times.length(self.fields["before"]) if "before" in self.fields else 0
        # A lead that reaches back past the present is meant: who clicks again within the last 30 s goes back a little.
        return int(named.next_moment(self.moments[moment], self.present, self.zone).timestamp()) - lead


def _real(_: _Asked) -> Clock:
    return REAL_TIME


def _at(asked: _Asked) -> Clock:
    return run_from(asked.at(), asked.now, asked.typed)


def _shift(asked: _Asked) -> Clock:
    value = asked.fields.get("shift")
    seconds = times.shift(value)
    zones.check_bounds(asked.now + seconds, value)
    return Clock(ClockMode.SHIFT, offset=seconds, asked=str(value).strip())


def _freeze(asked: _Asked) -> Clock:
    # Cut off, not rounded: the second that stands is the one that was on the screen.
    instant = math.floor(asked.at_or_present())
    zones.check_bounds(instant, asked.typed or "the island's present time")
    return Clock(ClockMode.FREEZE, frozen_at=instant, asked=asked.typed)


def _rate(asked: _Asked) -> Clock:
    rate = whole_rate(asked.fields.get("rate"))
    anchor = float(asked.at_or_present())
    if rate == 1:  # nothing to step: an offset does it
        here = anchor == asked.present and _runs_normally(asked.clock)
        return asked.clock if here else run_from(anchor, asked.now, asked.typed)
    zones.check_bounds(anchor, asked.typed or "the island's present time")
    return Clock(ClockMode.RATE, rate=rate, real_anchor=asked.now, fake_anchor=anchor, asked=asked.typed)


_MAKERS = {
    ClockMode.REAL: _real,
    ClockMode.AT: _at,
    ClockMode.SHIFT: _shift,
    ClockMode.FREEZE: _freeze,
    ClockMode.RATE: _rate,
}


def _runs_normally(clock: Clock) -> bool:
    return clock.frozen_at is None and clock.fake_anchor is None


def _mode(value: Any) -> ClockMode:
    try:
        return ClockMode(value)
    except ValueError:
        refuse(messages.NO_MODE(), value, MODE_FORMS)


def whole_rate(value: Any) -> int:
    """A rate from 1 to 60, as a number or as text. Raises Invalid."""
    if isinstance(value, str):
        text = clean(value, messages.THE_RATE, RATE_FORMS)
        rate: float = int(text) if re.fullmatch("[0-9]+", text) else 0
    elif isinstance(value, int | float) and not isinstance(value, bool):
        rate = value
    else:
        rate = 0
    if not 1 <= rate <= FASTEST or rate != int(rate):
        refuse(messages.NO_RATE(), value, RATE_FORMS)
    return int(rate)
