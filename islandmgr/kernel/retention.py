"""Keeping the database small: what every verb writes, and nobody asks for any more, is forgotten."""

from __future__ import annotations

from islandmgr.kernel import events, idempotency
from islandmgr.kernel.context import Parts

DAY = 86400.0


class Retention:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def forget_keys(self) -> int:
        """Idempotency keys older than a day; returns how many."""
        before = self._parts.now() - DAY
        return self._parts.store.run(lambda conn: idempotency.forget_before(conn, before))

    def forget_row_events(self) -> int:
        """Events that only told open pages to look, older than a day; returns how many."""
        before = self._parts.now() - DAY
        return self._parts.store.run(lambda conn: events.forget_row_events(conn, before))
