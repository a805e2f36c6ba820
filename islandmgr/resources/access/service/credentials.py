"""Sessions and API tokens: whose is it that somebody shows; made, listed, revoked.

Each request shows one, so the answer is kept in memory, and a counter in the database, read once a second at most, says
when what is kept may be wrong. So a check costs microseconds, and what was revoked in any process is refused in all of
them within `LOOK` seconds, open streams included.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from islandmgr.access import Client, Identity, Scope
from islandmgr.access import tokens as secret_of
from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Conflict, Forbidden, Invalid, IslandError, Unauthorized
from islandmgr.resources.access import messages
from islandmgr.resources.access.store import rates, tokens
from islandmgr.resources.access.store.tokens import EPOCH, LONGEST_DAYS, SESSION, TOKEN, Token
from islandmgr.store import epochs

LOOK = 1.0  # seconds between looks whether another process revoked something
WRITE_USE = 60.0  # seconds between notes of when a token was used
KEPT = 10_000  # identities in memory
MOST_TOKENS = 100  # of one person
DAY, HOUR = 86400.0, 3600.0


@dataclass
class _Known:
    identity: Identity
    epoch: int
    used_at: float = field(default=0.0)


class Credentials:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._known: dict[str, _Known] = {}
        self._epoch = 0
        self._due = 0.0  # of the monotonic clock: when to look at the counter again
        self._lock = threading.Lock()

    def identify(self, secret: str, client: Client) -> Identity:
        """Who shows this token or session. Raises Unauthorized, Unavailable."""
        digest = secret_of.digest(secret)
        if not digest:
            raise Unauthorized(messages.NOT_A_TOKEN())
        known, now = self._known.get(digest), self._parts.now()
        if known is None or known.epoch != self._newest_epoch() or not _is_good(known.identity, now):
            known = self._load(digest, now)
        if client.address and abs(now - known.used_at) > WRITE_USE:
            known.used_at = now
            self._write_use(known, now, client)
        return known.identity

    def still_good(self, secret: str) -> bool:
        """For streams that are open: asked every second. A database that is away ends no stream."""
        try:
            self.identify(secret, Client(""))
        except Unauthorized:
            return False
        except IslandError:
            return True
        return True

    def forget_expired(self) -> int:
        """Tokens and sessions that ended a month ago, counts of attempts older than a day; returns how many."""
        now = self._parts.now()

        def work(conn: Connection) -> int:
            return tokens.forget_expired(conn, now - 30 * DAY) + rates.forget_before(conn, now - DAY)

        return self._parts.store.run(work)

    def forget(self) -> None:
        """Something was revoked in this process: ask the database about everybody anew."""
        self._due = 0.0

    def open_session(self, conn: Connection, user: str, client: Client) -> tuple[Token, str]:
        """A browser's session and the secret for its cookie, in the transaction that let somebody in."""
        now, secret = self._parts.now(), secret_of.make(secret_of.SESSION)
        until = now + self._parts.settings.session_hours * HOUR
        name = client.program[:120] or "browser"
        made = Token(
            0, user, SESSION, name, Scope.ADMIN, secret_of.digest(secret), now, until, now, client.address[:64]
        )
        return tokens.insert_new(conn, made), secret

    def make_token(self, who: Identity, name: str, scope: Scope, days: float, actor: Actor) -> tuple[Token, str]:
        """An API token and its secret, which is told this once.

        Raises:
            Forbidden: more than the credential that asks for it may do. Invalid: too long a life.
            Conflict: nobody is signed in, or there are too many.
        """
        if not who.credential:
            raise Conflict(messages.NOBODY_SIGNS_IN())
        if scope > who.scope:
            raise Forbidden(messages.SCOPE_TOO_WIDE(own=who.scope.word, scope=scope.word))
        if not 0 < days <= LONGEST_DAYS:
            raise Invalid(messages.TOKEN_LIFE(days=days, most=LONGEST_DAYS))
        return self._parts.store.run(lambda conn: self.insert_token(conn, who.name, name, scope, days, actor))

    def insert_token(
        self, conn: Connection, user: str, name: str, scope: Scope, days: float, actor: Actor
    ) -> tuple[Token, str]:
        """The same, unchecked and in somebody's transaction. Raises Conflict when there are too many."""
        now, secret = self._parts.now(), secret_of.make(secret_of.TOKEN)
        if len(tokens.of_user(conn, user, TOKEN, now)) >= MOST_TOKENS:
            raise Conflict(messages.TOO_MANY_TOKENS(name=user, n=MOST_TOKENS))
        token = Token(0, user, TOKEN, name, scope, secret_of.digest(secret), now, now + days * DAY)
        made = tokens.insert_new(conn, token)
        words = messages.TOKEN_MADE(name=name, scope=scope.word, days=days)
        audit.done(conn, actor, now, kind="self.change", target=user, message=words)
        return made, secret

    def tokens_of(self, user: str) -> list[Token]:
        """A person's good API tokens, the newest first."""
        with self._parts.store.reading() as conn:
            return tokens.of_user(conn, user, TOKEN, self._parts.now())

    def sessions_of(self, user: str) -> list[Token]:
        """Where a person is signed in, the newest first."""
        with self._parts.store.reading() as conn:
            return tokens.of_user(conn, user, SESSION, self._parts.now())

    def revoke(self, who: Identity, token_id: int, actor: Actor) -> None:
        """End one of one's own tokens or sessions. Raises NotFound, also for other people's."""

        def work(conn: Connection) -> None:
            token = tokens.get(conn, token_id, who.name)
            tokens.revoke(conn, token.id, self._parts.now())
            session = token.kind == SESSION
            words = messages.SIGNED_OUT() if session else messages.TOKEN_REVOKED(name=token.name)
            audit.done(conn, actor, self._parts.now(), kind="self.change", target=token.user, message=words)

        self._parts.store.run(work)
        self.forget()

    def revoke_others(self, who: Identity, actor: Actor) -> int:
        """Sign out everywhere else; says how many sessions that ended."""

        def work(conn: Connection) -> int:
            now = self._parts.now()
            done = tokens.revoke_all(conn, who.name, now, kind=SESSION, but=who.credential)
            audit.done(conn, actor, now, kind="self.change", target=who.name, message=messages.SIGNED_OUT_ELSEWHERE())
            return done

        done = self._parts.store.run(work)
        self.forget()
        return done

    def _newest_epoch(self) -> int:
        if time.monotonic() >= self._due:
            with self._lock:
                if time.monotonic() >= self._due:
                    with self._parts.store.reading() as conn:
                        self._epoch = epochs.read(conn, EPOCH)
                    self._due = time.monotonic() + LOOK
        return self._epoch

    def _load(self, digest: str, now: float) -> _Known:
        with self._parts.store.reading() as conn:
            epoch = epochs.read(conn, EPOCH)  # before the row: what is revoked in between is seen at the next look
            holder = tokens.holder(conn, digest, now)
        if holder is None:
            self._known.pop(digest, None)
            raise Unauthorized(messages.UNKNOWN_CREDENTIAL())
        token = holder.token
        identity = Identity(
            name=token.user,
            role=holder.role,
            team=holder.team,
            scope=token.scope,
            credential=token.id,
            token=token.name if token.kind == TOKEN else "",
            expires_at=token.expires_at,
            by_session=token.kind == SESSION,
        )
        if len(self._known) >= KEPT:
            self._known.clear()
        earlier = self._known.get(digest)
        known = _Known(identity, epoch, earlier.used_at if earlier else token.used_at or 0.0)
        self._known[digest] = known
        return known

    def _write_use(self, known: _Known, now: float, client: Client) -> None:
        """When and from where it was used; a session lives on. What cannot be written now is written a minute later."""
        until = now + self._parts.settings.session_hours * HOUR

        def work(conn: Connection) -> None:
            tokens.used(conn, known.identity.credential, now, client.address)
            if known.identity.by_session:
                tokens.prolong(conn, known.identity.credential, until)

        with suppress(IslandError):
            self._parts.store.run(work)
            if known.identity.by_session:
                known.identity = replace(known.identity, expires_at=until)


def _is_good(identity: Identity, now: float) -> bool:
    return tokens.is_good(SESSION if identity.by_session else TOKEN, identity.expires_at, now)
