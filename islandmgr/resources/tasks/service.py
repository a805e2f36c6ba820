"""The verbs of tasks, which are made in `islandmgr.tasks` for every room that has long work to do."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.tasks.service import Tasks
from islandmgr.tasks.store import with_ids

__all__ = ["Tasks", "build", "with_ids"]


def build(parts: Parts, services: Services) -> None:
    services.add(Tasks(parts))
