"""Whether a server's local time is that of its island's zone. Pure but for Python's own zone data.

A program that finds no file for its `TZ` takes UTC, and says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from faketime import zones
from islandmgr.model.messages import NOTHING, Message, declare

MISSING = declare(
    "clock.zone_missing",
    "the server's image has no zone file for %(zone)s, so local time is UTC there, but for programs with zone data of "
    "their own, such as Java: install tzdata in the image, or write `zone_files: true` into the blueprint",
)
DIFFERS = declare(
    "clock.zone_differs",
    "the server runs in another zone than the island: %(server)s (%(offset)s), not %(zone)s (%(wanted)s)",
)
NO_NAME = declare("clock.zone_of_image", "its image's own")


@dataclass(frozen=True)
class ZoneSeen:
    """The zone in which the server's programs tell local time."""

    name: str  # the server's TZ; empty when it has none, so that its image's own zone counts
    offset: int | None  # seconds east of UTC there at the time of measuring, by `date`; None: it could not be told
    file: bool | None = None  # whether a file of that name is readable there; None: the name is not one of a file


def fault(wanted: str, seen: ZoneSeen | None, now: float) -> Message:
    """What is wrong with the server's zone; NOTHING when nothing is, or nobody knows. `wanted` is the island's zone,
    `now` UTC epoch seconds at which the offset was looked at."""
    if seen is None:
        return NOTHING
    if seen.file is False:
        return MISSING(zone=seen.name)
    at = datetime.fromtimestamp(now, UTC)
    ours = ZoneInfo(wanted)
    if seen.offset is not None and seen.offset != _offset(ours, at):
        return _differs(wanted, seen, seen.offset, _offset(ours, at))
    if seen.name not in zones.names():
        return NOTHING
    theirs = ZoneInfo(seen.name)
    for month in range(1, 13):  # equal today, for instance, and not in summer
        then = at + timedelta(days=30 * month)
        if _offset(theirs, then) != _offset(ours, then):
            return _differs(wanted, seen, _offset(theirs, then), _offset(ours, then))
    return NOTHING


def _differs(wanted: str, seen: ZoneSeen, offset: int, ours: int) -> Message:
    return DIFFERS(server=seen.name or NO_NAME(), offset=_text(offset), zone=wanted, wanted=_text(ours))


def _offset(zone: ZoneInfo, at: datetime) -> int:
    found = at.astimezone(zone).utcoffset()
    return int(found.total_seconds()) if found is not None else 0


def _text(seconds: int) -> str:
    """`+08:00`."""
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
