"""What the stream is made of: topics that rooms register, each about one kind of subject.

A topic knows how to load what its viewers get and how that is written as JSON, so neither the stream nor the web edge
knows any room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts
from islandmgr.kernel.tail import Followed
from islandmgr.model.domain import Event, Subject
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import Translate

LOOK = "look"
"""The act of whoever may follow the stream at all."""

RESYNC = "resync"
"""The topic that says that too much happened meanwhile: read everything anew."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class StreamItem:
    """One thing for a viewer. `id` is a place in the stream to resume from; empty when it does not move it."""

    id: str
    topic: str
    data: Any = None


@dataclass(frozen=True)
class Topic(Generic[T]):
    """Subjects of one kind, sent anew when events tell of them. The kind is also the topic's name in the stream.

    `load` gets the ids with their new events, and answers what is to be sent of each; an id that it leaves out is gone.
    `act` is what a viewer must be allowed to get them.
    """

    kind: str
    load: Callable[[Connection, Mapping[str, Sequence[Event]]], Mapping[str, T]]
    serialize: Callable[[Parts, T, Translate], Mapping[str, Any]]
    act: str = LOOK


@dataclass(frozen=True)
class PolledTopic(Generic[T]):
    """Things of which no event tells, as they belong to the cluster: looked at every `gap` seconds while somebody
    watches, and those sent that changed. `look` answers them by name."""

    kind: str
    gap: float
    look: Callable[[Parts], Mapping[str, T]]
    serialize: Callable[[Parts, T, Translate], Mapping[str, Any]]
    act: str = LOOK


class Topics:
    """All topics of the process. Raises ValueError when two have one name."""

    def __init__(self, topics: Iterable[Topic[Any] | PolledTopic[Any]]) -> None:
        self._all: dict[str, Topic[Any] | PolledTopic[Any]] = {}
        for topic in topics:
            if topic.kind in self._all or topic.kind == RESYNC:
                raise ValueError(f"two topics of the stream are named {topic.kind!r}")
            self._all[topic.kind] = topic

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._all)

    @property
    def polled(self) -> tuple[PolledTopic[Any], ...]:
        return tuple(topic for topic in self._all.values() if isinstance(topic, PolledTopic))

    def items(self, conn: Connection, found: Sequence[Followed]) -> list[StreamItem]:
        """One item a subject, at the place of its last event: the row already holds the earlier ones."""
        last: dict[Subject, str] = {}
        news: dict[str, dict[str, list[Event]]] = {}
        for one in found:
            subject = one.event.subject
            if isinstance(self._all.get(subject.kind), Topic):
                last.pop(subject, None)  # its place is that of its last event, also in the order of sending
                last[subject] = one.cursor
                news.setdefault(subject.kind, {}).setdefault(subject.id, []).append(one.event)
        loaded = {kind: self._loaded(conn, kind, by_id) for kind, by_id in news.items()}
        return [
            StreamItem(cursor, subject.kind, loaded[subject.kind][subject.id])
            for subject, cursor in last.items()
            if subject.id in loaded[subject.kind]
        ]

    def act_of(self, item: StreamItem) -> str:
        """What a viewer must be allowed to get this item."""
        return LOOK if item.topic == RESYNC else self._all[item.topic].act

    def serialize(self, parts: Parts, item: StreamItem, words: Translate) -> Mapping[str, Any]:
        """What goes with an item over the wire."""
        return {} if item.topic == RESYNC else self._all[item.topic].serialize(parts, item.data, words)

    def _loaded(self, conn: Connection, kind: str, by_id: Mapping[str, Sequence[Event]]) -> Mapping[str, Any]:
        """A fault in one room's topic keeps the others going."""
        topic = self._all[kind]
        assert isinstance(topic, Topic)
        try:
            return topic.load(conn, by_id)
        except IslandError:
            raise
        except Exception:
            log.exception("a fault of the manager in a topic of the stream", topic=kind)
            return {}
