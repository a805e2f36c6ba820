"""What one request may do: somebody, and the act that was asked for.

The gate asks before the view runs, by the ids it reads from the request; the verb asks again in the transaction that
acts, about the rows that it loaded. No spelling of an id can part the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from islandmgr.access.identity import Identity
from islandmgr.access.rules import ACTS, Reach, may, reach
from islandmgr.model.errors import Forbidden


@dataclass(frozen=True)
class Grant:
    """Made from a request by whoever let it in."""

    who: Identity
    act: str

    def check_act(self) -> None:
        """Raises Forbidden when the act reaches nobody's things."""
        if reach(self.who, self.act) is Reach.NOBODY:
            raise Forbidden(self._why_not(), act=self.act)

    def reaches_all(self) -> bool:
        return reach(self.who, self.act) is Reach.ALL

    def needs_team(self, owner: str) -> bool:
        """Whether the answer for things of `owner` hangs on the owner's team."""
        return not self.reaches_all() and owner != self.who.name

    def check(self, owner: str, team: str = "", **about: object) -> None:
        """Raises Forbidden, with the details `about`, unless the act reaches things of `owner`, who is in `team`."""
        self.check_act()
        if not may(self.who, self.act, owner, team):
            raise Forbidden(self._not_theirs(owner), act=self.act, owner=owner, **about)

    def _why_not(self) -> str:
        who, row = self.who, ACTS.get(self.act)
        if row is None:
            return "No rule says who may do this, so nobody may"
        if who.scope < row.scope:
            return (
                f"The token {who.token!r} has the scope {who.scope.word}, and {row.scope.word} is needed to {row.about}"
            )
        return f"{who.name!r} is {_a(who.role)}, and may not {row.about}"

    def _not_theirs(self, owner: str) -> str:
        me, about = self.who.name, ACTS[self.act].about
        team = f" and in no team with {me!r}" if owner else ""
        return (
            f"That belongs to {owner!r}, who is not {me!r}{team}; to {about} is for the owner, the owner's team, "
            "operators and admins"
        )


def _a(role: str) -> str:
    return f"an {role}" if role[0] in "aeo" else f"a {role}"
