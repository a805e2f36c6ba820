"""Keeping the database small: what nobody asks for any more is forgotten."""

from __future__ import annotations

from sqlalchemy import Connection

from islandmgr.kernel import events, idempotency
from islandmgr.kernel.context import Parts
from islandmgr.resources.access.store import rates, tokens
from islandmgr.resources.islands.store import bundles
from islandmgr.resources.notifications.store import outbox

DAY = 86400.0


class Upkeep:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def forget_keys(self) -> int:
        """Idempotency keys older than a day; returns how many."""
        before = self._parts.now() - DAY
        return self._parts.store.run(lambda conn: idempotency.forget_before(conn, before))

    def forget_credentials(self) -> int:
        """Tokens and sessions that ended a month ago, counts of attempts older than a day; returns how many."""
        now = self._parts.now()

        def work(conn: Connection) -> int:
            return tokens.forget_expired(conn, now - 30 * DAY) + rates.forget_before(conn, now - DAY)

        return self._parts.store.run(work)

    def forget_bundles(self) -> int:
        """Crash bundles older than the settings keep them; returns how many."""
        before = self._parts.now() - self._parts.settings.bundle_days * DAY
        return self._parts.store.run(lambda conn: bundles.forget_before(conn, before))

    def forget_deliveries(self) -> int:
        """What was told to others, or given up, longer ago than the settings keep it; returns how many."""
        before = self._parts.now() - self._parts.settings.delivery_days * DAY
        return self._parts.store.run(lambda conn: outbox.forget_before(conn, before))

    def forget_row_events(self) -> int:
        """Events that only told open pages to look, older than a day; returns how many."""
        before = self._parts.now() - DAY
        return self._parts.store.run(lambda conn: events.forget_row_events(conn, before))
