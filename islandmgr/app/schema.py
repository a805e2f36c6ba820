"""The whole schema as SQLAlchemy sees it: every room's tables, and those that rooms share."""

from __future__ import annotations

import allocator.tables
import islandmgr.kernel.tables
import islandmgr.store.tables
import islandmgr.tasks.tables
from islandmgr.app.rooms import ROOMS
from islandmgr.store.metadata import metadata

__all__ = ["metadata"]

SHARED = (allocator.tables, islandmgr.kernel.tables, islandmgr.store.tables, islandmgr.tasks.tables)
OF_ROOMS = [room.module(room.tables) for room in ROOMS.values() if room.tables]
