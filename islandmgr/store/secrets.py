"""Keys that are made once and shared by all managers on this database."""

from __future__ import annotations

from secrets import token_urlsafe

from sqlalchemy import Connection, select

from islandmgr.store.sql import insert_if_absent
from islandmgr.store.tables import secrets


def get_or_make(conn: Connection, name: str) -> str:
    """The secret `name`: 43 characters of base64url, 256 random bits. The first to ask makes it."""
    query = select(secrets.c.value).where(secrets.c.name == name)
    value = conn.execute(query).scalar_one_or_none()
    if value is None:
        insert_if_absent(conn, secrets, {"name": name, "value": token_urlsafe(32)})
        value = conn.execute(query).scalar_one()
    return str(value)
