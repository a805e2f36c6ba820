"""Mending what the manager does not mend by itself: rows, registry, ports and Pods that disagree."""

from islandmgr.kernel.manifest import N_, MenuEntry, Room

ROOM = Room(
    __name__,
    needs=("islands",),
    build="service:build",
    api=("api:api",),
    pages=("pages:blueprint",),
    menu=(MenuEntry(30, "repair_page.page", N_("Repair"), "tools", "ports.change", "nodes"),),
    commands=("cli:repair",),
)
