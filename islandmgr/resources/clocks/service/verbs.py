"""The verbs about one island's clock: look at it, set it, see beforehand what would happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from sqlalchemy import Connection

import faketime
from faketime import Warned
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import STARTING_UP, UP, Actor, Clock, Island
from islandmgr.model.errors import Invalid
from islandmgr.model.field_types import EpochSeconds, Example, Said
from islandmgr.model.messages import NOTHING, Message
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.rules.processes import Sight
from islandmgr.resources.clocks.rules.verdict import Cause, Measured
from islandmgr.resources.clocks.service import changes as clock_changes
from islandmgr.resources.clocks.service import requests as clock_requests
from islandmgr.resources.clocks.service import zones
from islandmgr.resources.clocks.service.application import ClockWriter, Outcome
from islandmgr.resources.clocks.service.changes import Change
from islandmgr.resources.clocks.service.requests import Around, Calendar
from islandmgr.resources.clocks.store import changes as clocks
from islandmgr.resources.clocks.store import runs as clock_runs
from islandmgr.resources.clocks.store.changes import ClockChange
from islandmgr.resources.clocks.store.runs import ClockRun
from islandmgr.resources.islands.service import registry, rows
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.islands.service.incarnations import next_incarnation
from pod_specs import Blueprint

HISTORY = 50


@dataclass(frozen=True)
class Upcoming:
    """A named moment, and when the island comes to it next, in the island's time."""

    name: Annotated[str, Example("daily-reset")]
    at: Annotated[str, "As in the blueprint", Example("05:00 daily")]
    zone: str
    next: Annotated[EpochSeconds | None, "When the island comes to it next; null when not before 2100"]


@dataclass(frozen=True)
class ClockReport:
    """What was wanted and what is. `applied` is None while nobody could measure."""

    island: Island
    wanted: Clock
    real_time: Annotated[EpochSeconds, "Of this answer, by the manager's clock"]
    island_time: Annotated[EpochSeconds, "What the island should show then"]
    zone: str
    measured: Measured | None
    error_ms: float | None
    applied: bool | None
    cause: Annotated[Cause | None, "Why it is not applied, where that was measured for this answer"]
    problem: Said
    processes: Annotated[tuple[Sight, ...], "Who sees what, of the server's processes; empty where nobody can tell"]
    zone_problem: Annotated[Said, "What is wrong with the server's local time, as measured for this answer"]
    history: Annotated[tuple[ClockChange, ...], "The newest first"]
    moments: Annotated[tuple[Upcoming, ...], "The blueprint's, the soonest first"]
    run: Annotated[ClockRun | None, "The script that goes on now"]


@dataclass(frozen=True)
class Preview:
    """What a change would do."""

    clock: Clock
    real_time: Annotated[EpochSeconds, "Of this answer, by the manager's clock"]
    island_time: Annotated[EpochSeconds, "What the island would show then"]
    zone: str
    jump: float  # seconds from what it shows to what it would show
    running: Annotated[bool, "Whether a server is there to notice"]
    warnings: Annotated[tuple[Warned, ...], "What the change does to a running server; a restart avoids the jump"]


class Clocks:
    def __init__(self, parts: Parts, applying: ClockWriter) -> None:
        self._parts = parts
        self._applying = applying

    def set(
        self, island_id: int, ask: Mapping[str, Any], actor: Actor, *, why: str = "", restart: bool = False
    ) -> ClockReport:
        """Commit a new clock, write it into the Pod if there is one, and measure it there.

        An island that is not up takes it with its next start; a cluster that does not answer gets it when it does.
        With `restart` the server starts anew on the new time instead of living through the jump. A script that goes
        on is stopped: the last wish wins.

        Raises:
            NotFound, Invalid: no island; no time.
            Conflict: the island is stopped or being stopped, shares a group's time, or has nothing to undo.
        """
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            island = rows.load(conn, island_id, actor)
            clock_changes.refuse_stopped(island)
            clock_changes.refuse_member(island)
            clock = clock_requests.wished(ask, self._around(conn, island, now))
            clock_changes.end_runs(conn, [island.id], "", now, messages.WHO_SET_CLOCK(who=actor.name))
            island = clock_changes.put(conn, island, clock, Change(actor, now, why))
            return _begin_anew(conn, island, actor, now) if restart else island

        with self._applying.in_hand(island_id):
            island = self._parts.store.run(work)
            self._parts.changed(island.subject)
            outcome = None if restart else self._applied(island)
        return self._report(island.id, outcome)

    def preview(self, island_id: int, ask: Mapping[str, Any]) -> Preview:
        """What `set` would do; nothing is changed. Raises as `set` does."""
        with self._parts.store.reading() as conn:
            island = islands.get(conn, island_id)
            clock_changes.refuse_stopped(island)
            clock_changes.refuse_member(island)
            now = self._parts.now()
            clock = clock_requests.wished(ask, self._around(conn, island, now))
        running = island.state in UP
        after = faketime.island_time(clock, now)
        return Preview(
            clock=clock,
            real_time=now,
            island_time=after,
            zone=self.zone(island),
            jump=after - faketime.island_time(island.clock, now),
            running=running,
            warnings=tuple(faketime.warnings(island.clock, clock, now)) if running else (),
        )

    def report(self, island_id: int, *, measure: bool = True) -> ClockReport:
        """Wanted and measured; measures anew in a running island unless told not to. Raises NotFound."""
        with self._parts.store.reading() as conn:
            island = islands.get(conn, island_id)
        outcome = self._applying.look_after(island) if measure and island.state in UP else None
        return self._report(island_id, outcome)

    def zone(self, island: Island) -> str:
        """The IANA time zone in which the island's people think."""
        return self.calendar(island).zone

    def zone_before_start(self, blueprint: Blueprint) -> Message:
        """What is wrong with the zone files that servers of this blueprint will find; NOTHING where nobody knows."""
        return zones.fault_before_start(self._parts, blueprint)

    def calendar(self, island: Island) -> Calendar:
        return clock_requests.calendar_of(self._parts, island.blueprint)

    def _applied(self, island: Island) -> Outcome | None:
        return self._applying.ensure(island, write=True) if island.state in UP | STARTING_UP else None

    def _around(self, conn: Connection, island: Island, now: float) -> Around:
        last = next(iter(clocks.history(conn, island.id, 1)), None)
        return Around(
            island.clock, now, self.calendar(island), last.before if last else None, clock_requests.clock_of(conn)
        )

    def _report(self, island_id: int, outcome: Outcome | None) -> ClockReport:
        with self._parts.store.reading() as conn:
            island = islands.get(conn, island_id)
            history = clocks.history(conn, island_id, HISTORY)
            runs = clock_runs.active_of(conn, [island_id], island.clock_group)
        now = self._parts.now()
        shows = faketime.island_time(island.clock, now)
        calendar = self.calendar(island)
        return ClockReport(
            island=island,
            wanted=island.clock,
            real_time=now,
            island_time=shows,
            zone=calendar.zone,
            measured=outcome.measured if outcome else None,
            error_ms=outcome.error_ms if outcome else None,
            applied=island.clock_applied,
            cause=outcome.verdict.cause if outcome else None,
            problem=island.clock_problem,
            processes=outcome.sights if outcome else (),
            zone_problem=outcome.zone_problem if outcome else NOTHING,
            history=tuple(history),
            moments=upcoming(calendar, shows),
            run=runs[0] if runs else None,
        )


def upcoming(calendar: Calendar, shows: float) -> tuple[Upcoming, ...]:
    """When each moment comes next on an island that shows `shows` (UTC epoch seconds); the soonest first."""
    found = []
    for name, moment in calendar.parsed().items():
        try:
            at: float | None = faketime.next_moment(moment, shows, calendar.zone).timestamp()
        except Invalid:
            at = None  # not before 2100
        found.append(Upcoming(name, moment.text, moment.zone or calendar.zone, at))
    return tuple(sorted(found, key=lambda one: (one.next is None, one.next or 0.0, one.name)))


def _begin_anew(conn: Connection, island: Island, actor: Actor, now: float) -> Island:
    """The next incarnation, which starts on the new time."""
    registry.remove(conn, island.id)
    follows = next_incarnation(island, now)
    message = messages.RESTART_ASKED(n=follows["incarnation"])
    return islands.change_with_history(conn, island, follows, actor, message, now)
