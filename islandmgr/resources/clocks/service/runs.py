"""Carrying scripts out: a run is a row that whoever leads goes on with when its time has come.

A step is one transaction: what the run has become, the clocks that it changed, their history. A manager that dies
between two steps, or in one, leaves a row that the next leader goes on with.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import Connection

from faketime import scripts
from faketime.scripts import RunState
from islandmgr.engine.worker_loop import Holds, WorkerLoop
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import Actor, Clock, Island, Wanted
from islandmgr.model.errors import Conflict, Invalid, IslandError, NotFound
from islandmgr.model.messages import DETAIL, Message
from islandmgr.resources.access.service import authority
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.service import changes as clock_changes
from islandmgr.resources.clocks.service import groups
from islandmgr.resources.clocks.service import requests as clock_requests
from islandmgr.resources.clocks.service.application import ClockWriter
from islandmgr.resources.clocks.service.changes import Change
from islandmgr.resources.clocks.service.groups import Groups
from islandmgr.resources.clocks.store import groups as clock_groups
from islandmgr.resources.clocks.store import runs as clock_runs
from islandmgr.resources.clocks.store import scripts as clock_scripts
from islandmgr.resources.clocks.store.groups import Group
from islandmgr.resources.clocks.store.runs import ClockRun
from islandmgr.resources.islands.service import rows
from islandmgr.resources.islands.service import rows as islands

LOOK_GAP = 0.5  # seconds between looks for runs that other managers began
TROUBLE_GAP = 1.0  # seconds until what is due and could not be done is tried again

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class StartRun:
    """What a person asks for: a saved script or steps; islands or a group."""

    script: str = ""
    steps: Sequence[str] | str | None = None
    islands: Sequence[int] = ()
    group: str = ""
    why: str = ""


@dataclass(frozen=True)
class _Target:
    """What a run is about, its rows locked: the group or the island, and all islands whose clocks it changes."""

    group: Group | None
    islands: Sequence[Island]


class Runs:
    def __init__(self, parts: Parts, applying: ClockWriter, groups: Groups) -> None:
        self._parts = parts
        self._applying = applying
        self._groups = groups
        self._worker = WorkerLoop("scripts", self._go_on)

    def start(self, wish: StartRun, actor: Actor) -> list[ClockRun]:
        """Begin a script on each of the islands, or on the group; all or none. Its first steps are done at once.

        Raises:
            Invalid: no script, no island, a step that cannot be. NotFound: no such script or group.
            Conflict: an island is stopped, or shares a group's time.
        """
        if (wish.steps is None) == (not wish.script):
            raise Invalid(messages.WHICH_SCRIPT())
        if bool(wish.islands) == bool(wish.group):
            raise Invalid(messages.WHICH_TARGET())
        now = self._parts.now()

        def work(conn: Connection) -> tuple[list[ClockRun], list[Island]]:
            steps = clock_scripts.get(conn, wish.script).steps if wish.script else wish.steps
            begun = [self._begun(conn, wish, target, steps, actor, now) for target in _targets(conn, wish, actor)]
            return [run for run, _ in begun], [island for _, changed in begun for island in changed]

        made, changed = self._parts.store.run(work)
        self._carry_out(changed)
        self._worker.awake.set()
        return made

    def get(self, run_id: int) -> ClockRun:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return clock_runs.get(conn, run_id)

    def island_ids(self, run_id: int) -> list[int]:
        """The islands that a run is on; none when there is no such run."""
        with self._parts.store.reading() as conn:
            try:
                return [island.id for island in _islands_of(conn, clock_runs.get(conn, run_id))]
            except NotFound:
                return []

    def page(
        self, *, island_id: int | None = None, group: str = "", active: bool = False, limit: int, after: int | None
    ) -> tuple[list[ClockRun], int | None]:
        """The newest first, and the `after` of the page that follows."""
        with self._parts.store.reading() as conn:
            return clock_runs.page(conn, island_id=island_id, group=group, active=active, limit=limit, after=after)

    def stop(self, run_id: int, actor: Actor) -> ClockRun:
        """End a run where it is; the clock stays as it is. Raises NotFound; Conflict: it has ended already."""
        now = self._parts.now()

        def work(conn: Connection) -> ClockRun:
            it = clock_runs.get(conn, run_id, lock=True)
            authority.check(conn, actor, _islands_of(conn, it))
            if it.run.state is not RunState.RUNNING:
                raise Conflict(
                    messages.RUN_ENDED(id=run_id, state=messages.run_state_words(it.run.state)), state=it.run.state
                )
            ended = replace(scripts.stop(it.run), problem=messages.WHO_STOPPED(who=actor.name))
            stopped = replace(it, run=ended, ended_at=now)
            clock_runs.write(conn, stopped)
            return stopped

        return self._parts.store.run(work)

    def drive(self, over: threading.Event, holds: Holds) -> None:
        """Go on with every run when its time has come, until `over`. Only the leader calls this."""
        self._worker.drive(over, holds)

    def _go_on(self, holds: Holds) -> float:
        """Do what is due; seconds until there may be more to do."""
        with self._parts.store.reading() as conn:
            due = clock_runs.due(conn, self._parts.now())
        for run_id in due:
            if holds():
                self._go_on_with(run_id)
        with self._parts.store.reading() as conn:
            at = clock_runs.next_wake(conn)
        # What is still due could not be done: not again at once.
        left = LOOK_GAP if at is None else at - self._parts.now()
        return min(left, LOOK_GAP) if left > 0 or not due else TROUBLE_GAP

    def _go_on_with(self, run_id: int) -> None:
        """One run's trouble never holds up another's: it comes again with the next look."""
        try:
            self._carry_out(self._parts.store.run(lambda conn: self._advance(conn, run_id)))
        except IslandError as error:
            log.warning("a script waits", run=run_id, cause=error.message)

    def _advance(self, conn: Connection, run_id: int) -> list[Island]:
        """The next steps of a run; the islands whose clocks changed."""
        target = _target_of(conn, clock_runs.get(conn, run_id))
        it = clock_runs.get(conn, run_id, lock=True)
        now = self._parts.now()
        if not scripts.is_due(it.run, now):
            return []
        if target is None:
            gone = replace(scripts.stop(it.run), problem=messages.ISLAND_STOPPED())
            clock_runs.write(conn, replace(it, run=gone, ended_at=now))
            return []
        return self._step(conn, it, target, now)

    def _begun(
        self, conn: Connection, wish: StartRun, target: _Target, steps: object, actor: Actor, now: float
    ) -> tuple[ClockRun, list[Island]]:
        group, first = target.group, next(iter(target.islands), None)
        if group:
            calendar, clock = self._groups.calendar(conn, group), group.clock
        elif first:
            calendar, clock = clock_requests.calendar_of(self._parts, first.blueprint), first.clock
        run = scripts.start(steps, calendar.zone, calendar.moments, clock)
        name = group.name if group else ""
        clock_changes.end_runs(
            conn, [] if group else [one.id for one in target.islands], name, now, messages.OTHER_SCRIPT()
        )
        made = ClockRun(
            id=0,
            run=run,
            who=actor.name,
            started_at=now,
            script=wish.script,
            island_id=first.id if first and not group else None,
            clock_group=name,
            why=wish.why,
        )
        made = clock_runs.insert_new(conn, made)
        changed = self._step(conn, made, target, now)
        return clock_runs.get(conn, made.id), changed

    def _step(self, conn: Connection, it: ClockRun, target: _Target, now: float) -> list[Island]:
        run, clock = scripts.advance(it.run, now)
        after = replace(it, run=run, ended_at=now if run.state is not RunState.RUNNING else None)
        clock_runs.write(conn, after)
        change = Change(Actor(it.who, "script"), now, it.why, it.clock_group, it.script, it.id)
        changed = list(target.islands) if clock is None else _put(conn, target, clock, change)
        for island in changed if run.state is not RunState.RUNNING else ():
            note(conn, island, "clock", change.actor, _ending(after), now, data={"run": it.id, "state": run.state})
        return changed if clock is not None else []

    def _carry_out(self, changed: Sequence[Island]) -> None:
        self._applying.in_background(changed)
        for island in changed:
            self._parts.changed(island.subject)


def _put(conn: Connection, target: _Target, clock: Clock, change: Change) -> list[Island]:
    if target.group:
        return groups.put(conn, target.group, target.islands, clock, change)
    return [clock_changes.put(conn, island, clock, change) for island in target.islands]


def _targets(conn: Connection, wish: StartRun, actor: Actor) -> list[_Target]:
    """What a wish is about, all locked. Raises NotFound, Invalid, Conflict, Forbidden."""
    if wish.group:
        return [_Target(*groups.members_of(conn, wish.group, actor))]
    targets = []
    for key in sorted(set(wish.islands)):
        try:
            island = rows.load(conn, key, actor)
        except NotFound as error:
            raise Invalid(error.message, **error.details) from None
        clock_changes.refuse_stopped(island)
        clock_changes.refuse_member(island)
        targets.append(_Target(None, [island]))
    return targets


def _islands_of(conn: Connection, it: ClockRun) -> list[Island]:
    """Those whose clocks a run changes, as they are now."""
    return clock_groups.members(conn, it.clock_group) if it.island_id is None else [islands.get(conn, it.island_id)]


def _target_of(conn: Connection, it: ClockRun) -> _Target | None:
    """What a run is about, locked; None when that is no more."""
    if it.clock_group:
        group = clock_groups.find(conn, it.clock_group, lock=True)
        return _Target(group, clock_groups.members(conn, it.clock_group, lock=True)) if group else None
    assert it.island_id is not None
    island = islands.get(conn, it.island_id, lock=True)
    return None if island.wanted is Wanted.STOP else _Target(None, [island])


def _ending(it: ClockRun) -> Message:
    state = messages.run_state_words(it.run.state)
    words = messages.SCRIPT_ENDED(script=it.script, state=state) if it.script else messages.A_SCRIPT_ENDED(state=state)
    return DETAIL(what=words, detail=it.run.problem) if it.run.problem else words
