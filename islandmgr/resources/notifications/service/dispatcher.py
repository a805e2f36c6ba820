"""The thread of the leader that tells others: events become rows of the outbox, rows become requests.

The rows are written in one transaction with the place in the stream of events they came from, so a manager that is
killed at any moment is followed by one that goes on there: nothing is left out, something may be told twice.
"""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable

import structlog
from sqlalchemy import Connection

from islandmgr.engine.worker_loop import Holds, WorkerLoop
from islandmgr.kernel.context import Parts
from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.kernel.tail import Followed, Tail
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import IslandError
from islandmgr.resources.access.service import teams as users
from islandmgr.resources.notifications.rules.fanout import PLACE, Targets, deliveries
from islandmgr.resources.notifications.rules.targets import Delivery, DeliveryState, Target
from islandmgr.resources.notifications.service.http_post import Outcome
from islandmgr.resources.notifications.service.request_slots import RequestSlots, receivers
from islandmgr.resources.notifications.store import channels, outbox, webhooks

DAY = 86400.0
GAP = 0.5  # seconds between looks, when nobody said that there is something
BREATH = 0.1  # seconds in which more may happen, after something did: a hundred starts are read as a few
RETRIES = Backoff(0.5, 3600.0, growth=1.5, spread=0.2)  # between those of one delivery
LOOK, OF_ONE = 2000, 8  # rows whose turn it is, in one look, and those of one target
REST = 2  # times as long as it took: how long the table is left alone after a look that found no place for anything

Send = Callable[[Delivery], Outcome | None]
"""One attempt; None: its target is paused."""

log = structlog.get_logger(__name__)


class Outbox:
    def __init__(self, parts: Parts, kinds: EventKinds, post: Send, tell: Send) -> None:
        self._parts = parts
        self._kinds = kinds
        self._send = {Target.WEBHOOK: post, Target.CHANNEL: tell}
        self._worker = WorkerLoop("outbox", self._round)
        self._news = True  # something may have happened since the events were last read
        self._due: list[Delivery] = []  # whose turn it is, as it was when the table was last read
        self._lock = threading.Lock()
        self._under_way: set[int] = set()
        self._places = RequestSlots()
        self._receivers: dict[tuple[Target, int], str] = {}  # of each target, as it was when the table was last read
        self._read_at, self._read_took = 0.0, 0.0  # of the monotonic clock, seconds
        self._tail: Tail | None = None
        self._written: str | None = None

    def forget_deliveries(self) -> int:
        """What was told to others, or given up, longer ago than the settings keep it; returns how many."""
        before = self._parts.now() - self._parts.settings.delivery_days * DAY
        return self._parts.store.run(lambda conn: outbox.forget_before(conn, before))

    def notify(self) -> None:
        """Something was committed in this process: look at once."""
        self._news = True
        self._worker.awake.set()

    def drive(self, over: threading.Event, holds: Holds) -> None:
        """Tell others until `over`. Only the leader calls this."""
        self._tail = None
        self._worker.drive(over, holds)

    def _round(self, holds: Holds) -> float:
        quiet = not self._worker.was_woken
        if self._news and not quiet:  # a delivery that ended makes room for the next one at once
            time.sleep(BREATH)
            self._worker.awake.clear()
        try:
            self._read_events(quiet)
            self._start_due(holds, quiet)
        except IslandError:
            raise
        except Exception:
            self._tail = None
            raise
        return GAP

    def _read_events(self, quiet: bool) -> None:
        if self._news or quiet:
            self._news = False
            while self._fan_out():
                self._due = []

    def _fan_out(self) -> int:
        """Turn the next events into rows; how many events there were."""
        with self._parts.store.reading() as conn:
            targets = _targets(conn)
            if not targets:
                return 0
            if self._tail is not None and not copy.deepcopy(self._tail).new(conn):
                return 0
        tail, found = self._parts.store.run(lambda conn: self._told(conn, targets))
        self._tail, self._written = tail, tail.cursor
        return len(found)

    def _told(self, conn: Connection, targets: Targets) -> tuple[Tail, list[Followed]]:
        """Rows and place in one transaction. The tail is kept only when that was committed."""
        stored = outbox.place(conn, PLACE)
        if self._tail is not None and stored == self._written:
            tail = copy.deepcopy(self._tail)
        else:  # this process leads anew, or another one did meanwhile
            tail = Tail.from_now(conn) if stored is None else Tail.after(stored)
        found = tail.new(conn)
        now, base = self._parts.now(), self._parts.settings.url
        told = self._kinds.told(conn, [followed.event for followed in found])
        outbox.add(conn, [row for one in told for row in deliveries(one, targets, now, base)])
        if tail.cursor != stored:
            outbox.move_to(conn, PLACE, tail.cursor)
        return tail, found

    def _start_due(self, holds: Holds, quiet: bool) -> None:
        """Start as many requests as may be under way at once."""
        if self._places.full:
            return
        if quiet or not self._start(holds):
            self._read_due()
            self._start(holds)

    def _read_due(self) -> None:
        """Whose turn it is, and where each of them is received."""
        rest = self._read_at + REST * self._read_took - time.monotonic()
        if self._due and rest > 0:  # what waits for a place must not keep the database busy
            time.sleep(min(rest, GAP))
        with self._lock:
            under_way = list(self._under_way)
        began = time.monotonic()
        with self._parts.store.reading() as conn:
            self._due = outbox.due(conn, self._parts.now(), under_way, LOOK, OF_ONE)
            if self._due:
                self._receivers = receivers(webhooks.everything(conn), channels.everything(conn))
        self._read_at = time.monotonic()
        self._read_took = self._read_at - began

    def _start(self, holds: Holds) -> int:
        """Start those of `_due` that get a place, and leave the others in it; how many were started."""
        later = []
        for it in self._due:
            receiver = self._receivers.get((it.target, it.target_id), "")
            if not self._places.take(receiver):
                later.append(it)
                continue
            with self._lock:
                self._under_way.add(it.id)
            # Not a pool: its threads would hold up the end of the process.
            thread = threading.Thread(
                target=self._deliver, args=(it, receiver, holds), name=f"delivery-{it.id}", daemon=True
            )
            thread.start()
        started, self._due = len(self._due) - len(later), later
        return started

    def _deliver(self, it: Delivery, receiver: str, holds: Holds) -> None:
        began, seconds = time.monotonic(), None
        try:
            if holds():
                outcome = self._send[it.target](it)
                seconds = time.monotonic() - began
                self._parts.store.run(lambda conn: self._settle(conn, it, outcome))
        except IslandError as error:
            log.warning("a delivery waits", delivery=it.id, cause=error.message)
        except Exception:
            log.exception("a fault of the manager in a delivery", delivery=it.id)
        finally:
            self._places.give_back(receiver, seconds)
            with self._lock:
                self._under_way.discard(it.id)
            self._worker.awake.set()

    def _settle(self, conn: Connection, it: Delivery, outcome: Outcome | None) -> None:
        now = self._parts.now()
        if outcome is None:
            outbox.settle(conn, it, next_at=now + 60)
            return
        tried = {"attempts": it.attempts + 1, "status": outcome.status, "problem": outcome.problem}
        if not outcome.problem:
            outbox.settle(conn, it, **tried, state=DeliveryState.DELIVERED, ended_at=now)
        elif it.attempts + 1 >= self._parts.settings.webhook_attempts:
            log.warning("a dead letter", target=it.target, id=it.target_id, cause=outcome.problem)
            outbox.settle(conn, it, **tried, state=DeliveryState.DEAD, ended_at=now)
        else:
            outbox.settle(conn, it, **tried, next_at=now + RETRIES.gap(it.attempts + 1))


def first_place(conn: Connection) -> None:
    """Somebody wants to be told from now on: if nobody did before, the reading begins here. Call it before adding."""
    if not _targets(conn):
        outbox.move_to(conn, PLACE, Tail.from_now(conn).cursor)


def _targets(conn: Connection) -> Targets:
    hooks, people = webhooks.everything(conn), channels.everything(conn)
    teams = {user.name: user.team for user in users.everybody(conn)} if people else {}
    return Targets(hooks, people, teams)
