"""Zones, and the one question about local times: which instant is that, or why is it none?"""

from __future__ import annotations

import difflib
import math
import zoneinfo
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import NoReturn
from zoneinfo import ZoneInfo

from islandmgr.model.errors import Invalid

from . import messages
from .text import bare, clean, quote, refuse

EARLIEST = 946_684_800
"""2000-01-01T00:00:00Z. Before it: negative digits, trusted certificates not yet valid, bugs nobody wants to find."""

LATEST = 4_102_444_799
"""2099-12-31T23:59:59Z. Leap years, all zones' rules and 10 digits in the clock file hold until then."""

ZONE_FORMS = ("Asia/Shanghai", "America/New_York", "UTC")

# `localtime` is whatever this machine is set to, `Factory` says that nobody set it.
_NO_ZONES = frozenset({"localtime", "Factory"})


@cache
def names() -> frozenset[str]:
    """All IANA names, from the system's zone files or the `tzdata` package."""
    return frozenset(zoneinfo.available_timezones()) - _NO_ZONES


def zone(value: object) -> ZoneInfo:
    """The zone of that IANA name. Raises Invalid; abbreviations like `CST` mean three things and are none."""
    name = clean(value, messages.THE_ZONE, ZONE_FORMS)
    if name not in names():
        near = difflib.get_close_matches(name, names(), 3, 0.7)
        refuse(messages.NO_ZONE(), value, near or ZONE_FORMS)
    return ZoneInfo(name)


def check_bounds(instant: float, what: object) -> None:
    """Raise Invalid when the island would show a time outside 2000 to 2099; `what` is quoted."""
    if not EARLIEST <= instant <= LATEST:
        out_of_bounds(what)


def out_of_bounds(what: object) -> NoReturn:
    """Raise the Invalid of `check_bounds`."""
    raise Invalid(
        messages.OUT_OF_BOUNDS(time=quote(what)),
        value=bare(what),
        earliest=iso(EARLIEST),
        latest=iso(LATEST),
    )


def instants(wall: datetime, where: ZoneInfo) -> list[datetime]:
    """The instants at which clocks in `where` show `wall` (naive): none in a gap, two in an overlap, else one.

    Aware datetimes in `where`, the earlier first.
    """
    found = []
    for fold in (0, 1):
        candidate = wall.replace(tzinfo=where, fold=fold)
        shown = candidate.astimezone(UTC).astimezone(where)
        if shown.replace(tzinfo=None, fold=0) == wall and shown.fold == fold:
            found.append(shown)
    return found


def instant(wall: datetime, where: ZoneInfo, value: object) -> datetime:
    """The one instant at which clocks in `where` show `wall` (naive). `value` is quoted in errors.

    Raises Invalid in a gap, with the nearest times that exist, and in an overlap, with both times to choose from.
    """
    found = instants(wall, where)
    if len(found) == 1:
        return found[0]
    if found:
        first, second = (moment.isoformat() for moment in found)
        raise Invalid(
            messages.TWICE(time=quote(value), zone=where.key, first=first, second=second),
            value=bare(value),
            zone=where.key,
            choices=[first, second],
        )
    before, after = (moment.isoformat() for moment in _around_gap(wall, where))
    raise Invalid(
        messages.IN_GAP(time=quote(value), zone=where.key, before=before, after=after),
        value=bare(value),
        zone=where.key,
        nearest=[before, after],
    )


def _around_gap(wall: datetime, where: ZoneInfo) -> tuple[datetime, datetime]:
    """The last second before the gap that holds `wall`, and the first after it."""
    # In a gap fold=0 uses the offset from before it, which lands after it in real time, and fold=1 the other way round.
    late = wall.replace(tzinfo=where, fold=0).astimezone(UTC)
    early = wall.replace(tzinfo=where, fold=1).astimezone(UTC)
    change = first_change(early, late, where)
    return (change - timedelta(seconds=1)).astimezone(where), change.astimezone(where)


def first_change(early: datetime, late: datetime, where: ZoneInfo) -> datetime:
    """The second in (early, late] from which the UTC offset is no more what it was at `early`; there is one change."""
    offset = early.astimezone(where).utcoffset()
    low, high = 0, int((late - early).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (early + timedelta(seconds=middle)).astimezone(where).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return early + timedelta(seconds=high)


def local(instant: float, where: tzinfo) -> datetime:
    """What a clock in `where` shows at that UTC epoch second, fractions cut off."""
    return datetime.fromtimestamp(math.floor(instant), where)


def iso(instant: float, where: tzinfo = UTC) -> str:
    """ISO 8601 with the UTC offset, whole seconds."""
    return local(instant, where).isoformat()
