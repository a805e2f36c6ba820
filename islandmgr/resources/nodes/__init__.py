"""Nodes: labelled, cordoned, watched for what others do to them; and for how many islands there is room."""

from islandmgr.access import Scope
from islandmgr.access.rules import operators, programmers
from islandmgr.kernel.manifest import N_, MenuEntry, Room

ROOM = Room(
    __name__,
    acts={
        "nodes.change": operators(Scope.OPS, "cordon, uncordon and label nodes"),
        "blueprints.write": programmers(Scope.OPS, "change blueprints and the code on the volume"),
    },
    needs=("drains",),
    tables="store",
    build="service.build:build",
    workers={"nodes": "service.outside_changes:OutsideChanges.drive"},
    topics="stream:TOPICS",
    api=("api.nodes:api", "api.capacity:api"),
    pages=("pages:blueprint",),
    menu=(
        MenuEntry(40, "cluster_pages.nodes", N_("Nodes"), "hdd-network"),
        MenuEntry(10, "cluster_pages.nodes", N_("Nodes"), "hdd-network", group="nodes"),
    ),
    commands=(
        "cli.nodes:nodes",
        "cli.capacity:capacity",
        "cli.nodes:cordon",
        "cli.nodes:uncordon",
        "cli.nodes:label",
    ),
)
