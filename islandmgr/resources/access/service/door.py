"""What the gate before every request asks: who shows this secret, and may they act on what the request names?

The table of acts decides; this knows the owners. Verbs ask again in their transactions (`authority`).
"""

from __future__ import annotations

from collections.abc import Collection

from islandmgr.access import Client, Grant, Identity
from islandmgr.kernel.context import Parts
from islandmgr.model.errors import IslandError
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.resources.access.service.sign_in import SignIn
from islandmgr.resources.access.store import users
from islandmgr.resources.islands.service import rows


class Door:
    def __init__(self, parts: Parts, credentials: Credentials, sign_in: SignIn) -> None:
        self._parts = parts
        self._credentials = credentials
        self._sign_in = sign_in

    def identify(self, secret: str, client: Client) -> Identity:
        """Raises Unauthorized, Unavailable."""
        return self._credentials.identify(secret, client)

    def still_good(self, secret: str) -> bool:
        """For answers that stay open."""
        return self._credentials.still_good(secret)

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
            owners = rows.owners(conn, island_ids)
            teams = users.teams(conn, set(owners.values()))
        for island_id, owner in owners.items():
            grant.check(owner, teams.get(owner, ""), island=island_id)

    def mates(self, who: Identity) -> list[str]:
        """Everybody in the same team; nobody where there is none, or the database does not answer."""
        if not who.team:
            return []
        try:
            with self._parts.store.reading() as conn:
                return users.members(conn, who.team)
        except IslandError:
            return []

    def count(self, grant: Grant) -> None:
        """Raises TooMany when somebody starts too many islands in a short while."""
        if grant.act in {"islands.start", "islands.clone"}:
            self._sign_in.count_start(grant.who)
