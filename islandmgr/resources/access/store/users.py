"""People who may sign in. Nobody is deleted: islands and the audit keep naming them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from islandmgr.access import Role
from islandmgr.model.errors import Conflict, NotFound
from islandmgr.model.field_types import EpochSeconds, Secret
from islandmgr.resources.access import messages
from islandmgr.resources.access.store.tables import users
from islandmgr.store import rows
from islandmgr.store.sql import insert_if_absent

_TEAMS = select(users.c.name, users.c.team).where(users.c.name.in_(bindparam("names", expanding=True)))


@dataclass(frozen=True)
class User:
    """`subject` names an account of the company's own sign-in; such a person has no password here."""

    name: str
    role: Role
    created_at: EpochSeconds
    team: str = ""
    password: Secret = ""  # argon2id hash
    subject: str | None = None
    disabled: bool = False
    signed_in_at: EpochSeconds | None = None


def insert_new(conn: Connection, user: User) -> None:
    """Raises Conflict when the name is taken."""
    if not insert_if_absent(conn, users, vars(user)):
        raise Conflict(messages.EXISTS(name=user.name), user=user.name)


def find(conn: Connection, name: str, *, lock: bool = False) -> User | None:
    """Whose name is exactly this: MySQL takes one with blanks at its end for the same."""
    query = select(users).where(users.c.name == name)
    row = conn.execute(query.with_for_update() if lock else query).mappings().first()
    return rows.read(User, row) if row and row["name"] == name else None


def get(conn: Connection, name: str, *, lock: bool = False) -> User:
    """Raises NotFound."""
    user = find(conn, name, lock=lock)
    if user is None:
        raise NotFound(messages.NO_USER(name=name), user=name)
    return user


def of_subject(conn: Connection, subject: str) -> User | None:
    row = conn.execute(select(users).where(users.c.subject == subject)).mappings().first()
    return rows.read(User, row) if row else None


def everybody(conn: Connection) -> list[User]:
    """By name."""
    return [rows.read(User, row) for row in conn.execute(select(users).order_by(users.c.name)).mappings()]


def any_at_all(conn: Connection) -> bool:
    return conn.execute(select(users.c.name).limit(1)).first() is not None


def working_admins(conn: Connection) -> int:
    """How many admins can sign in. Their rows are locked: two must not retire each other at once."""
    query = select(users.c.name).where(users.c.role == Role.ADMIN, users.c.disabled.is_(False)).with_for_update()
    return len(conn.execute(query).all())


def change(conn: Connection, user: User, **changes: Any) -> User:
    """Write `changes` (fields of `User`) and return the user as it is then."""
    conn.execute(update(users).where(users.c.name == user.name).values(changes))
    return replace(user, **changes)


def teams(conn: Connection, names: set[str]) -> dict[str, str]:
    """The team of each of those who exist."""
    return {str(name): str(team) for name, team in conn.execute(_TEAMS, {"names": sorted(names)})}


def members(conn: Connection, team: str) -> list[str]:
    """Names of those in a team."""
    return [str(name) for name in conn.execute(select(users.c.name).where(users.c.team == team)).scalars()]
