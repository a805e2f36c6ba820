"""Named moments: the points in a game's calendar that testers jump to, as `daily-reset` at 05:00 in Shanghai.

A blueprint gives each a text in one of a few forms and, where it differs from the island's, a zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from islandmgr.model.errors import Invalid

from . import cron, messages, zones
from .text import clean, refuse

MOMENT_FORMS = (
    "05:00 daily",
    "mon 05:00",
    "month-end 23:59",
    "12-31 23:59:30",
    "leap-day 00:00",
    "2027-02-17 00:00 (once)",
    "dst-change",
    "0 5 * * 1 (cron)",
)

NAME_FORMS = ("daily-reset", "shop-closes (small letters, digits and dashes, a letter first)")

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DST_CHANGE = "dst-change"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,62}")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)
_DATE = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)", re.ASCII)
_LEAP_YEAR = 2000
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days on which a moment comes; None stands for any."""

    days: Set[int] | None = None
    months: Set[int] | None = None
    weekdays: Set[int] | None = None  # 0 is Monday
    either: bool = False  # a day of the month or a weekday is enough: cron's rule
    month_end: bool = False
    only: date | None = None

    def __contains__(self, day: date) -> bool:
        if self.only or self.month_end:
            return day == self.only if self.only else (day + _DAY).day == 1
        if self.months is not None and day.month not in self.months:
            return False
        fits = (self.days is None or day.day in self.days, self.weekdays is None or day.weekday() in self.weekdays)
        return any(fits) if self.either else all(fits)


@dataclass(frozen=True)
class Moment:
    """A named moment. Without `times` it is the next change of the zone's UTC offset."""

    name: str
    text: str  # as in the blueprint
    days: Days = Days()
    times: tuple[time, ...] = ()  # ascending
    zone: str | None = None  # IANA; None: the island's


def parse(name: str, value: Any) -> Moment:
    """A moment from a blueprint: a text, or `{"at": text, "zone": IANA name}`. Raises Invalid."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        refuse(messages.NO_MOMENT_NAME(), name, NAME_FORMS)
    if isinstance(value, Mapping):
        if value.keys() - {"at", "zone"} or "at" not in value:
            refuse(messages.MOMENT_FIELDS(name=name), sorted(map(str, value)), ("at", "zone"))
        where = value.get("zone")
        return _parse(name, value["at"], where if where is None else zones.zone(where).key)
    return _parse(name, value, None)


def daily(text: str) -> Moment:
    """The unnamed moment of a time of day, as `05:00`. Raises Invalid."""
    return _parse(text, text, None)


def next_moment(moment: Moment, after: float, zone: str) -> datetime:
    """When `moment` comes next, after `after` (UTC epoch seconds): aware, in its own zone or else `zone` (IANA).

    A time that a day does not have (DST gap) does not come on that day; one that comes twice counts the first time.
    A moment with a year is always that one instant, also when it is past: to test it again one has to go back.
    Raises Invalid when it does not come by the end of 2099.
    """
    where = zones.zone(moment.zone or zone)
    if moment.days.only:
        found = _on(moment.days.only, moment, where, None)
    else:
        found = _next_change(after, where) if not moment.times else _next_time(moment, after, where)
    if found is None or found.timestamp() > zones.LATEST:
        never(moment, where, after)
    return found


def never(moment: Moment, where: ZoneInfo, after: float) -> NoReturn:
    """Raise the Invalid of a moment that does not come."""
    start = zones.iso(after, where)
    raise Invalid(
        messages.NEVER_COMES(name=moment.name, text=moment.text, zone=where.key, start=start),
        moment=moment.name,
        value=moment.text,
        zone=where.key,
    )


def _parse(name: str, value: Any, zone: str | None) -> Moment:
    what = messages.THE_MOMENT(name=name)
    text = clean(value, what, MOMENT_FORMS)
    words = text.lower().split()
    if words == [DST_CHANGE]:
        return Moment(name, text, zone=zone)
    try:
        if len(words) == 5:
            days, times = _from_cron(text)
        else:
            days, times = _from_words(words)
    except ValueError as error:
        refuse(messages.IS_NONE_BECAUSE(what=what, why=str(error)), value, MOMENT_FORMS)
    return Moment(name, text, days, times, zone)


def _from_cron(text: str) -> tuple[Days, tuple[time, ...]]:
    fields = cron.parse(text)
    days = Days(fields.days, fields.months, fields.weekdays, fields.either)
    if not fields.either and not any(_exists(month, day) for month, day in product(fields.months, fields.days)):
        raise ValueError("no year has such a day")
    return days, tuple(time(hour, minute) for hour, minute in product(sorted(fields.hours), sorted(fields.minutes)))


def _from_words(words: list[str]) -> tuple[Days, tuple[time, ...]]:
    """One word is a time; the other, if there is one, says on which days. Either may come first."""
    times = [word for word in words if ":" in word]
    others = [word for word in words if ":" not in word]
    if len(times) != 1 or len(others) > 1:
        raise ValueError("a time and at most one word for the day")
    match = _TIME.fullmatch(times[0])
    if not match:
        raise ValueError(f"{times[0]} is no time")
    hour, minute, second = (int(part or 0) for part in match.groups())
    return _days(others[0] if others else "daily"), (time(hour, minute, second),)


def _days(word: str) -> Days:
    if word == "daily":
        return Days()
    if word in WEEKDAYS:
        return Days(weekdays={WEEKDAYS.index(word)})
    if word == "month-end":
        return Days(month_end=True)
    match = _DATE.fullmatch("02-29" if word == "leap-day" else word)
    if not match:
        raise ValueError(f"{word} is no day: daily, {', '.join(WEEKDAYS)}, month-end, leap-day, 12-31 or 2027-02-17")
    year, month, day = match.groups()
    if year and not 2000 <= int(year) <= 2099:
        raise ValueError(f"{word} is not between 2000 and 2099")
    whole = date(int(year or _LEAP_YEAR), int(month), int(day))
    return Days(only=whole) if year else Days(days={whole.day}, months={whole.month})


def _exists(month: int, day: int) -> bool:
    return day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _next_time(moment: Moment, after: float, where: ZoneInfo) -> datetime | None:
    start = datetime.fromtimestamp(after, UTC)
    day = start.astimezone(where).date()
    while day.year <= 2100:
        if day in moment.days and (found := _on(day, moment, where, start)):
            return found
        day += _DAY
    return None


def _on(day: date, moment: Moment, where: ZoneInfo, after: datetime | None) -> datetime | None:
    """The first of the moment's times on that local day, of those after `after`."""
    for at in moment.times:
        for found in zones.instants(datetime.combine(day, at), where)[:1]:
            if after is None or found > after:
                return found
    return None


def _next_change(after: float, where: ZoneInfo) -> datetime | None:
    """The first second with another UTC offset. No zone has changed twice within a day since 2000."""
    early = datetime.fromtimestamp(after // 1, UTC)
    offset = early.astimezone(where).utcoffset()
    while early.year < 2100:
        late = early + _DAY
        if late.astimezone(where).utcoffset() != offset:
            return zones.first_change(early, late, where).astimezone(where)
        early = late
    return None
