"""Webhooks: where state changes are told to, and which of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from islandmgr.model.errors import NotFound
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.rules.targets import Webhook
from islandmgr.resources.notifications.store.tables import webhooks
from islandmgr.store import rows


def insert_new(conn: Connection, hook: Webhook) -> Webhook:
    key = conn.execute(insert(webhooks), rows.columns(hook, without=("id",))).inserted_primary_key
    assert key is not None
    return replace(hook, id=int(key[0]))


def get(conn: Connection, hook_id: int) -> Webhook:
    """Raises NotFound."""
    row = conn.execute(select(webhooks).where(webhooks.c.id == hook_id)).mappings().first()
    if row is None:
        raise NotFound(messages.NO_WEBHOOK(id=hook_id), webhook=hook_id)
    return rows.read(Webhook, row)


def everything(conn: Connection) -> list[Webhook]:
    return [rows.read(Webhook, row) for row in conn.execute(select(webhooks).order_by(webhooks.c.id)).mappings()]


def change(conn: Connection, hook: Webhook, **changes: Any) -> Webhook:
    after = replace(hook, **changes)
    columns = {**changes, **({"kinds": list(after.kinds)} if "kinds" in changes else {})}
    conn.execute(update(webhooks).where(webhooks.c.id == hook.id).values(columns))
    return after


def remove(conn: Connection, hook_id: int) -> None:
    conn.execute(delete(webhooks).where(webhooks.c.id == hook_id))
