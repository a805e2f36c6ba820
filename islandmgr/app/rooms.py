"""The rooms. A new resource is one folder, and one line here; what it has stands in its own manifest."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module

from islandmgr.access.rules import declare
from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.kernel.manifest import MenuEntry, Room
from islandmgr.kernel.topics import Topics

NAMES = (
    "islands",
    "clocks",
    "nodes",
    "drains",
    "ports",
    "repair",
    "quotas",
    "notifications",
    "access",
    "audit",
)
"""In the order in which commands and the API's topics are listed."""

ROOMS: dict[str, Room] = {name: import_module(f"islandmgr.resources.{name}").ROOM for name in NAMES}

for _room in ROOMS.values():
    declare(_room.acts)


def in_order_of_need() -> Iterator[Room]:
    """Each room after those that it needs."""
    for name in TopologicalSorter({name: room.needs for name, room in ROOMS.items()}).static_order():
        yield ROOMS[name]


def topics() -> Topics:
    """What the stream is made of."""
    return Topics(topic for room in ROOMS.values() if room.topics for topic in room.find(room.topics))


def event_kinds() -> EventKinds:
    """What webhooks and people can be told of."""
    return EventKinds(room.find(room.events) for room in ROOMS.values() if room.events)


def menu() -> list[MenuEntry]:
    """All links to pages, in the order in which they are shown."""
    return sorted((entry for room in ROOMS.values() for entry in room.menu), key=lambda entry: entry.place)
