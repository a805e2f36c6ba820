"""Channels: where people want to be told things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from islandmgr.model.errors import NotFound
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.rules.targets import Channel
from islandmgr.resources.notifications.store.tables import channels
from islandmgr.store import rows


def insert_new(conn: Connection, channel: Channel) -> Channel:
    key = conn.execute(insert(channels), rows.columns(channel, without=("id",))).inserted_primary_key
    assert key is not None
    return replace(channel, id=int(key[0]))


def get(conn: Connection, channel_id: int) -> Channel:
    """Raises NotFound."""
    row = conn.execute(select(channels).where(channels.c.id == channel_id)).mappings().first()
    if row is None:
        raise NotFound(messages.NO_CHANNEL(id=channel_id), channel=channel_id)
    return rows.read(Channel, row)


def everything(conn: Connection) -> list[Channel]:
    return [rows.read(Channel, row) for row in conn.execute(select(channels).order_by(channels.c.id)).mappings()]


def of_user(conn: Connection, user: str) -> list[Channel]:
    query = select(channels).where(channels.c.user == user).order_by(channels.c.id)
    return [rows.read(Channel, row) for row in conn.execute(query).mappings()]


def change(conn: Connection, channel: Channel, **changes: Any) -> Channel:
    after = replace(channel, **changes)
    columns = {**changes, **({"kinds": list(after.kinds)} if "kinds" in changes else {})}
    if columns:
        conn.execute(update(channels).where(channels.c.id == channel.id).values(columns))
    return after


def remove(conn: Connection, channel_id: int) -> None:
    conn.execute(delete(channels).where(channels.c.id == channel_id))
