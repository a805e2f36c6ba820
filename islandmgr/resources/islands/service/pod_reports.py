"""What Pods tell the manager: the registration of a starting island, and the side container's reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts, note, read_token, touch
from islandmgr.kernel.log_text import bounded_text
from islandmgr.kernel.throttle import Throttle
from islandmgr.model.domain import Actor, Exit, Island, State, Wanted
from islandmgr.model.errors import Conflict, Forbidden, IslandError, Unavailable
from islandmgr.model.messages import as_message
from islandmgr.resources.islands import messages
from islandmgr.resources.islands.rules import registration
from islandmgr.resources.islands.rules.endings import LEFT_FOREGROUND
from islandmgr.resources.islands.rules.registration import Location
from islandmgr.resources.islands.service.crash_bundles import LOG_BYTES, bundle_of
from islandmgr.resources.islands.store import bundles, islands, registry

REFUSAL_GAP = 60.0  # seconds between two refusals that are written to one island's history
QUESTION_GAP = 0.5  # seconds between two questions to the cluster where one island is

POD = Actor("pod")

log = structlog.get_logger(__name__)

T = TypeVar("T")


class InPod:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._recorded = Throttle(REFUSAL_GAP)
        self._asked = Throttle(QUESTION_GAP)

    def register(self, token: str, message: Mapping[str, Any]) -> Island:
        """Write the island into the registry table. Repeats are harmless.

        Where the island is stands in its row by now, as a rule. If not, or if the Pod says otherwise, the cluster is
        asked for the Pod.

        Raises:
            Unauthorized: not a token of ours. Forbidden: another island's, or the Pod says of itself what is not so.
            Conflict: an older incarnation's, or the island is stopped. NotFound: there is no such island.
            Unavailable: the cluster has not confirmed yet where the Pod is; the Pod asks again.
        """
        try:
            island, first = self._register(token, message, None)
        except _UnconfirmedError as unconfirmed:
            island, first = self._register(token, message, self._location(unconfirmed.island))
        if first:
            self._parts.changed(island.subject)
        return island

    def report(self, token: str, message: Mapping[str, Any]) -> None:
        """Take in what the side container saw: connections, the server's end, what it left.

        Raises: as `register`.
        """
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            island = self._with_hint(conn, self._admitted(conn, token, message, late=True), message, now)
            seen = {
                name: value for name, value in _seen(island, message, now).items() if getattr(island, name) != value
            }
            if seen:
                island = islands.change(conn, island, **seen)
                touch(conn, island, now)
            if (message.get("exit") or message.get("files")) and _crashed(conn, island):
                said = bounded_text(message.get("log", ""), LOG_BYTES)
                bundles.merge(conn, bundle_of(island, now, log=said, files=message.get("files", ())))
            return island

        island = self._run(work)
        self._parts.changed(island.subject)

    def _with_hint(self, conn: Connection, island: Island, message: Mapping[str, Any], now: float) -> Island:
        """A server that went into the background looks like one that has ended well. The cluster may have told of its
        end before, or tells of it later: the row has the reason in either case."""
        ended = message.get("exit") or {}
        known = island.exit
        if ended.get("code") != 0 or not ended.get("left") or island.wanted is not Wanted.RUN:
            return island
        reason = LEFT_FOREGROUND(process=str(ended["left"]))
        if known is not None and (known.code != 0 or known.reason == reason):
            return island
        hint = {"exit": Exit(0, reason, min(now, float(ended.get("at", now))))}
        if island.state is not State.CRASHED:
            return islands.change(conn, island, **hint)
        after = islands.change(conn, island, **hint, reason=reason)
        note(conn, after, "note", POD, reason, now)
        return after

    def killed(self, token: str, message: Mapping[str, Any]) -> None:
        """Write to the history which processes of a server had not ended when its grace was over. An incarnation that
        is over speaks of itself here.

        Raises: as `register`; Conflict for an incarnation that has not begun.
        """
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            island, incarnation = self._sender(conn, token, message)
            if not message.get("incarnation") == incarnation <= island.incarnation:
                raise Conflict(messages.OUTDATED_TOKEN(id=island.id, n=island.incarnation, old=incarnation))
            names = [f"{each['name']}({each['pid']})" for each in message["processes"]]
            what = messages.KILLED(n=message["after"], processes=names)
            note(conn, replace(island, incarnation=incarnation), "killed", POD, what, now)
            return island

        self._parts.changed(self._run(work).subject)

    def _register(self, token: str, message: Mapping[str, Any], asked: Location | None) -> tuple[Island, bool]:
        """`asked` is the cluster's answer; without one the row must confirm what the Pod says. True the first time."""
        now = self._parts.now()

        def work(conn: Connection) -> tuple[Island, bool]:
            island = self._admitted(conn, token, message)
            location = asked or registration.location_in_row(island)
            if location is None or not (asked or registration.agrees(location, message)):
                raise _UnconfirmedError(island)
            if differing := registration.differences(island, location, message):
                untrue = Forbidden(messages.UNTRUE(id=island.id, what=differing))
                raise _RefusalError(island.id, island.incarnation, untrue)
            registry.put(conn, registration.registration(island, location, message, now))
            if island.registered_at is not None:
                return island, False
            code = registration.fingerprint(message)
            island = islands.change(conn, island, registered_at=now, fingerprint=code)
            note(conn, island, "registration", POD, messages.REGISTERED(host=location.host), now)
            return island, True

        return self._run(work)

    def _location(self, island: Island) -> Location:
        """Ask the cluster, but not for each knock. Raises Unavailable while it cannot tell."""
        if self._asked.passes((island.id, island.incarnation)):
            found = registration.location_of_pod(island, self._parts.cluster.get_pod(island.pod))
            if found is not None:
                return found
        raise Unavailable(messages.UNCONFIRMED(pod=island.pod))

    def _run(self, work: Callable[[Connection], T]) -> T:
        """`work` in one transaction; a refusal is recorded after its end, for it is a write of its own."""
        try:
            return self._parts.store.run(work)
        except _RefusalError as refusal:
            self._record(refusal)
            raise refusal.error from None

    def _admitted(self, conn: Connection, token: str, message: Mapping[str, Any], *, late: bool = False) -> Island:
        """The island that the token and the message agree on, its row locked, when this is its incarnation now. With
        `late` the incarnation before may speak without being told of in the history: its last words come when the next
        one is asked for already."""
        island, incarnation = self._sender(conn, token, message)
        if island.state is State.STOPPED:
            raise Conflict(messages.IS_STOPPED(id=island.id), state=island.state)
        if incarnation != island.incarnation or message.get("incarnation") != incarnation:
            outdated = Conflict(messages.OUTDATED_TOKEN(id=island.id, n=island.incarnation, old=incarnation))
            if late and message.get("incarnation") == incarnation == island.incarnation - 1:
                raise outdated
            raise _RefusalError(island.id, incarnation, outdated)
        return island

    def _sender(self, conn: Connection, token: str, message: Mapping[str, Any]) -> tuple[Island, int]:
        """The island that the token and the message agree on, its row locked, and the token's incarnation."""
        island_id, incarnation = read_token(self._parts.secret, token)
        if message.get("island") != island_id:
            theirs = Forbidden(messages.NOT_ITS_TOKEN(id=island_id, claimed=repr(message.get("island"))))
            raise _RefusalError(island_id, incarnation, theirs)
        return islands.get(conn, island_id, lock=True), incarnation

    def _record(self, refusal: _RefusalError) -> None:
        """Write a refusal to the island's history, but not one for each knock."""
        if not self._recorded.passes((refusal.island_id, refusal.incarnation)):
            return
        now, message = self._parts.now(), as_message(refusal.error.message)
        log.warning("refused", island=refusal.island_id, cause=message)

        def work(conn: Connection) -> None:
            note(conn, islands.get(conn, refusal.island_id), "refused", POD, message, now)

        self._parts.store.run(work)


class _UnconfirmedError(Exception):
    """The row does not say where the island is, or its Pod says otherwise."""

    def __init__(self, island: Island) -> None:
        super().__init__(island.id)
        self.island = island


class _RefusalError(Exception):
    """The Pod with this token may not say this; `error` is what the asker hears."""

    def __init__(self, island_id: int, incarnation: int, error: IslandError) -> None:
        super().__init__(error.message)
        self.island_id = island_id
        self.incarnation = incarnation  # the token's
        self.error = error


def _crashed(conn: Connection, island: Island) -> bool:
    """Whether an end is nobody's wish: a server that ends because it is stopped leaves no bundle, only one that had
    crashed before has more to tell."""
    return island.wanted is Wanted.RUN or bundles.exists(conn, island.id, island.incarnation)


def _seen(island: Island, message: Mapping[str, Any], now: float) -> dict[str, Any]:
    """The columns that a report speaks of. Nobody played later than `now`, and what was seen before stays seen."""
    seen: dict[str, Any] = {"connections": 0 if message.get("exit") else int(message.get("connections", 0))}
    if message.get("last_used_at") is not None:
        seen["last_used_at"] = min(now, max(float(message["last_used_at"]), island.last_used_at or 0.0))
    return seen
