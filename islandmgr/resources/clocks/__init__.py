"""Islands' clocks: set, measured, shared by groups, moved by scripts."""

from islandmgr.access import Scope
from islandmgr.access.rules import owners, testers
from islandmgr.kernel.manifest import N_, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={
        "clock.set": owners(Scope.ISLANDS, "change clocks, of islands and of groups"),
        "clock.run": owners(Scope.ISLANDS, "run clock scripts, and stop their runs"),
        "clock.script": testers(Scope.ISLANDS, "save and forget clock scripts"),
    },
    tables="store.tables",
    build="service.build:build",
    workers={"scripts": "service.runs:Runs.drive"},
    api=("api.clock:api", "api.groups:api", "api.scripts:api"),
    pages=("pages:blueprint",),
    menu=(MenuEntry(20, "clocks.page", N_("Clocks"), "clock"),),
    commands=("cli.clock:clock", "cli.groups:clock_group", "cli.scripts:clock_script"),
)
