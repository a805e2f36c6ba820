"""Islands: started, looked at, stopped; reconciled with their Pods."""

from islandmgr.access import Scope
from islandmgr.access.rules import owners
from islandmgr.kernel.manifest import N_, Job, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={
        "islands.start": owners(Scope.ISLANDS, "start an island for somebody"),
        "islands.stop": owners(Scope.ISLANDS, "stop an island"),
        "islands.restart": owners(Scope.ISLANDS, "restart an island"),
        "islands.clone": owners(Scope.ISLANDS, "start another one like it"),
        "islands.extend": owners(Scope.ISLANDS, "let an island live longer"),
        "islands.annotate": owners(Scope.ISLANDS, "change an island's note"),
    },
    needs=("access", "clocks", "drains", "quotas"),
    tables="store.tables",
    build="service.build:build",
    workers={"islands": "reconcile.reconciler:Reconciler.drive"},
    jobs=(
        Job("service.lifetime:Lifetime.correct", "lifetime_gap"),
        Job("service.lifetime:Lifetime.warn", "lifetime_gap"),
        Job("service.lifetime:Lifetime.expire", "lifetime_gap"),
        Job("service.lifetime:Lifetime.stop_unused", "lifetime_gap"),
        Job("service.lifetime:Lifetime.slim", "lifetime_gap"),
        Job("service.lifetime:Lifetime.forget_bundles", 3600),
    ),
    topics="stream:TOPICS",
    events="event_kinds:EVENTS",
    acts_on={"island": "reconcile.reconciler:Reconciler.wake"},
    api=("api.islands:api", "api.lookup:api", "api.blueprints:api", "api.pod_reports:api"),
    pages=("pages.views:blueprint", "pages.export:blueprint", "pages.embed:blueprint"),
    menu=(
        MenuEntry(10, "pages.islands", N_("Islands"), "list-ul"),
        MenuEntry(90, "pages.help", N_("Help"), "question-circle"),
    ),
    commands=(
        "cli.islands:start",
        "cli.islands:listing",
        "cli.islands:show",
        "cli.islands:stop",
        "cli.islands:release",
        "cli.islands:restart",
        "cli.islands:clone",
        "cli.islands:extend",
        "cli.islands:note",
        "cli.islands:wait_for",
        "cli.lookup:logs",
        "cli.lookup:events",
        "cli.lookup:crash",
        "cli.blueprint:blueprint",
    ),
    metrics="metrics:metrics",
)
