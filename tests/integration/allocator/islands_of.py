"""Islands that exist only to hold ports."""

from __future__ import annotations

from sqlalchemy import Connection

from islandmgr.model.domain import REAL_TIME, Island, State, Wanted
from islandmgr.resources.islands.store import islands


def new_island(conn: Connection, owner: str = "qa01") -> int:
    """The id of a new island of `owner`."""
    island = Island(
        id=0,
        name="sample",
        blueprint="sample",
        branch="dev",
        owner=owner,
        note="",
        wanted=Wanted.RUN,
        state=State.REQUESTED,
        reason="",
        incarnation=1,
        pool="",
        ports=(),
        clock=REAL_TIME,
        args={},
        created_at=0.0,
        changed_at=0.0,
    )
    return islands.insert_new(conn, island).id
