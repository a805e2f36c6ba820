"""One leader among the manager processes on one database, by a lease that must be renewed in time.

A leader that was frozen (SIGSTOP, a paused VM) finds its lease out of date by its own monotonic clock before it does
anything else: `holds` is asked before every act. What lapsed stays lapsed, so that whatever was left undone meanwhile
is found by the full look with which the next term begins.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Callable

import structlog

from islandmgr.model.errors import IslandError
from islandmgr.store import Store, leases

LEASE = "reconciler"
SAFETY = 0.9  # of its length a lease is relied upon here: it ends here before it ends in the database

log = structlog.get_logger(__name__)


class Leadership:
    """One time of holding the lease, until `until` (of `clock`) or longer. For several threads."""

    def __init__(self, epoch: int, until: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.epoch = epoch
        self._until = until
        self._clock = clock
        self._lapsed = False
        self._lock = threading.Lock()

    def holds(self) -> bool:
        """True while nobody else can have become leader. Once it is False, it stays so."""
        with self._lock:
            return self._still()

    def prolong(self, until: float) -> bool:
        """Let it last until then. False when it has lapsed already, if only for a moment: that is for good."""
        with self._lock:
            if self._still():
                self._until = until
            return self._still()

    def end(self) -> None:
        with self._lock:
            self._lapsed = True

    def _still(self) -> bool:
        self._lapsed = self._lapsed or self._clock() >= self._until
        return not self._lapsed


class Leader:
    """The claim of this process to be the one that acts. `seconds` is how long a silent leader stays leader."""

    def __init__(self, store: Store, seconds: float) -> None:
        self.holder = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._store = store
        self._seconds = seconds
        self._seen: leases.Held | None = None  # somebody else's lease
        self._seen_alive = time.monotonic()

    def campaign(self) -> Leadership | None:
        """Get the lease; None when somebody else has it or the database does not answer."""
        asked = time.monotonic()
        try:
            with self._store.transaction() as conn:
                epoch = leases.try_acquire(conn, LEASE, self.holder, self._seconds)
                found = leases.find(conn, LEASE)
        except IslandError as error:
            log.warning("lease not acquired", cause=error.message)
            return None
        if epoch is None:
            self._watch(found)
            return None
        self._seen_alive = asked
        return Leadership(epoch, asked + self._seconds * SAFETY)

    def renew(self, leadership: Leadership) -> bool:
        """Prolong the lease. False when the term is over; a database that does not answer ends it only in time."""
        # The clock is read before asking, for the same reason as `SAFETY`.
        asked = time.monotonic()
        try:
            renewed = self._store.run(
                lambda conn: leases.renew(conn, LEASE, self.holder, leadership.epoch, self._seconds)
            )
        except IslandError as error:
            log.warning("lease not renewed", cause=error.message)
            return leadership.holds()
        if not renewed:
            leadership.end()
            return False
        self._seen_alive = asked
        return leadership.prolong(asked + self._seconds * SAFETY)

    def release(self, leadership: Leadership) -> None:
        """Let another process take over at once."""
        leadership.end()
        try:
            with self._store.transaction() as conn:
                leases.release(conn, LEASE, self.holder)
        except IslandError as error:
            log.info("lease not released", cause=error.message)

    def leaderless(self) -> float:
        """Seconds since this process last saw a leader, itself or another; less than the gap between two looks or
        renewals while all is well."""
        return time.monotonic() - self._seen_alive

    @property
    def gap(self) -> float:
        """Seconds between two renewals."""
        return self._seconds / 4

    def _watch(self, found: leases.Held | None) -> None:
        """Another's lease shows a leader only when it was renewed since the last look: no clock is believed for it."""
        if found != self._seen:
            self._seen, self._seen_alive = found, time.monotonic()
