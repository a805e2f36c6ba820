"""The audit: what everybody did, and what was refused."""

from islandmgr.access import Scope
from islandmgr.access.rules import operators
from islandmgr.kernel.manifest import N_, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={"audit.look": operators(Scope.OPS, "read the audit")},
    build="service:build",
    api=("api:api",),
    pages=("pages:blueprint",),
    menu=(MenuEntry(30, "audit_page.page", N_("Audit"), "clock-history", "audit.look", "people"),),
    commands=("cli:audit",),
)
