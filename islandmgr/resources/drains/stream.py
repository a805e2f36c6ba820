"""Drains in the stream: the drain, with those of its islands that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.kernel.topics import Topic
from islandmgr.model.domain import Event
from islandmgr.model.errors import NotFound
from islandmgr.model.messages import Translate
from islandmgr.resources.drains.service.rows import DrainNews, view_of
from islandmgr.resources.drains.shared import answers
from islandmgr.resources.drains.store import KIND
from islandmgr.web.serialization import Json


def load(conn: Connection, news: Mapping[str, Sequence[Event]]) -> dict[str, DrainNews]:
    found = {}
    for key, told in news.items():
        changed = frozenset(island_id for event in told for island_id in event.data.get("islands", ()))
        try:
            found[key] = DrainNews(view_of(conn, int(key)), changed)
        except NotFound:
            continue
    return found


def serialize(_parts: Parts, it: DrainNews, words: Translate) -> Json:
    return answers.drain(it.view, it.changed, words)


TOPICS = (Topic(KIND, load, serialize),)
