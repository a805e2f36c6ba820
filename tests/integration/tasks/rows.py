"""Tasks in a database without a manager."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from islandmgr.tasks import store
from islandmgr.tasks.model import Task
from tests.unit.tasks.made import fresh, step

NOW = 1_800_000_000.0


def kept(conn: Connection, *steps: Any, **changes: Any) -> Task:
    """A task that was inserted, by default one that has just left the queue."""
    return store.insert_new(conn, fresh(*(steps or (step(0), step(1))), **changes))
