"""Can the database be written? A full disk or a read-only server still answers everybody who only reads."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

from islandmgr.model.errors import IslandError
from islandmgr.store import Store, leases
from islandmgr.store.schema import schema_state

GAP = 10.0  # seconds between two writes, however often somebody asks
GAP_WHEN_BROKEN = 1.0
LEAST_FREE = 16 * 1024 * 1024  # bytes; SQLite's log alone grows to 4 MiB before it is folded into the file
ROW = "write-check"  # of the leases: it is nobody's, and always run out


class WriteCheck:
    """Writes one row now and then, and keeps what came of it in between."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._found = ""
        self._again_at = 0.0  # time.monotonic

    def complaint(self) -> str:
        """What is wrong; empty when the database can be written. Raises IslandError with the database's own words."""
        with self._lock:
            if time.monotonic() >= self._again_at:
                self._again_at = time.monotonic() + GAP_WHEN_BROKEN
                self._found = self._look()
                if not self._found:
                    self._again_at = time.monotonic() + GAP
            return self._found

    def _look(self) -> str:
        if schema_state(self._store.engine):
            return ""  # the check of the schema says it
        try:
            self._store.run(lambda conn: leases.try_acquire(conn, ROW, ROW, 0.0))
        except IslandError as error:
            return error.message
        return self._short_of_disk()

    def _short_of_disk(self) -> str:
        """Of SQLite's disk; other databases have theirs elsewhere. A full one takes small writes for long."""
        url = self._store.engine.url
        if url.get_backend_name() != "sqlite" or not url.database:
            return ""
        free = shutil.disk_usage(Path(url.database).parent).free
        return "" if free >= LEAST_FREE else f"The disk of {url.database} is full: {free} bytes are free"
