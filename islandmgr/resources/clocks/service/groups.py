"""The verbs about groups: islands that share one time line, whose clocks change all or none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from sqlalchemy import Connection

import faketime
from faketime import Warned
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import REAL_TIME, UP, Actor, Clock, ClockMode, Island, island_subject
from islandmgr.model.errors import Conflict, Invalid, NotFound
from islandmgr.model.field_types import EpochSeconds
from islandmgr.resources.access.service import authority
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.service import changes as clock_changes
from islandmgr.resources.clocks.service import requests as clock_requests
from islandmgr.resources.clocks.service.application import ClockWriter, Outcome
from islandmgr.resources.clocks.service.changes import Change
from islandmgr.resources.clocks.service.pod_clock import Beginning
from islandmgr.resources.clocks.service.requests import Around, Calendar
from islandmgr.resources.clocks.service.verbs import Preview, Upcoming, upcoming
from islandmgr.resources.clocks.store import changes as clocks
from islandmgr.resources.clocks.store import groups as clock_groups
from islandmgr.resources.clocks.store import runs as clock_runs
from islandmgr.resources.clocks.store.changes import ClockChange
from islandmgr.resources.clocks.store.groups import Group
from islandmgr.resources.clocks.store.runs import ClockRun
from islandmgr.resources.islands.service import rows
from islandmgr.resources.islands.service import rows as islands

MOST_MEMBERS = 1000


@dataclass(frozen=True)
class GroupReport:
    """A group and its members. `outcomes` has what was measured in them, where that was asked for.

    `spread_ms` is how far the measured members are apart, `took_ms` how long it took from the wish until the last of
    them showed the new time; both are None when nothing was measured.
    """

    group: Group
    members: tuple[Island, ...]
    real_time: EpochSeconds  # of this report
    island_time: EpochSeconds
    moments: tuple[Upcoming, ...]
    run: ClockRun | None
    history: Annotated[tuple[ClockChange, ...], "The newest first"]  # of the group; what was measured is one member's
    outcomes: tuple[Outcome, ...] = ()
    spread_ms: float | None = None
    took_ms: float | None = None


class Groups:
    def __init__(self, parts: Parts, applying: ClockWriter) -> None:
        self._parts = parts
        self._applying = applying

    def create(
        self, name: str, island_ids: Sequence[int], actor: Actor, *, clock: Mapping[str, Any] | None = None
    ) -> GroupReport:
        """A new group; its time is what `clock` asks for, else the first island's, else real time.

        Raises:
            Conflict: the name is taken; an island is in another group or stopped. Invalid: no such island, no time.
        """
        now = self._parts.now()

        def work(conn: Connection) -> list[Island]:
            first = _members_to_be(conn, island_ids[:1], actor)
            calendar = self._calendar(first)
            begins = first[0].clock if first else REAL_TIME
            if clock is not None:
                begins = clock_requests.wished(
                    clock, Around(begins, now, calendar, other=clock_requests.clock_of(conn))
                )
            made = Group(name, calendar.zone, begins, actor.name, created_at=now, changed_at=now)
            clock_groups.insert_new(conn, made)
            return self._take_in(conn, made, island_ids, actor, now)

        joined = self._parts.store.run(work)
        return self._carried_out(name, joined, {}, now)

    def all(self) -> list[GroupReport]:
        """All groups, by name; nothing is measured."""
        with self._parts.store.reading() as conn:
            return [self._report(conn, group) for group in clock_groups.all_groups(conn)]

    def member_ids(self, name: str) -> list[int]:
        """The islands of a group; none when there is no such group."""
        with self._parts.store.reading() as conn:
            return [island.id for island in clock_groups.members(conn, name)]

    def get(self, name: str, *, measure: bool = True) -> GroupReport:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            report = self._report(conn, clock_groups.get(conn, name))
        if not measure:
            return report
        outcomes = self._applying.measured_now([one for one in report.members if one.state in UP])
        return self._with(report, outcomes, None)

    def set(self, name: str, ask: Mapping[str, Any], actor: Actor, *, why: str = "") -> GroupReport:
        """Commit a new clock for all members in one transaction, then change their Pods at one agreed instant.

        Raises:
            NotFound, Invalid: no group; no time. Conflict: nothing to undo.
        """
        now = self._parts.now()

        def work(conn: Connection) -> tuple[list[Island], dict[int, Beginning]]:
            group, members = members_of(conn, name, actor)
            begins = self._applying.next_beginning(len(members))
            # `at 23:58` means that it is 23:58 when the change shows. What is frozen is the second that shows now.
            seen = now if ask.get("mode") == ClockMode.FREEZE or not members else begins + 0.5
            around = Around(
                group.clock, seen, self._calendar(members, group.zone), group.before, clock_requests.clock_of(conn)
            )
            wished = clock_requests.wished(ask, around)
            clock_changes.end_runs(conn, [], name, now, messages.WHO_SET_GROUP(who=actor.name))
            together = members if wished.frozen_at is None else ()
            beginnings = {one.id: Beginning(begins, one.clock) for one in together}
            return put(conn, group, members, wished, Change(actor, now, why, group=name)), beginnings

        members, beginnings = self._parts.store.run(work)
        return self._carried_out(name, members, beginnings, now)

    def preview(self, name: str, ask: Mapping[str, Any]) -> Preview:
        """What `set` would do; nothing is changed. Raises as `set` does."""
        with self._parts.store.reading() as conn:
            group = clock_groups.get(conn, name)
            members = clock_groups.members(conn, name)
            now = self._parts.now()
            around = Around(
                group.clock, now, self._calendar(members, group.zone), group.before, clock_requests.clock_of(conn)
            )
            clock = clock_requests.wished(ask, around)
        running = any(one.state in UP for one in members)
        after = faketime.island_time(clock, now)
        warned: tuple[Warned, ...] = tuple(faketime.warnings(group.clock, clock, now)) if running else ()
        jump = after - faketime.island_time(group.clock, now)
        return Preview(clock, now, after, group.zone, jump, running, warned)

    def join(self, name: str, island_ids: Sequence[int], actor: Actor) -> GroupReport:
        """Islands take the group's time. Those that are in it already stay. Raises as `create` does, and NotFound."""
        now = self._parts.now()

        def work(conn: Connection) -> list[Island]:
            group, _members = members_of(conn, name, actor, lock=False)
            return self._take_in(conn, group, island_ids, actor, now)

        joined = self._parts.store.run(work)
        return self._carried_out(name, joined, {}, now)

    def leave(self, name: str, island_id: int, actor: Actor) -> GroupReport:
        """The island keeps the time that it shows, and has it alone. Raises NotFound; Conflict: it is not in it."""
        now = self._parts.now()

        def work(conn: Connection) -> None:
            members_of(conn, name, actor, lock=False)
            island = rows.load(conn, island_id, actor)
            if island.clock_group != name:
                raise Conflict(messages.NOT_IN_GROUP(id=island_id, group=name), group=island.clock_group)
            _set_free(conn, island, actor, now)

        self._parts.store.run(work)
        self._parts.changed(island_subject(island_id))
        return self.get(name, measure=False)

    def delete(self, name: str, actor: Actor) -> None:
        """Forget the group; its islands keep the time that they show. Raises NotFound."""
        now = self._parts.now()

        def work(conn: Connection) -> list[Island]:
            _group, members = members_of(conn, name, actor)
            clock_changes.end_runs(conn, [], name, now, messages.GROUP_DELETED())
            for island in members:
                _set_free(conn, island, actor, now)
            clock_groups.remove(conn, name)
            return members

        for island in self._parts.store.run(work):
            self._parts.changed(island.subject)

    def calendar(self, conn: Connection, group: Group) -> Calendar:
        """The moments of all members' blueprints, in the group's zone."""
        return self._calendar(clock_groups.members(conn, group.name), group.zone)

    def _calendar(self, members: Sequence[Island], zone: str = "") -> Calendar:
        names = dict.fromkeys(island.blueprint for island in members)
        calendars = [clock_requests.calendar_of(self._parts, name) for name in names]
        return clock_requests.joined(calendars, zone or (calendars[0].zone if calendars else "UTC"))

    def _take_in(
        self, conn: Connection, group: Group, island_ids: Sequence[int], actor: Actor, now: float
    ) -> list[Island]:
        new = [one for one in _members_to_be(conn, island_ids, actor) if one.clock_group != group.name]
        there = clock_groups.members(conn, group.name)
        if len(there) + len(new) > MOST_MEMBERS:
            raise Invalid(messages.TOO_MANY_MEMBERS(most=MOST_MEMBERS, n=len(there) + len(new)))
        joined = []
        for island in new:
            if island.clock_group:
                raise Conflict(messages.IN_GROUP_ALREADY(id=island.id, group=island.clock_group))
            clock_changes.refuse_stopped(island)
            clock_changes.end_runs(conn, [island.id], "", now, messages.JOINED_GROUP(group=group.name))
            member = islands.change(conn, island, clock_group=group.name)
            note(conn, member, "clock", actor, messages.JOINED(group=group.name), now, data={"group": group.name})
            if member.clock != group.clock:
                member = clock_changes.put(conn, member, group.clock, Change(actor, now, group=group.name))
            joined.append(member)
        return joined

    def _carried_out(
        self, name: str, members: Sequence[Island], beginnings: Mapping[int, Beginning], began: float
    ) -> GroupReport:
        outcomes = self._applying.all_at_once(members, lambda island: beginnings.get(island.id))
        for island in members:
            self._parts.changed(island.subject)
        # A line shows in running processes from the next whole second on.
        shown = [
            max(math.floor(one.written_at) + 1, beginnings[one.island.id].at + 0.5 if beginnings else 0)
            for one in outcomes
            if one.written_at is not None
        ]
        took = (max(shown) - began) * 1000 if shown else None
        return self._with(self.get(name, measure=False), outcomes, took)

    def _report(self, conn: Connection, group: Group) -> GroupReport:
        members = clock_groups.members(conn, group.name)
        runs = clock_runs.active_of(conn, [], group.name)
        now = self._parts.now()
        shows = faketime.island_time(group.clock, now)
        moments = upcoming(self._calendar(members, group.zone), shows)
        history = tuple(clocks.of_group(conn, group.name, group.created_at))
        return GroupReport(group, tuple(members), now, shows, moments, runs[0] if runs else None, history)

    def _with(self, report: GroupReport, outcomes: Sequence[Outcome], took: float | None) -> GroupReport:
        errors = [one.error_ms for one in outcomes if one.error_ms is not None]
        spread = max(errors) - min(errors) if errors else None
        return GroupReport(**{**vars(report), "outcomes": tuple(outcomes), "spread_ms": spread, "took_ms": took})


def put(conn: Connection, group: Group, members: Sequence[Island], clock: Clock, change: Change) -> list[Island]:
    """Write the clock to the group and to all its members; all rows must be locked."""
    clock_groups.change(
        conn, group, clock=clock, before=group.clock, who=change.actor.name, why=change.why, changed_at=change.now
    )
    return [clock_changes.put(conn, island, clock, change) for island in members]


def members_of(conn: Connection, name: str, actor: Actor, *, lock: bool = True) -> tuple[Group, list[Island]]:
    """The group, locked, and its members, locked where wanted, for `actor` to change. Raises NotFound, Forbidden."""
    group = clock_groups.get(conn, name, lock=True)
    members = clock_groups.members(conn, name, lock=lock)
    authority.check(conn, actor, members)
    return group, members


def _members_to_be(conn: Connection, island_ids: Sequence[int], actor: Actor) -> list[Island]:
    """The islands, locked, in the order of the ids, which keeps two such transactions from waiting for each other."""
    try:
        found = {key: islands.get(conn, key, lock=True) for key in sorted(set(island_ids))}
    except NotFound as error:
        raise Invalid(error.message, **error.details) from None
    authority.check(conn, actor, found.values())
    return [found[key] for key in dict.fromkeys(island_ids)]


def _set_free(conn: Connection, island: Island, actor: Actor, now: float) -> None:
    after = islands.change(conn, island, clock_group="")
    note(conn, after, "clock", actor, messages.LEFT(group=island.clock_group), now, data={"group": ""})
