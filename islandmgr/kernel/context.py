"""What the verbs are made of, put together once by `app.bootstrap`."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from islandmgr.cluster.base import Cluster
from islandmgr.config.settings import Settings
from islandmgr.kernel import audit, events
from islandmgr.model.domain import MANAGER, Actor, Event, Island, Subject
from islandmgr.model.errors import IslandError, Unauthorized
from islandmgr.model.messages import NOTHING, Message
from islandmgr.store.store import Store
from pod_specs import Blueprints


def _nobody(subject: Subject) -> None:
    """Nobody waits for changes yet."""


def _nothing() -> None:
    """Nobody reads what is written yet."""


@dataclass
class Parts:
    """The adapters and the few functions that every verb needs. At start `listeners.Listeners` takes the places of
    `changed` and `written`."""

    settings: Settings
    store: Store
    cluster: Cluster
    blueprints: Blueprints
    secret: bytes = b""  # signs Pod tokens; set once the database was reached
    now: Callable[[], float] = time.time
    changed: Callable[[Subject], None] = field(default=_nobody)  # called after a commit that changed it
    written: Callable[[], None] = field(default=_nothing)  # called after one that nobody has to act upon


def note(
    conn: Connection,
    about: Island | Subject,
    kind: str,
    actor: Actor,
    message: Message,
    now: float,
    *,
    before: str = "",
    after: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write one line of the history of an island or of another subject. It also tells every open page, and whoever
    else follows the events, that it changed.

    What a person did goes into the audit with it, in the same transaction.
    """
    subject, incarnation = (about, 0) if isinstance(about, Subject) else (about.subject, about.incarnation)
    facts = dict(data or {})
    if audit.is_person(actor):
        facts["source"] = actor.source
        audit.done(conn, actor, now, kind=kind, subject=subject, message=message)
    events.append(conn, Event(0, subject, incarnation, now, kind, before, after, actor.name, message, facts))


def touch(conn: Connection, about: Island | Subject, now: float, data: Mapping[str, Any] | None = None) -> None:
    """Tell every open page that the row changed, without a line of history. `data` is for the subject's topic."""
    note(conn, about, events.ROW, MANAGER, NOTHING, now, data=data)


SIDE_CONTAINER = "side-container"
"""The name of ours in every island's Pod."""


def server_container(parts: Parts, island: Island) -> str:
    """The name of the server's container, also when the blueprint's file was taken away meanwhile."""
    try:
        return parts.blueprints.get(island.blueprint).server_container
    except IslandError:
        return island.blueprint


def token_of(secret: bytes, island_id: int, incarnation: int) -> str:
    """The bearer token of one incarnation: `id.incarnation.mac`.

    It is computed, not stored: a manager that died between two lines renders the same Pod again, and an old
    incarnation's token says of itself that it is old.
    """
    mac = hmac.new(secret, f"pod {island_id} {incarnation}".encode(), hashlib.sha256).hexdigest()
    return f"{island_id}.{incarnation}.{mac}"


def read_token(secret: bytes, token: str) -> tuple[int, int]:
    """The island and the incarnation that a token was made for. Raises Unauthorized."""
    island_id, _, rest = token.partition(".")
    incarnation, _, _ = rest.partition(".")
    if island_id.isascii() and island_id.isdigit() and incarnation.isascii() and incarnation.isdigit():
        genuine = token_of(secret, int(island_id), int(incarnation))
        if hmac.compare_digest(genuine, token):
            return int(island_id), int(incarnation)
    raise Unauthorized("That is not the token of any island's Pod")
