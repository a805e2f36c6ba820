"""What proves who one is: API tokens and browsers' sessions. The secrets themselves are nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, RowMapping, case, delete, insert, select, update

from islandmgr.access import Role, Scope
from islandmgr.config.settings import LONGEST_SESSION
from islandmgr.model.errors import NotFound
from islandmgr.model.field_types import EpochSeconds, Secret
from islandmgr.model.instants import latest
from islandmgr.resources.access import messages
from islandmgr.resources.access.store.tables import tokens, users
from islandmgr.store import epochs, rows

TOKEN, SESSION = "token", "session"
LONGEST_DAYS = 366.0
"""The longest life of an API token."""
LONGEST = {TOKEN: LONGEST_DAYS * 86400, SESSION: LONGEST_SESSION * 3600.0}  # seconds
EPOCH = "access"
"""Counts up whenever a credential that was good may be good no more, or may do something else."""


@dataclass(frozen=True)
class Token:
    id: int
    user: str
    kind: str
    name: str
    scope: Scope
    digest: Secret
    created_at: EpochSeconds
    expires_at: EpochSeconds
    used_at: EpochSeconds | None = None
    used_from: str = ""
    revoked_at: EpochSeconds | None = None


@dataclass(frozen=True)
class Holder:
    """A token with what is known of the person it belongs to."""

    token: Token
    role: Role
    team: str


def insert_new(conn: Connection, token: Token) -> Token:
    """Insert `token` and return it with its id; the id it came with is ignored."""
    columns = rows.columns(token, without=("id",), scope=token.scope.word)
    key = conn.execute(insert(tokens), columns).inserted_primary_key
    assert key is not None
    return replace(token, id=int(key[0]))


def is_good(kind: str, expires_at: float, now: float) -> bool:
    """Not over, and no further ahead than one of its kind can be: it was made before the clock was set back."""
    return now < expires_at <= latest(now, LONGEST[kind])


def holder(conn: Connection, digest: str, now: float) -> Holder | None:
    """Whose token it is, if it is good now."""
    query = (
        select(tokens, users.c.role, users.c.team)
        .join(users, users.c.name == tokens.c.user)
        .where(tokens.c.digest == digest, tokens.c.revoked_at.is_(None), _good(now))
        .where(users.c.disabled.is_(False))
    )
    row = conn.execute(query).mappings().first()
    if row is None:
        return None
    return Holder(_from_row(row), Role(row["role"]), row["team"])


def of_user(conn: Connection, user: str, kind: str, now: float) -> list[Token]:
    """The good ones, the newest first."""
    query = select(tokens).where(tokens.c.user == user, tokens.c.kind == kind, tokens.c.revoked_at.is_(None))
    found = conn.execute(query.where(_good(now)).order_by(tokens.c.id.desc())).mappings()
    return [_from_row(row) for row in found]


def is_signed_in_from(conn: Connection, user: str, address: str, now: float) -> bool:
    """Whether a browser's session of `user` that is good was last used from `address`."""
    query = select(tokens.c.id).where(tokens.c.user == user, tokens.c.kind == SESSION, tokens.c.revoked_at.is_(None))
    query = query.where(tokens.c.expires_at > now, tokens.c.used_from == address[:64])
    return conn.execute(query.limit(1)).first() is not None


def get(conn: Connection, token_id: int, user: str | None) -> Token:
    """One that belongs to `user`; to anybody when None. Raises NotFound, also for other people's."""
    row = conn.execute(select(tokens).where(tokens.c.id == token_id)).mappings().first()
    if row is None or user not in (None, row["user"]):
        raise NotFound(messages.NO_TOKEN(id=token_id), token=token_id)
    return _from_row(row)


def used(conn: Connection, token_id: int, now: float, address: str) -> None:
    conn.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=now, used_from=address[:64]))


def prolong(conn: Connection, token_id: int, expires_at: float) -> None:
    conn.execute(update(tokens).where(tokens.c.id == token_id).values(expires_at=expires_at))


def revoke(conn: Connection, token_id: int, now: float) -> None:
    """Good no more, in every process within a second."""
    conn.execute(update(tokens).where(tokens.c.id == token_id, tokens.c.revoked_at.is_(None)).values(revoked_at=now))
    outdate(conn)


def outdate(conn: Connection) -> None:
    """Let every process ask anew who somebody is."""
    epochs.bump(conn, EPOCH)


def revoke_all(conn: Connection, user: str, now: float, *, kind: str | None = None, but: int = 0) -> int:
    """All of a person's, or those of one kind, except the one with the id `but`; says how many."""
    query = update(tokens).where(tokens.c.user == user, tokens.c.revoked_at.is_(None), tokens.c.id != but)
    if kind is not None:
        query = query.where(tokens.c.kind == kind)
    done = conn.execute(query.values(revoked_at=now)).rowcount
    outdate(conn)
    return done


def forget_expired(conn: Connection, before: float) -> int:
    """Delete what was good until an instant before `before`; says how many."""
    return conn.execute(delete(tokens).where(tokens.c.expires_at < before)).rowcount


def _good(now: float) -> ColumnElement[bool]:
    """As `is_good`."""
    ends = {kind: latest(now, longest) for kind, longest in LONGEST.items()}
    return (tokens.c.expires_at > now) & (tokens.c.expires_at <= case(ends, value=tokens.c.kind))


def _from_row(row: RowMapping) -> Token:
    return rows.read(Token, row, without=("role", "team"), scope=Scope.of(str(row["scope"])))
