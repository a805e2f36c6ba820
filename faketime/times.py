"""The texts for instants and lengths of time: exactly right, or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from islandmgr.model.messages import Message

from . import messages, zones
from .text import clean, refuse

AT_FORMS = (
    "2026-12-31 23:59:30",
    "2026-12-31T23:59:30+08:00",
    "2026-12-31 23:59 America/New_York",
    "23:59:30 (on the island's present date)",
)
SHIFT_FORMS = ("+2d3h", "-90m", "+1w -2h30m (units w, d, h, m, s; a sign holds until the next)")
LENGTH_FORMS = ("30s", "1h30m", "2d (units w, d, h, m, s)")

_AT = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)[T ])?"
    # Browsers write `.000`. Other fractions are refused: the clock file holds whole seconds.
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.0{1,9})?)?"
    r"(?: ?(?P<offset>Z|(?P<sign>[+-])(?P<off_hours>\d\d)(?::?(?P<off_minutes>\d\d))?)| (?P<zone>[A-Za-z].*))?",
    re.ASCII,
)
_TERM = re.compile(r"([+-]?)(\d+)([wdhms])", re.ASCII)
_SHIFT = re.compile(r"[+-]\d+[wdhms](?: *[+-]?\d+[wdhms])*", re.ASCII)
_LENGTH = re.compile(r"(?:\d+[wdhms] ?)*\d+[wdhms]", re.ASCII)
_UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
_SHOWN = "dhms"

_OFFSETS = (timedelta(hours=-12), timedelta(hours=14))
"""UTC offsets in use on Earth; anything else is a slip of the finger."""


@dataclass(frozen=True)
class Reference:
    """What a text without date or zone is read against."""

    island_time: float  # what the island shows now, UTC epoch seconds; gives the date of `23:59:30`
    zone: ZoneInfo  # the island's, or the one asked for
    zone_said: bool = False  # somebody asked for that zone: an offset that contradicts it is refused


def instant(value: Any, reference: Reference) -> int:
    """UTC epoch seconds of a date and time, or of a time on the island's present date.

    Raises Invalid: no such form, no such date, in a DST gap or overlap, outside 2000 to 2099, offset against zone.
    """
    text = clean(value, messages.THE_TIME, AT_FORMS)
    match = _AT.fullmatch(text)
    if not match:
        refuse(messages.NO_DATE_AND_TIME(), value, AT_FORMS)
    where = _zone(match, value, reference)
    offset = _offset(match, value)
    wall = _wall(match, value, zones.local(reference.island_time, offset or where).date())
    if not 1999 <= wall.year <= 2100:  # so that no arithmetic below leaves datetime's range
        zones.out_of_bounds(value)
    if offset is None:
        found = zones.instant(wall, where, value)
    else:
        found = wall.replace(tzinfo=offset)
        if (reference.zone_said or match["zone"]) and found.astimezone(where).replace(tzinfo=None) != wall:
            there = found.astimezone(where).isoformat()
            refuse(messages.OTHER_OFFSET(zone=where.key, offset=there), value, AT_FORMS)
    seconds = int(found.timestamp())
    zones.check_bounds(seconds, value)
    return seconds


def shift(value: Any) -> int:
    """Seconds of a sum of signed terms; `+2d3h` is 2 days and 3 hours, `+1w -2h30m` a week less 2.5 hours.

    The leading sign is asked for, as `3h` might be meant as an hour of the day. Raises Invalid.
    """
    text = clean(value, messages.THE_SHIFT, SHIFT_FORMS)
    if not _SHIFT.fullmatch(text):
        refuse(messages.NO_SHIFT(), value, SHIFT_FORMS)
    return _sum(text)


def length(value: Any, what: Message = messages.THE_LENGTH) -> int:
    """Seconds of a length of time without sign, as `1h30m`. Raises Invalid."""
    text = clean(value, what, LENGTH_FORMS)
    if not _LENGTH.fullmatch(text):
        refuse(messages.IS_NONE(what=what), value, LENGTH_FORMS)
    return _sum(text)


def shift_text(seconds: int) -> str:
    """The text that `shift` reads as `seconds`, without weeks, which nobody counts in: `+9d3h`, `-1m30s`, `+0s`."""
    return ("-" if seconds < 0 else "+") + length_text(abs(seconds)).replace(" ", "")


def length_text(seconds: int) -> str:
    """The text that `length` reads as `seconds` (not negative): `9d 3h`, `1m 30s`, `0s`."""
    counts = dict.fromkeys(_SHOWN, 0)
    for unit in _SHOWN:
        counts[unit], seconds = divmod(seconds, _UNITS[unit])
    return " ".join(f"{count}{unit}" for unit, count in counts.items() if count) or "0s"


def _sum(text: str) -> int:
    total, sign = 0, 1
    for signed, count, unit in _TERM.findall(text):
        sign = {"": sign, "+": 1, "-": -1}[signed]
        total += sign * int(count) * _UNITS[unit]
    return total


def _zone(match: re.Match[str], value: Any, reference: Reference) -> ZoneInfo:
    if not match["zone"]:
        return reference.zone
    where = zones.zone(match["zone"])
    if reference.zone_said and where.key != reference.zone.key:
        refuse(messages.OTHER_ZONE(zone=reference.zone.key), value, AT_FORMS)
    return where


def _offset(match: re.Match[str], value: Any) -> timezone | None:
    if not match["offset"]:
        return None
    hours, minutes = int(match["off_hours"] or 0), int(match["off_minutes"] or 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match["sign"] == "-" else 1)
    if minutes > 59 or not _OFFSETS[0] <= offset <= _OFFSETS[1]:
        refuse(messages.OFFSET_OUT_OF_RANGE(), value, AT_FORMS)
    return timezone(offset)


def _wall(match: re.Match[str], value: Any, today: date) -> datetime:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) if match["year"] else today
        return datetime.combine(day, time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0)))
    except ValueError as error:
        _no_such(value, error)


def _no_such(value: Any, error: ValueError) -> NoReturn:
    refuse(messages.NO_SUCH_DATE(why=str(error)), value, AT_FORMS)
