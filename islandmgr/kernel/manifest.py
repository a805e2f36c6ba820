"""What a room says of itself in its `__init__.py`. `app/` lists the rooms and puts together what they say.

Parts of a room are named as `module:name`, relative to the room, and imported when they are needed: the command line
imports no server, and a room that asks another one for a verb imports none of its pages. A test resolves every name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from islandmgr.access.rules import Row


@dataclass(frozen=True)
class MenuEntry:
    """A link to a page. `title` is marked for translation by `N_`; entries stand in the order of `place`."""

    place: int
    endpoint: str
    title: str
    icon: str
    act: str = "look"
    group: str = "main"  # `main` is the bar above every page; others are shown by the pages they belong to


@dataclass(frozen=True)
class Job:
    """A verb that the leader calls every so often; `every` is seconds, or the name of a setting that says how many."""

    verb: str
    every: float | str


@dataclass(frozen=True)
class Room:
    """One thing that people manage."""

    package: str  # `__name__` of the room
    acts: Mapping[str, Row] = field(default_factory=dict)
    needs: tuple[str, ...] = ()  # rooms that are built before, because `build` asks for their verbs
    tables: str = ""  # module
    build: str = ""  # build(parts, services) adds the room's verbs to the services
    workers: Mapping[str, str] = field(default_factory=dict)  # thread's name -> `module:Class.method`; the leader's
    jobs: tuple[Job, ...] = ()
    topics: str = ""  # what of it the stream has: `module:TOPICS`
    events: str = ""  # what others can be told of: `module:EVENTS`
    acts_on: Mapping[str, str] = field(
        default_factory=dict
    )  # kind of subject -> verb that is told of each that changed
    reads: tuple[str, ...] = ()  # verbs that are told after each commit that wrote events
    api: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    commands: tuple[str, ...] = ()
    metrics: str = ""  # metrics(services) -> iterator of Prometheus metrics, asked at each scrape

    def module(self, name: str) -> Any:
        """The room's module `name`."""
        return import_module(f"{self.package}.{name}")

    def find(self, reference: str) -> Any:
        """What `module:name` names, or `module:Class.method`."""
        module, _, path = reference.partition(":")
        found = self.module(module)
        for name in path.split("."):
            found = getattr(found, name)
        return found


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text
