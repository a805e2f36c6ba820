"""Whether somebody may act on what a request names: asked at the gate, before the view. Verbs ask again (`authority`).

The table in `islandmgr.access.rules` decides; this knows the owners.
"""

from __future__ import annotations

from collections.abc import Collection

from islandmgr.access import Grant, Identity
from islandmgr.kernel.context import Parts
from islandmgr.model.errors import IslandError
from islandmgr.resources.access.store import users
from islandmgr.resources.clocks.store import groups as clock_groups
from islandmgr.resources.clocks.store import runs as clock_runs


class Permissions:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def check_owner(self, grant: Grant, owner: str) -> None:
        """Raises Forbidden unless the act reaches what belongs to `owner`, who need not have an account."""
        team = ""
        if grant.needs_team(owner):
            with self._parts.store.reading() as conn:
                team = users.teams(conn, {owner}).get(owner, "")
        grant.check(owner, team)

    def check_islands(self, grant: Grant, island_ids: Collection[int]) -> None:
        """The same for the owners of these islands. What does not exist is left to the verb, which says so."""
        if grant.reaches_all() or not island_ids:
            return
        with self._parts.store.reading() as conn:
            owners = users.owners(conn, set(island_ids))
        for island_id, (owner, team) in owners.items():
            grant.check(owner, team, island=island_id)

    def mates(self, who: Identity) -> list[str]:
        """Everybody in the same team; nobody where there is none, or the database does not answer."""
        if not who.team:
            return []
        try:
            with self._parts.store.reading() as conn:
                return users.members(conn, who.team)
        except IslandError:
            return []

    def islands_of_group(self, name: str) -> list[int]:
        """The members of a clock group; none when there is no such group."""
        with self._parts.store.reading() as conn:
            return [island.id for island in clock_groups.members(conn, name)]

    def islands_of_run(self, run_id: int) -> list[int]:
        """The islands that a clock script's run is on; none when there is no such run."""
        try:
            with self._parts.store.reading() as conn:
                run = clock_runs.get(conn, run_id)
        except IslandError:
            return []
        return [run.island_id] if run.island_id is not None else self.islands_of_group(run.clock_group)
