"""Times as people read them in a terminal. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

_UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


def seconds_of(moment: str | None) -> float | None:
    """An RFC 3339 time of the API as UTC epoch seconds."""
    return None if moment is None else datetime.fromisoformat(moment).timestamp()


def span(seconds: float) -> str:
    """The two largest units: `45s`, `3m20s`, `2d3h`."""
    left = max(0, int(seconds))
    parts: list[tuple[int, str]] = []
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count or parts:
            parts.append((count, unit))
    return "".join(f"{count}{unit}" for count, unit in parts[:2] if count) or "0s"


def age(moment: str | None, now: float) -> str:
    at = seconds_of(moment)
    return "" if at is None else span(now - at)


def island_time(clock: dict[str, Any], now: float) -> float:
    """What a clock of the API shows at the real time `now`; UTC epoch seconds."""
    frozen = seconds_of(clock["frozen_at"])
    if frozen is not None:
        return frozen
    real, fake = seconds_of(clock["real_anchor"]), seconds_of(clock["fake_anchor"])
    if real is not None and fake is not None:
        return float(fake + (now - real) * clock["rate"])
    return float(now + clock["offset"])


def local(at: float, zone: str) -> str:
    """`2026-12-31 23:59:30 +0800`, to the second."""
    try:
        where: Any = ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        where = UTC
    return datetime.fromtimestamp(at, where).strftime("%Y-%m-%d %H:%M:%S %z")


def clock_text(clock: dict[str, Any], now: float) -> str:
    """`real`, or what the island shows and how it was asked for; `?` when nobody measured, `!` when it is wrong."""
    if clock["mode"] == "real":
        return "real"
    marks: dict[bool | None, str] = {True: "", False: " !", None: " ?"}
    mark = marks[clock.get("applied")]
    return f"{local(island_time(clock, now), clock.get('zone', 'UTC'))} ({clock['asked'] or clock['mode']}){mark}"
