"""Islands in the stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.kernel.topics import Topic
from islandmgr.model.domain import ISLAND, Event, Island
from islandmgr.model.messages import Translate
from islandmgr.resources.clocks.service.requests import calendar_of
from islandmgr.resources.islands.shared import answers
from islandmgr.resources.islands.store import islands
from islandmgr.web.serialization import Json


def load(conn: Connection, news: Mapping[str, Sequence[Event]]) -> dict[str, Island]:
    return {str(island.id): island for island in islands.with_ids(conn, {int(key) for key in news})}


def serialize(parts: Parts, it: Island, words: Translate) -> Json:
    """As `GET /islands/{id}` has it."""
    return answers.island(it, calendar_of(parts, it.blueprint).zone, words)


TOPICS = (Topic(ISLAND, load, serialize),)
