"""From a step's output to rows: gathered for a moment, so that a line at a time is not a transaction each."""

from __future__ import annotations

import threading
import time

from islandmgr.model.errors import Conflict, Unavailable
from islandmgr.store.store import Store
from islandmgr.tasks import logs
from islandmgr.tasks.log_resume import MARK

DELAY = 0.4  # seconds that output waits to be written
BATCH = 256 * 1024  # bytes that are written at once, however short they waited
LOST = b"\n[some output is missing here: the database did not take it in time]\n"


class LogWriter:
    """Thread-safe. With `patient` what the database does not take now is kept for the next try, up to what is kept of a
    log anyway: for output that comes once only. Without it the fault is raised, and the log is read again."""

    def __init__(self, store: Store, task_id: int, step: int, *, patient: bool = False) -> None:
        """Raises NotFound, Unavailable."""
        self._store = store
        self._task_id = task_id
        self._step = step
        self._patient = patient
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self._tried = 0  # bytes of it that were given to the database, without an answer
        self._due = float("inf")  # time.monotonic
        with store.reading() as conn:
            self.end, self.mark = logs.last_bytes(conn, task_id, step, MARK)

    def add(self, data: bytes) -> None:
        """Raises Conflict: another leader writes this log. Unavailable, unless it is patient."""
        if not data:
            return
        with self._lock:
            if not self._waiting:
                self._due = time.monotonic() + DELAY
            self._waiting += data
            full = len(self._waiting) >= BATCH
        if full:
            self.flush()

    def flush_due(self) -> None:
        """Write what has waited long enough. Raises as `add` does."""
        if time.monotonic() >= self._due:
            self.flush()

    def flush(self) -> bool:
        """Write all there is; False when that has to wait. Raises as `add` does."""
        with self._lock:
            try:
                while self._waiting:
                    # The same piece as at the last try, which may have been written.
                    self._tried = self._tried or min(BATCH, len(self._waiting))
                    self._write(bytes(self._waiting[: self._tried]))
                    self._tried = 0
                self._due = float("inf")
            except Unavailable:
                if not self._patient:
                    raise
                self._keep()
            return not self._waiting

    def _write(self, data: bytes) -> None:
        try:
            self.end = self._store.run(lambda conn: logs.append(conn, self._task_id, self._step, self.end, data))
        except Conflict:
            if not self._is_written(data):
                raise
            self.end += len(data)
        del self._waiting[: len(data)]

    def _is_written(self, data: bytes) -> bool:
        """Whether the last try was committed, and only its answer was lost."""
        with self._store.reading() as conn:
            end, last = logs.last_bytes(conn, self._task_id, self._step, MARK)
        return end == self.end + len(data) and last.endswith(data[-MARK:])

    def _keep(self) -> None:
        self._due = time.monotonic() + DELAY * 5
        if len(self._waiting) > logs.KEPT:
            self._waiting[self._tried : len(self._waiting) - logs.KEPT // 2] = LOST
