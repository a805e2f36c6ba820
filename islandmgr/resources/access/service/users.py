"""People: accounts, roles, teams, passwords."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from islandmgr.access import Client, Identity, Role, passwords
from islandmgr.access.messages import role_words
from islandmgr.access.names import canonical_name, counted_name
from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Conflict, Invalid
from islandmgr.model.messages import Message
from islandmgr.resources.access import messages
from islandmgr.resources.access.service.attempts import Attempts
from islandmgr.resources.access.store import tokens, users
from islandmgr.resources.access.store.tokens import SESSION
from islandmgr.resources.access.store.users import User

FIRST = "admin"
RESERVED = frozenset({"manager", "pod", "expiry", "anonymous"})  # who does things here without being a person
_NAME = re.compile(r"[^\W_][\w.@+ -]{0,62}[^\W_]|[^\W_]")


@dataclass(frozen=True)
class NewUser:
    """Whom an admin adds. Without a password a random one is made and told once."""

    name: str
    role: Role = Role.TESTER
    team: str = ""
    password: str | None = None


class Users:
    """`changed` is called after a commit that changed what somebody may do."""

    def __init__(self, parts: Parts, changed: Callable[[], None], attempts: Attempts) -> None:
        self._parts = parts
        self._attempts = attempts
        self._changed = changed

    def all(self) -> list[User]:
        """By name."""
        with self._parts.store.reading() as conn:
            return users.everybody(conn)

    def get(self, name: str) -> User:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return users.get(conn, name)

    def teams(self) -> list[str]:
        return sorted({user.team for user in self.all() if user.team})

    def add(self, wanted: NewUser, actor: Actor) -> tuple[User, str]:
        """A new account and its password, which is told this once.

        Raises:
            Conflict: the name is taken. Invalid: the name or the password is no good.
        """
        now, password = self._parts.now(), wanted.password or passwords.random_password()
        user = User(
            name=checked_name(wanted.name),
            role=wanted.role,
            team=canonical_name(wanted.team),
            password=passwords.hash_of(password),
            created_at=now,
        )

        def work(conn: Connection) -> None:
            users.insert_new(conn, user)
            self._note(conn, actor, user.name, _added(user))

        self._parts.store.run(work)
        return user, password

    def change(
        self,
        name: str,
        actor: Actor,
        *,
        role: Role | None = None,
        team: str | None = None,
        disabled: bool | None = None,
    ) -> User:
        """Give somebody another role or team, or shut them out; what they hold open ends within a second or two.

        Raises:
            NotFound
            Conflict: it would leave no admin who can sign in.
        """
        wanted = {"role": role, "team": canonical_name(team) if team is not None else None, "disabled": disabled}

        def work(conn: Connection) -> User:
            user = users.get(conn, name, lock=True)
            changes = {key: value for key, value in wanted.items() if value not in (None, getattr(user, key))}
            if not changes:
                return user
            after = users.change(conn, user, **changes)
            if _works_as_admin(user) and not _works_as_admin(after) and users.working_admins(conn) == 0:
                raise Conflict(messages.LAST_ADMIN(name=name), user=name)
            if after.disabled:
                tokens.revoke_all(conn, name, self._parts.now())
            tokens.outdate(conn)
            said = [messages.CHANGED_TO(name=key, value=_word(value)) for key, value in changes.items()]
            self._note(conn, actor, name, messages.CHANGED(what=said))
            return after

        changed = self._parts.store.run(work)
        self._changed()
        return changed

    def reset_password(self, name: str, actor: Actor, password: str | None = None) -> str:
        """A new password for somebody, random unless given; all their sessions and tokens end. Told this once.

        Raises: NotFound, Invalid.
        """
        password = password or passwords.random_password()
        self._set_password(name, passwords.hash_of(password), actor, messages.PASSWORD_RESET(), but=0)
        return password

    def change_password(self, who: Identity, old: str, new: str, client: Client, actor: Actor) -> None:
        """One's own, which needs the old one; one's other sessions end. A wrong old one counts as a wrong sign-in.

        Raises:
            Invalid: the old one is not right, or the new one is no good.
            Conflict: the account has no password here. TooMany: the old one was tried too often.
        """
        user = self.get(who.name)
        if not user.password:
            raise Conflict(messages.NO_PASSWORD(name=user.name))
        attempt = self._attempts.begin_change(user.name, client.address)
        if not passwords.fits(old, user.password):
            raise Invalid(messages.OLD_PASSWORD_WRONG(), fields={"old": "wrong"})
        self._parts.store.run(lambda conn: self._attempts.passed(conn, attempt))
        self._set_password(who.name, passwords.hash_of(new), actor, messages.PASSWORD_CHANGED(), but=who.credential)

    def first_admin(self) -> str:
        """Where nobody can sign in yet: make `admin`, and say the password, which is told this once. Else empty."""
        now, password = self._parts.now(), passwords.random_password()
        with self._parts.store.reading() as conn:
            if users.any_at_all(conn):
                return ""
        user = User(FIRST, Role.ADMIN, now, password=passwords.hash_of(password))
        try:
            self._parts.store.run(lambda conn: users.insert_new(conn, user))
        except Conflict:  # another manager was quicker
            return ""
        return password

    def _set_password(self, name: str, kept: str, actor: Actor, words: Message, *, but: int) -> None:
        def work(conn: Connection) -> None:
            user = users.change(conn, users.get(conn, name, lock=True), password=kept)
            tokens.revoke_all(conn, user.name, self._parts.now(), kind=SESSION if but else None, but=but)
            self._note(conn, actor, user.name, words)

        self._parts.store.run(work)
        self._changed()

    def _note(self, conn: Connection, actor: Actor, name: str, words: Message) -> None:
        audit.done(conn, actor, self._parts.now(), kind="users.change", target=name, message=words)


def checked_name(name: str) -> str:
    """A name that may sign in, as it is kept. Raises Invalid, quoting it."""
    name = canonical_name(name)
    reserved = counted_name(name) in RESERVED
    if not _NAME.fullmatch(name) or reserved:
        why = messages.BAD_NAME(name=repr(name))
        if reserved:
            why = messages.RESERVED_NAME(name=repr(name), taken=sorted(RESERVED))
        raise Invalid(why, fields={"name": "form"})
    return name


def _works_as_admin(user: User) -> bool:
    return user.role is Role.ADMIN and not user.disabled


def _added(user: User) -> Message:
    role = role_words(user.role)
    return messages.ADDED_IN_TEAM(role=role, team=user.team) if user.team else messages.ADDED(role=role)


def _word(value: Any) -> str:
    if isinstance(value, Role):
        return role_words(value)
    if isinstance(value, bool):
        return messages.YES() if value else messages.NO()
    return str(value) or messages.NONE()
