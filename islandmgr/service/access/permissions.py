"""Whether somebody may act on these islands. The table in `islandmgr.access.rules` decides; this knows the owners."""

from __future__ import annotations

from collections.abc import Collection

from islandmgr.access import Identity, Reach, may, reach
from islandmgr.access.rules import ACTS
from islandmgr.errors import Forbidden, IslandError
from islandmgr.service.parts import Parts
from islandmgr.store import clock_groups, clock_runs, users


class Permissions:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def check(self, who: Identity, act: str) -> Reach:
        """Raises Forbidden when `who` may do `act` to nobody's things; else how far it reaches."""
        far = reach(who, act)
        if far is Reach.NOBODY:
            raise Forbidden(_why_not(who, act), act=act)
        return far

    def check_owner(self, who: Identity, act: str, owner: str) -> None:
        """Raises Forbidden unless `who` may do `act` to what belongs to `owner`, who need not have an account."""
        if self.check(who, act) is Reach.ALL or owner in ("", who.name):
            return
        with self._parts.store.reading() as conn:
            team = users.teams(conn, {owner}).get(owner, "")
        if not may(who, act, owner, team):
            raise Forbidden(_not_theirs(who, act, owner), act=act, owner=owner)

    def check_islands(self, who: Identity, act: str, island_ids: Collection[int]) -> None:
        """The same for the owners of these islands. What does not exist is left to the verb, which says so."""
        if self.check(who, act) is Reach.ALL or not island_ids:
            return
        with self._parts.store.reading() as conn:
            owners = users.owners(conn, set(island_ids))
        for island_id, (owner, team) in owners.items():
            if not may(who, act, owner, team):
                raise Forbidden(_not_theirs(who, act, owner), act=act, owner=owner, island=island_id)

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


def _why_not(who: Identity, act: str) -> str:
    row = ACTS.get(act)
    if row is None:
        return "No rule says who may do this, so nobody may"
    if who.scope < row.scope:
        return f"The token {who.token!r} has the scope {who.scope.word}, and {row.scope.word} is needed to {row.about}"
    return f"{who.name!r} is {_a(who.role)}, and may not {row.about}"


def _not_theirs(who: Identity, act: str, owner: str) -> str:
    team = f" and in no team with {who.name!r}" if owner else ""
    return (
        f"That belongs to {owner!r}, who is not {who.name!r}{team}; to {ACTS[act].about} is for the owner, the owner's "
        "team, operators and admins"
    )


def _a(role: str) -> str:
    return f"an {role}" if role[0] in "aeo" else f"a {role}"
