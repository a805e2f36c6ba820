"""One leader among the manager processes on one database, by a lease that must be renewed in time.

A leader that was frozen (SIGSTOP, a paused VM) finds its lease out of date by its own monotonic clock before it does
anything else: `holds` is asked before every act.
"""

from __future__ import annotations

import os
import socket
import time
import uuid

import structlog

from islandmgr.errors import IslandError
from islandmgr.store import Store, leases

LEASE = "reconciler"

log = structlog.get_logger(__name__)


class Leader:
    """The claim of this process to be the one that acts. `seconds` is how long a silent leader stays leader."""

    def __init__(self, store: Store, seconds: float) -> None:
        self.holder = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._store = store
        self._seconds = seconds
        self._until = 0.0  # time.monotonic

    def holds(self) -> bool:
        """True while nobody else can have become leader."""
        return time.monotonic() < self._until

    def renew(self) -> bool:
        """Get the lease or prolong it; False when somebody else has it or the database does not answer."""
        # The clock is read before asking: the lease then ends here before it ends in the database.
        asked = time.monotonic()
        try:
            with self._store.transaction() as conn:
                got = leases.try_acquire(conn, LEASE, self.holder, self._seconds)
        except IslandError as error:
            log.warning("lease not renewed", cause=error.message)
            return False
        if got is None:
            self._until = 0.0
            return False
        self._until = asked + self._seconds * 0.9
        return True

    def release(self) -> None:
        """Let another process take over at once."""
        self._until = 0.0
        try:
            with self._store.transaction() as conn:
                leases.release(conn, LEASE, self.holder)
        except IslandError as error:
            log.info("lease not released", cause=error.message)

    @property
    def gap(self) -> float:
        """Seconds between two renewals."""
        return self._seconds / 4
