"""Whether an actor may do what was asked to these islands: asked in the transaction that acts, of its rows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from islandmgr.model.domain import Actor, Island
from islandmgr.resources.access.store import users


def check(conn: Connection, actor: Actor, rows: Iterable[Island]) -> None:
    """Raises Forbidden unless `actor` may do what was asked to each of these islands."""
    if actor.authority is None:
        return
    owners = {island.id: island.owner for island in rows}
    asked = {owner for owner in owners.values() if actor.authority.needs_team(owner)}
    teams = users.teams(conn, asked) if asked else {}
    for island_id, owner in owners.items():
        actor.authority.check(owner, teams.get(owner, ""), island=island_id)


def check_owner(conn: Connection, actor: Actor, owner: str) -> None:
    """The same for something new that is to belong to `owner`, who need not have an account."""
    if actor.authority is not None:
        team = users.teams(conn, {owner}).get(owner, "") if actor.authority.needs_team(owner) else ""
        actor.authority.check(owner, team)
