"""A kind of thing that no room owns, registered as a room does it: what works for comets works for all kinds."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel.context import Parts, note, touch
from islandmgr.kernel.event_kinds import SubjectEvents
from islandmgr.kernel.topics import Topic
from islandmgr.model.domain import MANAGER, Actor, Event, Subject
from islandmgr.model.event_kinds import Described, EventKind
from islandmgr.model.messages import Translate, as_message, declare

KIND = "comet"
GONE = "gone"
"""The name of a comet that is not there any more, though events tell of it."""


def name(event: Event) -> str:
    return "comet_seen" if event.kind == "seen" else ""


def load(_conn: Connection, ids: Collection[str]) -> dict[str, str]:
    return {key: key for key in ids if key != GONE}


def describe(_event: Event, comet: str) -> Described:
    return Described({"name": comet}, f"/comets/{comet}", about=comet, owner="halley")


def news(_conn: Connection, told: Mapping[str, Sequence[Event]]) -> dict[str, dict[str, Any]]:
    return {key: {"name": key, "events": len(found)} for key, found in told.items() if key != GONE}


def serialize(_parts: Parts, comet: dict[str, Any], _words: Translate) -> dict[str, Any]:
    return {"comet": comet}


KINDS = (
    EventKind("comet_seen", declare("test.comet_seen", "comet seen")(), declare("test.notice", "Comet %(id)s is seen")),
)
EVENTS = SubjectEvents(KIND, KINDS, name, load, describe)
TOPICS = (Topic(KIND, news, serialize),)


def seen(parts: Parts, comet: str, actor: Actor = MANAGER) -> None:
    """One event of a comet, as a verb of its room would commit it."""
    subject = Subject(KIND, comet)
    parts.store.run(lambda conn: note(conn, subject, "seen", actor, as_message(f"{comet} in the sky"), time.time()))
    parts.changed(subject)


def moved(parts: Parts, comet: str) -> None:
    """Nothing for the history: only pages are told."""
    parts.store.run(lambda conn: touch(conn, Subject(KIND, comet), time.time()))
    parts.written()
