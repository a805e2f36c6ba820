"""The rooms. A new resource is one folder, and one line here; what it has stands in its own manifest.

The command line imports this: nothing of the server may be imported at its top.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module

from islandmgr.access.rules import declare
from islandmgr.kernel.manifest import MenuEntry, Room

NAMES = (
    "islands",
    "clocks",
    "nodes",
    "drains",
    "ports",
    "repair",
    "quotas",
    "tasks",
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


def menu() -> list[MenuEntry]:
    """All links to pages, in the order in which they are shown."""
    return sorted((entry for room in ROOMS.values() for entry in room.menu), key=lambda entry: entry.place)
