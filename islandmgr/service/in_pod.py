"""What Pods tell the manager: the registration of a starting island, and the side container's reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection

from islandmgr.errors import Conflict, Forbidden, IslandError
from islandmgr.model import Actor, Island, State
from islandmgr.service.crashes import bundle_of
from islandmgr.service.parts import Parts, note, read_token, touch
from islandmgr.store import bundles, islands, registry

REFUSAL_GAP = 60.0  # seconds between two refusals that are written to one island's history

POD = Actor("pod")

log = structlog.get_logger(__name__)

T = TypeVar("T")


class InPod:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._refused_at: dict[int, float] = {}

    def register(self, token: str, message: Mapping[str, Any]) -> Island:
        """Write the island into the registry table. Repeats are harmless.

        Raises:
            Unauthorized: not a token of ours. Forbidden: another island's. Conflict: an older incarnation's, or the
            island is stopped. NotFound: there is no such island.
        """
        now = self._parts.now()

        def work(conn: Connection) -> tuple[Island, bool]:
            island = self._admitted(conn, token, message)
            registry.put(conn, _registration(island, message, now))
            if island.registered_at is not None:
                return island, False
            code = str(message.get("fingerprint", ""))[:128]
            island = islands.change(conn, island, registered_at=now, fingerprint=code)
            note(conn, island, "registration", POD, f"Registered from {message['host']}", now)
            return island, True

        island, first = self._run(work)
        if first:
            self._parts.changed(island.id)
        return island

    def report(self, token: str, message: Mapping[str, Any]) -> None:
        """Take in what the side container saw: connections, the server's end, what it left.

        Raises: as `register`.
        """
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            island = self._admitted(conn, token, message)
            seen = {name: value for name, value in _seen(message).items() if getattr(island, name) != value}
            if seen:
                island = islands.change(conn, island, **seen)
                touch(conn, island, now)
            if message.get("exit") or message.get("files"):
                bundles.merge(conn, bundle_of(island, now, log=message.get("log", ""), files=message.get("files", ())))
            return island

        island = self._run(work)
        self._parts.changed(island.id)

    def _run(self, work: Callable[[Connection], T]) -> T:
        """`work` in one transaction; a refusal is recorded after its end, for it is a write of its own."""
        try:
            return self._parts.store.run(work)
        except _RefusalError as refusal:
            self._record(refusal.island_id, refusal.error.message)
            raise refusal.error from None

    def _admitted(self, conn: Connection, token: str, message: Mapping[str, Any]) -> Island:
        """The island that the token and the message agree on, its row locked."""
        island_id, incarnation = read_token(self._parts.secret, token)
        if message.get("island") != island_id:
            theirs = Forbidden(f"This token is island {island_id}'s, not {message.get('island')!r}'s")
            raise _RefusalError(island_id, theirs)
        island = islands.get(conn, island_id, lock=True)
        if island.state is State.STOPPED:
            raise Conflict(f"Island {island_id} is stopped", state=island.state)
        if incarnation != island.incarnation or message.get("incarnation") != incarnation:
            outdated = Conflict(
                f"Island {island_id} is at incarnation {island.incarnation}; this is incarnation {incarnation}'s token"
            )
            raise _RefusalError(island_id, outdated)
        return island

    def _record(self, island_id: int, message: str) -> None:
        """Write a refusal to the island's history, but not one for each knock."""
        now = self._parts.now()
        if now - self._refused_at.get(island_id, 0.0) < REFUSAL_GAP:
            return
        self._refused_at[island_id] = now
        log.warning("refused", island=island_id, cause=message)
        self._parts.store.run(lambda conn: note(conn, islands.get(conn, island_id), "refused", POD, message, now))


class _RefusalError(Exception):
    """The token and the island do not belong together; `error` is what the asker hears."""

    def __init__(self, island_id: int, error: IslandError) -> None:
        super().__init__(error.message)
        self.island_id = island_id
        self.error = error


def _registration(island: Island, message: Mapping[str, Any], now: float) -> registry.Registration:
    return replace(
        registry.known(island, now),
        node=message["node"],
        host=message["host"],
        pod=message["pod"],
        fingerprint=str(message.get("fingerprint", ""))[:128],
        started_at=float(message["started_at"]),
    )


def _seen(message: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a report speaks of."""
    seen: dict[str, Any] = {"connections": 0 if message.get("exit") else int(message.get("connections", 0))}
    if message.get("last_used_at") is not None:
        seen["last_used_at"] = float(message["last_used_at"])
    return seen
