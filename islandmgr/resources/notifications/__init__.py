"""Webhooks to other systems, and notices to people."""

from islandmgr.access import Scope
from islandmgr.access.rules import everybody, operators, programmers
from islandmgr.kernel.manifest import N_, Job, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={
        "hooks.look": programmers(Scope.OPS, "see webhooks and what was delivered"),
        "hooks.change": operators(Scope.OPS, "change webhooks and the channels of everybody"),
        "alerts.post": operators(Scope.OPS, "pass alerts on to those who want them"),
        "self.notices": everybody(Scope.ISLANDS, "choose which notices one gets, and where"),
    },
    tables="store.tables",
    build="service.build:build",
    workers={"outbox": "service.dispatcher:Outbox.drive"},
    jobs=(Job("service.dispatcher:Outbox.forget_deliveries", 3600),),
    reads=("service.dispatcher:Outbox.notify",),
    api=("api.webhooks:api", "api.channels:api"),
    pages=("pages:blueprint",),
    menu=(
        MenuEntry(50, "limits.channels", N_("Notices"), "bell"),
        MenuEntry(10, "limits.channels", N_("My notices"), "bell", "self.notices", "limits"),
        MenuEntry(20, "limits.webhooks_page", N_("Webhooks"), "bell", "hooks.look", "limits"),
    ),
    commands=("cli:webhook",),
)
