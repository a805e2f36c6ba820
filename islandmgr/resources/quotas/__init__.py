"""Quotas: what one person, one team or one branch may use; and what is kept longer."""

from islandmgr.access import Scope
from islandmgr.access.rules import operators
from islandmgr.kernel.manifest import N_, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={"limits.change": operators(Scope.OPS, "change quotas and lifetimes")},
    tables="store",
    build="service:build",
    api=("api:api",),
    pages=("pages:blueprint",),
    menu=(MenuEntry(30, "quotas_page.page", N_("Quotas"), "speedometer2", group="limits"),),
    commands=("cli:quota", "cli:hold"),
)
