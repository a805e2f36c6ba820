"""Making Pods show what was committed: write, measure, and store what is true."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import structlog
from sqlalchemy import Connection

import faketime
from islandmgr.kernel.context import Parts, note, touch
from islandmgr.model.domain import MANAGER, STARTING_UP, UP, Clock, Island
from islandmgr.model.errors import Forbidden, Invalid, IslandError, NotFound, Unavailable
from islandmgr.model.messages import NOTHING, Message
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.rules.processes import Sees, Sight
from islandmgr.resources.clocks.rules.verdict import (
    APPLIED,
    NO_POD,
    NOT_MEASURED,
    Cause,
    Measured,
    Verdict,
    error_ms,
    judge,
    sights_of,
    was_changed,
)
from islandmgr.resources.clocks.service import pod_clock, zones
from islandmgr.resources.clocks.service.pod_clock import Beginning
from islandmgr.resources.clocks.store import changes as clocks
from islandmgr.resources.islands.service import rows as islands

PARALLEL = 32  # Pods that are written to or measured at once
COMMIT_PACE = 0.004  # seconds that committing to one more island takes
LONGEST_LEAD = 20.0  # seconds before an agreed instant within which all Pods have to be told
SELF_TESTS = 3  # tries to measure a new island before it is shown as running all the same
SELF_TEST_GAP = 0.2  # seconds between them
UNSETTLED = 5.0  # seconds that a row may be older than the measurement that it was read for
SELF_TEST_PATIENCE = 5.0  # seconds after which a Pod that does not answer is not asked again

NOT_OF_THE_FILE = frozenset({Cause.STALE, Cause.NOT_LOADED})
"""What writing the clock file again does not cure. It would hide it: a file that is new is one that nobody has read."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a clock in one Pod. `measured` is None when nobody could ask; `applied` is None as well when the
    server did not run, so that there was nothing to measure."""

    island: Island
    measured: Measured | None
    verdict: Verdict
    written_at: float | None = None  # the node's time, when it had to be written
    was_changed: Measured | None = None  # what was found when somebody else had changed the line
    zone_problem: Message = NOTHING  # what is wrong with the server's local time

    @property
    def sights(self) -> tuple[Sight, ...]:
        """Who sees what, of the server's processes."""
        return sights_of(self.island.clock, self.measured) if self.measured else ()

    @property
    def settled(self) -> bool:
        """Whether every process that asks for the time has had the time to take the clock up."""
        return not any(one.sees is Sees.NOT_READ for one in self.sights)

    @property
    def applied(self) -> bool | None:
        return None if self.verdict.cause is Cause.NOT_MEASURED else self.verdict is APPLIED

    @property
    def error_ms(self) -> float | None:
        return error_ms(self.island.clock, self.measured) if self.measured else None


class ClockWriter:
    """Safe to use for one island from several threads: the last clock that was committed is the last one written."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._pool: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()
        self._in_hand: dict[int, int] = {}
        self._writing: WeakValueDictionary[int, threading.Lock] = WeakValueDictionary()  # by island
        self._pace = 0.03  # seconds that writing to one more Pod takes, as last seen

    def ensure(self, island: Island, *, write: bool = False) -> Outcome:
        """Measure the clock in the Pod, write it again if it is off, and store what is true now.

        `write` does not wait to see it off. A clock that steps is always written once to a new Pod: its first line is
        right, but the side container does not know the steps. Raises only what the store raises.
        """
        began = self._parts.now()
        outcome = self._settled(island, write)
        self._store(outcome, began)
        return outcome

    @contextmanager
    def in_hand(self, island_id: int) -> Iterator[None]:
        """A change is under way: nobody looks after the island meanwhile. Begin before the commit: what others measure
        between it and the writing would look as if somebody had changed the clock in the Pod."""
        self._take(island_id)
        try:
            yield
        finally:
            self._forget(island_id)

    def look_after(self, island: Island) -> Outcome | None:
        """`ensure`, from time to time; None while a change is in hand, whose maker knows better what is to come."""
        with self._lock:
            if island.id in self._in_hand:
                return None
        return self.ensure(island)

    def self_test(self, island: Island) -> dict[str, Any]:
        """What a new island's row says about its clock before it is shown as running. Nothing is stored.

        A Pod that cannot be measured is asked a few times; then the row says so, and the island runs all the same.
        """
        end = time.monotonic() + SELF_TEST_PATIENCE
        outcome = self._settled(island, write=False)
        for _ in range(SELF_TESTS - 1):
            if outcome.applied is not None or time.monotonic() > end:
                break
            time.sleep(SELF_TEST_GAP)
            outcome = self._settled(island, write=False)
        return {"clock_applied": outcome.applied, "clock_problem": outcome.verdict.problem}

    def all_at_once(self, group: Sequence[Island], change: Callable[[Island], Beginning | None]) -> list[Outcome]:
        """Tell all of them in parallel, each its `change`; when they have changed, measure all. In the order given.

        No Pod waits to be told until another was measured: a change that begins at one instant must be everywhere
        before that.
        """
        there = [island for island in group if _has_pod(island)]
        beginnings = {island.id: change(island) for island in there}
        began = self._parts.now()
        with ExitStack() as stack:
            # Nobody else shall write early what is to begin at an agreed instant.
            for island in there:
                stack.enter_context(self.in_hand(island.id))
            told = [self._workers().submit(self._told, island, beginnings[island.id]) for island in there]
            written = {island.id: job.result() for island, job in zip(there, told, strict=True)}
            self._note_pace(began, [at for at in written.values() if isinstance(at, float)])
            for beginning in beginnings.values():
                _wait_for(beginning, self._parts.now())
            seen = [self._workers().submit(self._seen, island, written[island.id]) for island in there]
            outcomes = {island.id: job.result() for island, job in zip(there, seen, strict=True)}
        return [outcomes.get(island.id) or _has_no_pod(island) for island in group]

    def _told(self, island: Island, beginning: Beginning | None) -> float | IslandError:
        """When the line was in place, or why it could not be written."""
        try:
            return self._write(island, beginning)
        except IslandError as error:
            log.info("clock not written", island=island.id, cause=error.message)
            return error

    def _seen(self, island: Island, written: float | IslandError) -> Outcome:
        """What is true after the change, measured and stored."""
        outcome = _unmeasured(island, written) if isinstance(written, IslandError) else self._measured(island, written)
        try:
            self._store(outcome, self._parts.now())
        except IslandError as error:
            log.warning("clock not stored", island=island.id, cause=error.message)
            return _unmeasured(island, error)
        return outcome

    def _measured(self, island: Island, written_at: float) -> Outcome:
        try:
            measured = pod_clock.measure(self._parts, island)
        except IslandError as error:
            log.info("clock not measured", island=island.id, cause=error.message)
            return _unmeasured(island, error)
        return self._outcome(island, measured, judge(island.clock, measured), written_at)

    def _outcome(
        self,
        island: Island,
        measured: Measured | None,
        verdict: Verdict,
        written_at: float | None,
        found_changed: Measured | None = None,
    ) -> Outcome:
        zone_problem = zones.fault_of(self._parts, island, measured) if measured else NOTHING
        return Outcome(island, measured, verdict, written_at, found_changed, zone_problem)

    def _note_pace(self, began: float, written: Sequence[float]) -> None:
        if len(written) >= PARALLEL // 4:
            self._pace = min(max((max(written) - began) / len(written), 0.002), 0.2)

    def measured_now(self, group: Sequence[Island]) -> list[Outcome]:
        """`look_after` all of them in parallel; those that somebody else is at are left out."""
        jobs = [self._workers().submit(self.look_after, island) for island in group if island.state in UP]
        return [outcome for job in jobs if (outcome := job.result()) is not None]

    def in_background(self, group: Sequence[Island]) -> None:
        """Write to all of them, in parallel; returns at once."""
        for island in group:
            if _has_pod(island):
                # In hand from now on: what others measure before it is written would look like somebody's change.
                self._take(island.id)
                self._workers().submit(self._quietly, island)

    def next_beginning(self, count: int) -> float:
        """The next instant, UTC epoch seconds, to which `count` Pods can be told in time to change: x.5, as all that
        changes a running clock does."""
        lead = min(0.4 + count * (COMMIT_PACE + 1.3 * self._pace), LONGEST_LEAD)
        return math.ceil(self._parts.now() + lead - 0.5) + 0.5

    def _workers(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(PARALLEL, "clock")
            return self._pool

    def _quietly(self, island: Island) -> None:
        try:
            self.ensure(island, write=True)
        except IslandError as error:
            log.warning("clock not stored", island=island.id, cause=error.message)
        finally:
            self._forget(island.id)

    def _settled(self, island: Island, write: bool) -> Outcome:
        written_at = None
        found_changed = None
        try:
            unknown_steps = island.clock_applied is None and faketime.stepping(island.clock) is not None
            measured = None if write or unknown_steps else pod_clock.measure(self._parts, island)
            verdict = judge(island.clock, measured) if measured else None
            if measured is None or verdict is None or _writing_may_help(island.clock, measured, verdict):
                if verdict and verdict.cause is Cause.CHANGED and island.clock_applied is not None:
                    found_changed = measured
                written_at, measured, verdict = self._written(island)
        except (NotFound, Unavailable, Invalid, Forbidden) as error:
            # The Pod is on its way, or on its way out, or the cluster is away: the reconciler asks again.
            log.info("clock not measured", island=island.id, cause=error.message)
            return _unmeasured(island, error)
        return self._outcome(island, measured, verdict, written_at, found_changed)

    def _written(self, island: Island) -> tuple[float, Measured, Verdict]:
        """When it was written, and what is measured then; written once more when another manager wrote at the same
        moment what it had read before."""
        at, measured = self._write(island), pod_clock.measure(self._parts, island)
        if judge(island.clock, measured).cause is Cause.CHANGED:
            at, measured = self._write(island), pod_clock.measure(self._parts, island)
        return at, measured, judge(island.clock, measured)

    def _write(self, island: Island, beginning: Beginning | None = None) -> float:
        """Write the last clock that was committed; when that was in place. One after the other for an island: whoever
        read the clock before a commit must not write it after the one that came with it."""
        with self._lock:
            alone = self._writing.setdefault(island.id, threading.Lock())
        with alone:
            return pod_clock.write(self._parts, island, self._newest(island), beginning)

    def _newest(self, island: Island) -> Clock:
        """The last clock that was committed: somebody may have changed it since `island` was read."""
        with self._parts.store.reading() as conn:
            return islands.get(conn, island.id).clock

    def _store(self, outcome: Outcome, began: float) -> None:
        """`began`: when its measuring did."""
        island, measured, problem = outcome.island, outcome.measured, outcome.verdict.problem
        seen = None
        if measured and measured.fake is not None:
            seen = {"fake": measured.fake, "real": measured.real, "error_ms": outcome.error_ms}
        now = self._parts.now()

        def work(conn: Connection) -> bool:
            there = islands.get(conn, island.id, lock=True)
            if there.clock != island.clock or there.incarnation != island.incarnation:
                return False  # what was measured is about a clock or a Pod of the past
            if outcome.applied is None and there.clock_applied != island.clock_applied:
                return False  # somebody else could measure it meanwhile
            clocks.note_measured(conn, island.id, seen, problem)
            zones.note_once(conn, there, outcome.zone_problem, now)
            blamed = outcome.was_changed
            if blamed and there.version != island.version and clocks.changed_since(conn, island.id, began - UNSETTLED):
                blamed = None  # it was one of us, between two clocks that are the same
            if blamed is not None:
                note(conn, there, "clock", MANAGER, _put_right(outcome), now, data={"found": blamed.line})
            if (there.clock_applied, there.clock_problem) == (outcome.applied, problem):
                return blamed is not None
            after = islands.change(conn, there, clock_applied=outcome.applied, clock_problem=problem)
            if outcome.applied is False:
                data = {"cause": outcome.verdict.cause or ""}
                note(conn, after, "clock", MANAGER, messages.NOT_APPLIED(reason=problem), now, data=data)
            else:
                touch(conn, after, now)
            return True

        if self._parts.store.run(work):
            self._parts.changed(island.subject)

    def _take(self, island_id: int) -> None:
        with self._lock:
            self._in_hand[island_id] = self._in_hand.get(island_id, 0) + 1

    def _forget(self, island_id: int) -> None:
        with self._lock:
            self._in_hand[island_id] -= 1
            if not self._in_hand[island_id]:
                del self._in_hand[island_id]


def _writing_may_help(clock: Clock, measured: Measured, verdict: Verdict) -> bool:
    if verdict is APPLIED:
        return False
    return verdict.cause not in NOT_OF_THE_FILE or was_changed(clock, measured)


def _has_pod(island: Island) -> bool:
    return island.state in UP | STARTING_UP and bool(island.pod)


def _wait_for(beginning: Beginning | None, now: float) -> None:
    """Measuring makes sense once the change shows: running processes take it up at the next whole second."""
    if beginning is not None and beginning.at + 0.5 > now:
        time.sleep(beginning.at + 0.55 - now)


def _put_right(outcome: Outcome) -> Message:
    found = outcome.was_changed.line if outcome.was_changed else None
    return (messages.PUT_RIGHT if outcome.applied else messages.CHANGED_BY_HAND)(line=repr(found))


def _unmeasured(island: Island, error: IslandError) -> Outcome:
    return Outcome(island, None, Verdict(Cause.NOT_MEASURED, NOT_MEASURED(why=error.message)))


def _has_no_pod(island: Island) -> Outcome:
    return Outcome(island, None, Verdict(Cause.NOT_MEASURED, NO_POD()))
