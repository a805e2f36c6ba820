"""From a name and a password, or the company's word, to a session or a token.

A wrong name, a wrong password and a disabled account get the same answer after the same time, so nobody learns from it
which names there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from islandmgr.access import Client, Identity, Role, Scope, passwords
from islandmgr.access.messages import role_words
from islandmgr.access.names import canonical_name
from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Conflict, Forbidden, Unauthorized
from islandmgr.resources.access import messages
from islandmgr.resources.access.service.attempts import Attempts
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.resources.access.service.users import checked_name
from islandmgr.resources.access.store import tokens, users
from islandmgr.resources.access.store.tokens import Token
from islandmgr.resources.access.store.users import User

if TYPE_CHECKING:
    from islandmgr.resources.access.service.openid_connect import Company

START_WINDOW = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class TokenWish:
    """The API token that a program asks for instead of a session."""

    name: str
    scope: Scope
    days: float


@dataclass(frozen=True)
class Person:
    """Somebody the company vouches for. `team` is None when it says nothing about teams."""

    subject: str  # issuer and subject: the only name that never changes hands
    name: str
    role: Role
    team: str | None


class SignIn:
    """`company` is None where people sign in with accounts kept here."""

    def __init__(self, parts: Parts, credentials: Credentials, attempts: Attempts) -> None:
        self._parts = parts
        self._credentials = credentials
        self._attempts = attempts
        self.company = _company(parts) if parts.settings.auth == "oidc" else None

    def to_session(self, name: str, password: str, client: Client, actor: Actor) -> tuple[Token, str]:
        """A browser's session and the secret for its cookie. Raises Unauthorized, TooMany."""
        user = self._proven(name, password, client)
        return self._let_in(user, actor, lambda conn: self._credentials.open_session(conn, user.name, client))

    def to_token(self, name: str, password: str, wish: TokenWish, client: Client, actor: Actor) -> tuple[Token, str]:
        """An API token and its secret, for programs that people sign in with.

        Raises: Unauthorized, TooMany, Conflict.
        """
        user = self._proven(name, password, client)
        actor = Actor(user.name, actor.source)

        def make(conn: Connection) -> tuple[Token, str]:
            return self._credentials.insert_token(conn, user.name, wish.name, wish.scope, wish.days, actor)

        return self._let_in(user, actor, make)

    def by_company(self, person: Person, client: Client, actor: Actor) -> tuple[Token, str]:
        """A session for somebody whom the company's sign-in vouches for; the account is made the first time.

        Raises:
            Forbidden: the account is disabled, or its name belongs to somebody else here.
        """
        now = self._parts.now()

        def enter(conn: Connection) -> tuple[Token, str]:
            user = users.of_subject(conn, person.subject)
            if user is None:
                user = User(checked_name(person.name), person.role, now, person.team or "", subject=person.subject)
                try:
                    users.insert_new(conn, user)
                except Conflict:
                    raise Forbidden(messages.NAME_TAKEN(name=person.name)) from None
            if user.disabled:
                raise Forbidden(messages.DISABLED(name=user.name))
            team = user.team if person.team is None else person.team
            if (user.role, user.team) != (person.role, team):
                user = users.change(conn, user, role=person.role, team=team)
                tokens.outdate(conn)
            return self._entered(conn, user, actor, lambda it: self._credentials.open_session(it, user.name, client))

        made = self._parts.store.run(enter)
        self._credentials.forget()
        return made

    def sign_out(self, who: Identity, actor: Actor) -> None:
        """End the session or token that `who` came with."""
        if who.credential:
            self._credentials.revoke(who, who.credential, actor)

    def count_start(self, who: Identity) -> None:
        """One more island that `who` starts. Raises TooMany."""
        if who.credential:
            most = self._parts.settings.starts_per_minute
            refusal = messages.STARTED_TOO_OFTEN(name=who.name, n=most)
            self._attempts.count(f"start {who.name}", most, START_WINDOW, refusal)

    def _proven(self, name: str, password: str, client: Client) -> User:
        name = canonical_name(name)
        attempt = self._attempts.begin(name, client.address)
        with self._parts.store.reading() as conn:
            user = users.find(conn, name)
        kept = user.password if user and not user.disabled else ""
        if not passwords.fits(password, kept) or user is None:
            raise Unauthorized(messages.WRONG())
        renewed = passwords.hash_of(password) if passwords.outdated(kept) else ""

        def work(conn: Connection) -> None:
            self._attempts.passed(conn, attempt)
            if renewed:
                users.change(conn, user, password=renewed)

        self._parts.store.run(work)
        return user

    def _let_in(self, user: User, actor: Actor, make: Callable[[Connection], T]) -> T:
        return self._parts.store.run(lambda conn: self._entered(conn, user, actor, make))

    def _entered(self, conn: Connection, user: User, actor: Actor, make: Callable[[Connection], T]) -> T:
        now = self._parts.now()
        users.change(conn, user, signed_in_at=now)
        actor = Actor(user.name, actor.source)
        audit.done(
            conn,
            actor,
            now,
            kind="sign-in",
            target=user.name,
            message=messages.SIGNED_IN(role=role_words(user.role)),
        )
        return make(conn)


def _company(parts: Parts) -> Company:
    """The company's own sign-in. Its libraries take a while to import, which only those wait for who need it."""
    from islandmgr.resources.access.service.openid_connect import Company

    return Company(parts.settings, lambda: parts.secret)
