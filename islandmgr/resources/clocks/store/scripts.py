"""Scripts of the clock, saved by name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from islandmgr.model.errors import NotFound
from islandmgr.model.field_types import EpochSeconds
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.store.tables import clock_scripts
from islandmgr.store import rows
from islandmgr.store.sql import upsert


@dataclass(frozen=True)
class Script:
    name: str
    steps: tuple[str, ...]
    blueprint: str  # empty: for all
    description: str
    who: str  # saved it last
    changed_at: EpochSeconds


def put(conn: Connection, script: Script) -> None:
    """Save it, in place of an older one of that name."""
    upsert(conn, clock_scripts, rows.columns(script))


def get(conn: Connection, name: str) -> Script:
    """Raises NotFound."""
    row = conn.execute(select(clock_scripts).where(clock_scripts.c.name == name)).mappings().first()
    if row is None:
        raise NotFound(messages.NO_SCRIPT(script=name), script=name)
    return rows.read(Script, row)


def listing(conn: Connection, blueprint: str = "") -> list[Script]:
    """By name: all, or those that are for that blueprint or for any."""
    query = select(clock_scripts).order_by(clock_scripts.c.name)
    if blueprint:
        query = query.where(clock_scripts.c.blueprint.in_(("", blueprint)))
    return [rows.read(Script, row) for row in conn.execute(query).mappings()]


def remove(conn: Connection, name: str) -> None:
    """Raises NotFound."""
    if conn.execute(delete(clock_scripts).where(clock_scripts.c.name == name)).rowcount == 0:
        raise NotFound(messages.NO_SCRIPT(script=name), script=name)
