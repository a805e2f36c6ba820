"""What there is to say about a clock, as data: the words are the page's, in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from islandmgr.model.domain import Clock, ClockMode

from . import zones
from .lines import island_time, nearest


@dataclass(frozen=True)
class Description:
    """A clock at one instant."""

    mode: ClockMode
    island_time: str  # ISO 8601 in `zone`, whole seconds, as `2026-12-31T23:59:30+08:00`
    zone: str  # IANA
    abbreviation: str  # of the zone then: `CST`, `EDT`, `+05`; for showing only
    utc_offset: int  # seconds east of UTC then
    runs: bool  # False while time stands
    rate: int  # island seconds a real second: 0, 1 to 60
    sign: int  # of the distance from real time: 1 ahead, -1 behind, 0 none
    days: int  # the distance, split; all are 0 or more
    hours: int
    minutes: int
    seconds: int
    asked: str  # what the person typed; may be empty


def describe(clock: Clock, zone: str, now: float) -> Description:
    """`clock` at real time `now` (UTC epoch seconds) as seen in `zone` (IANA). Raises Invalid for an unknown zone."""
    where = zones.zone(zone)
    shows = island_time(clock, now)
    local = zones.local(shows, where)
    # Against the cut-off second: a frozen clock's distance then changes when the page's seconds do.
    distance = nearest(shows - now) if clock.frozen_at is None else clock.frozen_at - floor(now)
    days, rest = divmod(abs(distance), 86_400)
    offset = local.utcoffset()
    return Description(
        mode=clock.mode,
        island_time=local.isoformat(),
        zone=where.key,
        abbreviation=local.tzname() or "",
        utc_offset=int(offset.total_seconds()) if offset else 0,
        runs=clock.frozen_at is None,
        rate=0 if clock.frozen_at is not None else clock.rate,
        sign=(distance > 0) - (distance < 0),
        days=days,
        hours=rest // 3600,
        minutes=rest % 3600 // 60,
        seconds=rest % 60,
        asked=clock.asked,
    )
