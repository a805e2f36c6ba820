"""Port pools: how much of them is used, and what is wrong with them."""

from islandmgr.access import Scope
from islandmgr.access.rules import operators
from islandmgr.kernel.manifest import N_, Job, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={"ports.change": operators(Scope.OPS, "change pools and repair what the doctor found")},
    build="service.build:build",
    jobs=(Job("service.taken:TakenPorts.look", 5),),
    api=("api:api",),
    pages=("pages:blueprint",),
    menu=(MenuEntry(30, "ports_page.page", N_("Ports"), "plug"),),
    commands=("cli:ports", "cli:doctor", "cli:exclude", "cli:include"),
    metrics="metrics:metrics",
)
