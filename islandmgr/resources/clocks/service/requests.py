"""From a request to a `Clock`: what `faketime.ask` knows, and what only the manager knows besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

import faketime
from faketime import Moment, times
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import REAL_TIME, Clock
from islandmgr.model.errors import Conflict, Invalid, IslandError, NotFound
from islandmgr.resources.clocks import messages
from islandmgr.resources.islands.service import rows as islands
from pod_specs import Blueprint

SAME, UNDO, MOVED = "same", "undo", "moved"
_FIELDS = {SAME: frozenset({"island"}), UNDO: frozenset[str](), MOVED: frozenset({"by"})}


@dataclass(frozen=True)
class Calendar:
    """What blueprints say about time: an IANA zone, and moments as `faketime.parse_moment` takes them."""

    zone: str = "UTC"
    moments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def parsed(self) -> dict[str, Moment]:
        return {name: faketime.parse_moment(name, value) for name, value in self.moments.items()}


@dataclass(frozen=True)
class Around:
    """What a request is read against."""

    clock: Clock  # the present one
    now: float  # real UTC epoch seconds
    calendar: Calendar
    before: Clock | None = None  # the one before the last change
    other: Callable[[int], Clock] | None = None  # another island's clock; raises NotFound


def wished(body: Mapping[str, Any], around: Around) -> Clock:
    """The clock that `body`, the API's JSON, asks for.

    Besides what `faketime.ask` takes: `same` as another island (`island`), `undo` the last change, `moved` from the
    present clock (`by`, as `+1h`). Raises Invalid; Conflict when there is nothing to undo.
    """
    mode = body.get("mode")
    if mode not in _FIELDS:
        return faketime.ask(body, around.clock, around.now, around.calendar.zone, around.calendar.parsed())
    wrong = sorted(key for key, value in body.items() if value is not None and key not in _FIELDS[mode] | {"mode"})
    if wrong:
        accepted = sorted(_FIELDS[mode]) or ["none"]
        raise Invalid(messages.NO_SUCH_FIELD(mode=mode, field=repr(wrong[0]), accepted=accepted), value=wrong[0])
    if mode == MOVED:
        return faketime.moved_by(around.clock, times.shift(body.get("by")), around.now)
    return _same(body.get("island"), around) if mode == SAME else _undone(around)


def asked_at_start(parts: Parts, body: Mapping[str, Any], blueprint: str, now: float) -> Clock:
    """The clock that a new island begins with. Raises Invalid."""
    with parts.store.reading() as conn:
        return wished(body, Around(REAL_TIME, now, calendar_of(parts, blueprint), other=clock_of(conn)))


def clock_of(conn: Connection) -> Callable[[int], Clock]:
    """For `Around.other`."""
    return lambda island_id: islands.get(conn, island_id).clock


def _same(island: Any, around: Around) -> Clock:
    if not isinstance(island, int) or isinstance(island, bool) or around.other is None:
        raise Invalid(messages.WHICH_ISLAND(form='{"mode": "same", "island": 17}'), value=island)
    try:
        clock = around.other(island)
    except NotFound:
        raise Invalid(messages.NO_OTHER(id=island), value=island) from None
    return replace(clock, asked=f"= #{island}")


def _undone(around: Around) -> Clock:
    if around.before is None:
        raise Conflict(messages.NOTHING_TO_UNDO())
    return around.before


def calendar_of(parts: Parts, blueprint: str) -> Calendar:
    """The calendar of a blueprint; plain UTC when its file was taken away meanwhile."""
    try:
        return _calendar(parts.blueprints.get(blueprint))
    except IslandError:
        return Calendar()


def calendar_of_all(parts: Parts) -> Calendar:
    """All moments there are, for scripts that are not for one blueprint."""
    return joined(map(_calendar, parts.blueprints.all()), "UTC")


def joined(calendars: Iterable[Calendar], zone: str) -> Calendar:
    """One calendar of several. A name that means different things in them keeps the first meaning."""
    moments: dict[str, Mapping[str, str]] = {}
    for calendar in calendars:
        for name, moment in calendar.moments.items():
            moments.setdefault(name, {"zone": calendar.zone, **moment})
    return Calendar(zone, moments)


def _calendar(blueprint: Blueprint) -> Calendar:
    return Calendar(blueprint.time_zone, {name: moment.plain() for name, moment in blueprint.moments.items()})
