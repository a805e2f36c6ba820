"""The verbs of tasks, which are made in `islandmgr.tasks` for every room that has long work to do."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.tasks.service import Tasks

__all__ = ["Tasks", "build"]


def build(parts: Parts, services: Services) -> None:
    services.add(Tasks(parts))
