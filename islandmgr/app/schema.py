"""The whole schema as SQLAlchemy sees it: every room's tables, and those that rooms share."""

from __future__ import annotations

from importlib import import_module

from islandmgr.store.metadata import metadata

__all__ = ["metadata"]

TABLES = (
    "allocator.tables",
    "islandmgr.kernel.tables",
    "islandmgr.store.tables",
    "islandmgr.resources.access.store.tables",
    "islandmgr.resources.clocks.store.tables",
    "islandmgr.resources.drains.store",
    "islandmgr.resources.islands.store.tables",
    "islandmgr.resources.nodes.store",
    "islandmgr.resources.notifications.store.tables",
    "islandmgr.resources.quotas.store",
)

for name in TABLES:
    import_module(name)
