"""How long islands live: extend, hold, and what ends by itself. People are told before, and one word keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import Actor, Hold, Island, State, Wanted, Warned, island_subject
from islandmgr.model.errors import Conflict, Invalid
from islandmgr.model.instants import latest
from islandmgr.model.messages import Message
from islandmgr.model.state_words import state_words
from islandmgr.resources.islands import messages
from islandmgr.resources.islands.service import rows
from islandmgr.resources.islands.store import bundles, islands

HOUR, DAY = 3600.0, 86400.0
LIFETIME, UNUSED = "lifetime", "unused"  # why an island ends
CLOCK = Actor("lifetime")  # who ends what ends by itself


class Lifetime:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def extend(self, island_id: int, hours: float, actor: Actor) -> Island:
        """Let it live `hours` longer, counted from its expiry; it counts as used from now on.

        Raises:
            Conflict: it is stopped or being stopped, or nothing would end it.
            Invalid: the new expiry is further away than the settings allow.
        """

        def act(conn: Connection, island: Island, now: float) -> Island:
            self._still_wanted(island)
            changes: dict[str, Any] = {"kept_at": now, "warning": None}
            if island.expires_at is not None:
                until = max(island.expires_at, now) + hours * HOUR
                changes["expires_at"] = self._latest(
                    until, lambda most: messages.EXTENDED_TOO_FAR(hours=hours, most=most)
                )
            elif island.warning is None:
                raise Conflict(messages.NO_EXPIRY(id=island.id))
            return rows.change_with_history(conn, island, changes, actor, messages.EXTENDED(hours=hours), now)

        return rows.act_on(self._parts, island_id, actor, act)

    def hold(self, island_id: int, until: float, reason: str, actor: Actor) -> Island:
        """Nothing ends it by itself before `until` (UTC epoch seconds), neither its lifetime nor that nobody uses it.

        Raises:
            Conflict: it is stopped or being stopped.
            Invalid: the date is over or too far away, or there is no reason.
        """

        def act(conn: Connection, island: Island, now: float) -> Island:
            self._still_wanted(island)
            if until <= now:
                raise Invalid(messages.HOLD_OVER(), fields={"until": "past"})
            self._latest(until, lambda most: messages.HELD_TOO_LONG(most=most))
            kept = {"hold": Hold(until, reason, actor.name), "kept_at": now, "warning": None}
            return rows.change_with_history(
                conn, island, kept, actor, messages.HELD(reason=reason), now, {"until": until}
            )

        if not reason.strip():
            raise Invalid(messages.HOLD_WITHOUT_REASON(), fields={"reason": "empty"})
        return rows.act_on(self._parts, island_id, actor, act)

    def end_hold(self, island_id: int, actor: Actor) -> Island:
        """End its hold. Raises Conflict: it is not held."""

        def act(conn: Connection, island: Island, now: float) -> Island:
            if island.hold is None:
                raise Conflict(messages.NOT_HELD(id=island.id))
            return rows.change_with_history(conn, island, {"hold": None}, actor, messages.HELD_NO_LONGER(), now)

        return rows.act_on(self._parts, island_id, actor, act)

    def correct(self) -> int:
        """After the clock was set back: what happened in the future happened now. For the jobs."""
        number, now = 0, self._parts.now()
        with self._parts.store.reading() as conn:
            found = islands.ahead(conn, latest(now))
        for chosen in found:

            def work(conn: Connection, island_id: int = chosen.id) -> bool:
                island = islands.get(conn, island_id, lock=True)
                changes = corrected(island, now)
                if changes:
                    rows.change_with_history(conn, island, changes, CLOCK, messages.SET_BACK(), now)
                return bool(changes)

            if self._parts.store.run(work):
                number += 1
                self._parts.changed(chosen.subject)
        return number

    def warn(self) -> int:
        """Tell people of islands that will end soon, and take back what is no longer so. For the jobs."""
        now, ahead = self._parts.now(), self._parts.settings.warn_hours * HOUR
        with self._parts.store.reading() as conn:
            ending = [it for it in islands.expiring(conn, now + ahead) if _end_of(it) <= now + ahead]
            idle = islands.unused(conn, now - self._parts.settings.unused_days * DAY) if self._ends_unused else []
            warned = {it.id: it for it in islands.warned(conn)}
        wanted = {it.id: _first(it.warning, Warned(now + ahead, UNUSED)) for it in idle if not _is_held(it, now)}
        wanted |= {it.id: Warned(_end_of(it), LIFETIME) for it in ending}
        changed = 0
        for island_id in sorted({*wanted, *warned}):
            changed += self._warned(island_id, wanted.get(island_id), now)
        return changed

    def expire(self) -> int:
        """Stop what has outlived its lifetime. For the jobs."""
        now = self._parts.now()
        with self._parts.store.reading() as conn:
            due = islands.expiring(conn, now)
        return self._end(due, messages.LIFETIME_OVER(), lambda it: it.expires_at is not None and it.expires_at <= now)

    def stop_unused(self) -> int:
        """Stop what nobody has connected to for long, once that was announced. For the jobs."""
        if not self._ends_unused:
            return 0
        now, days = self._parts.now(), self._parts.settings.unused_days
        with self._parts.store.reading() as conn:
            due = [it for it in islands.unused(conn, now - days * DAY) if _is_due(it, now)]
        return self._end(due, messages.UNUSED(days=days), lambda it: _is_due(it, now))

    def forget_bundles(self) -> int:
        """Crash bundles older than the settings keep them; returns how many."""
        before = self._parts.now() - self._parts.settings.bundle_days * DAY
        return self._parts.store.run(lambda conn: bundles.forget_before(conn, before))

    def slim(self) -> int:
        """Stop what crashed long ago: its bundle stays, its Pod, memory and ports go back. For the jobs."""
        hours = self._parts.settings.slim_hours
        if not hours:
            return 0
        with self._parts.store.reading() as conn:
            due = islands.dead(conn, self._parts.now() - hours * HOUR)
        reason = messages.SLIMMED(hours=hours)
        return self._end(due, reason, lambda it: it.state in {State.CRASHED, State.FAILED})

    @property
    def _ends_unused(self) -> bool:
        return self._parts.settings.unused_days > 0

    def _warned(self, island_id: int, warning: Warned | None, now: float) -> int:
        """Write or take back one warning; 1 if that changed anything."""

        def work(conn: Connection) -> bool:
            island = islands.get(conn, island_id, lock=True)
            wanted = None if island.wanted is Wanted.STOP else warning
            if island.warning == wanted:
                return False
            after = islands.change(conn, island, warning=wanted)
            if wanted is None:
                note(conn, after, "note", CLOCK, messages.ENDS_SOON_NO_LONGER(), now)
            else:
                lifetime = wanted.why == LIFETIME
                why = messages.LIFETIME_ENDS_SOON() if lifetime else messages.UNUSED_ENDS_SOON()
                note(conn, after, "warning", CLOCK, why, now, data={"at": wanted.at, "why": wanted.why})
            return True

        done = self._parts.store.run(work)
        if done:
            self._parts.changed(island_subject(island_id))
        return int(done)

    def _end(self, due: Iterable[Island], reason: Message, still: Callable[[Island], bool]) -> int:
        """Ask for the end of each that nobody holds and that is as it was when it was chosen."""
        number = 0
        for chosen in due:
            now = self._parts.now()

            def work(conn: Connection, island_id: int = chosen.id, now: float = now) -> bool:
                island = islands.get(conn, island_id, lock=True)
                if island.wanted is Wanted.STOP or _is_held(island, now) or not still(island):
                    return False
                ended = {"wanted": Wanted.STOP, "state": State.STOPPING, "reason": reason, "warning": None}
                rows.change_with_history(conn, island, ended, CLOCK, reason, now)
                return True

            if self._parts.store.run(work):
                number += 1
                self._parts.changed(chosen.subject)
        return number

    def _latest(self, at: float, too_far: Callable[[float], Message]) -> float:
        longest = self._parts.settings.max_ttl_hours
        if at > self._parts.now() + longest * HOUR:
            raise Invalid(too_far(longest))
        return at

    def _still_wanted(self, island: Island) -> None:
        if island.wanted is Wanted.STOP:
            raise Conflict(
                messages.NOTHING_TO_EXTEND(id=island.id, state=state_words(island.state)), state=island.state
            )


def corrected(island: Island, now: float) -> dict[str, Any]:
    """The columns that change when what happened to the island after `now` (UTC epoch seconds) happened now; none when
    nothing did. What was promised to people then keeps its length."""
    limit = latest(now)
    changes: dict[str, Any] = {name: now for name in islands.HAPPENED if (getattr(island, name) or 0.0) > limit}
    promised_at = max(island.created_at, island.kept_at or 0.0)
    if promised_at > limit:
        ahead = promised_at - now
        if island.expires_at is not None:
            changes["expires_at"] = island.expires_at - ahead
        if island.hold is not None:
            changes["hold"] = replace(island.hold, until=island.hold.until - ahead)
    return changes


def _first(present: Warned | None, new: Warned) -> Warned:
    """That nobody uses an island is announced once; the time that was told stays, unless the clock was set back."""
    told = present is not None and present.why == new.why and present.at <= latest(new.at)
    return replace(new, at=present.at) if present is not None and told else new


def _end_of(island: Island) -> float:
    """When its lifetime is over; a hold may last longer."""
    return max(island.expires_at or 0.0, island.hold.until if island.hold else 0.0)


def _is_held(island: Island, now: float) -> bool:
    return island.hold is not None and island.hold.until > now


def _is_due(island: Island, now: float) -> bool:
    announced = island.warning is not None and island.warning.why == UNUSED and island.warning.at <= now
    return announced and not island.connections
