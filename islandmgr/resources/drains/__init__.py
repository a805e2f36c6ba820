"""Emptying nodes by label: planned, announced, carried out, stopped, resumed."""

from islandmgr.access import Scope
from islandmgr.access.rules import operators
from islandmgr.kernel.manifest import N_, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={"drains.change": operators(Scope.OPS, "drain nodes")},
    tables="store",
    build="service.build:build",
    workers={"drains": "service.verbs:Drains.drive"},
    topics="stream:TOPICS",
    events="event_kinds:EVENTS",
    api=("api:api",),
    pages=("pages:blueprint",),
    menu=(MenuEntry(20, "drains_page.page", N_("Drains"), "box-arrow-right", group="nodes"),),
    commands=("cli.drains:drain", "cli.drains:drains", "cli.drains:leave", "cli.drains:more_time"),
)
