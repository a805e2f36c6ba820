"""What others can be told of, by webhook or by notice: each room registers the kinds of events of its subjects.

Webhooks and channels choose from these kinds, and know no room: a room says of an event which kind it is, and of its
subject what a receiver needs to know.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from islandmgr.model.domain import Event
from islandmgr.model.event_kinds import Described, EventKind, Told

LONGEST = 24  # characters of a kind's name: so wide is the column of deliveries

T = TypeVar("T")


@dataclass(frozen=True)
class SubjectEvents(Generic[T]):
    """What a room registers for one kind of subject.

    `name` gives the kind of an event, empty for one that nobody is told of; `load` finds subjects by id, without those
    that are gone; `describe` says what receivers need to know.
    """

    subject: str
    kinds: Sequence[EventKind]
    name: Callable[[Event], str]
    load: Callable[[Connection, Collection[str]], Mapping[str, T]]
    describe: Callable[[Event, T], Described]


class EventKinds:
    """All that is registered. Raises ValueError for a name that is taken or too long."""

    def __init__(self, registered: Iterable[SubjectEvents[Any]]) -> None:
        self._rooms: dict[str, SubjectEvents[Any]] = {}
        self._kinds: dict[str, tuple[str, EventKind]] = {}
        for room in registered:
            if room.subject in self._rooms:
                raise ValueError(f"events of {room.subject!r} are registered twice")
            self._rooms[room.subject] = room
            for kind in room.kinds:
                if kind.name in self._kinds or not 0 < len(kind.name) <= LONGEST:
                    raise ValueError(
                        f"an event kind cannot be named {kind.name!r}: taken, or over {LONGEST} characters"
                    )
                self._kinds[kind.name] = room.subject, kind

    def __iter__(self) -> Iterator[tuple[str, EventKind]]:
        """Each with the kind of its subject, in the order of registration."""
        return iter(self._kinds.values())

    @property
    def names(self) -> tuple[str, ...]:
        """What a webhook can choose."""
        return tuple(self._kinds)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person can choose."""
        return tuple(name for name, (_, kind) in self._kinds.items() if kind.notice)

    def told(self, conn: Connection, events: Iterable[Event]) -> list[Told]:
        """Those of `events` that somebody may want to be told of, in their order."""
        chosen = [(event, kind) for event in events if (kind := self._kind_of(event))]
        wanted: dict[str, set[str]] = {}
        for event, _ in chosen:
            wanted.setdefault(event.subject.kind, set()).add(event.subject.id)
        found = {kind: self._rooms[kind].load(conn, ids) for kind, ids in wanted.items()}
        return [
            Told(
                event,
                kind,
                self._rooms[event.subject.kind].describe(event, found[event.subject.kind][event.subject.id]),
            )
            for event, kind in chosen
            if event.subject.id in found[event.subject.kind]
        ]

    def _kind_of(self, event: Event) -> EventKind | None:
        room = self._rooms.get(event.subject.kind)
        subject, kind = self._kinds.get(room.name(event), ("", None)) if room else ("", None)
        return kind if subject == event.subject.kind else None
