"""What one request may do: somebody, and the act that was asked for.

The gate asks before the view runs, by the ids it reads from the request; the verb asks again in the transaction that
acts, about the rows that it loaded. No spelling of an id can part the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from islandmgr.access import messages
from islandmgr.access.identity import Identity
from islandmgr.access.rules import ACTS, Reach, act_words, may, reach
from islandmgr.model.errors import Forbidden
from islandmgr.model.messages import Message


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

    def _why_not(self) -> Message:
        who, row = self.who, ACTS.get(self.act)
        if row is None:
            return messages.NO_RULE()
        act = act_words(self.act)
        if who.scope < row.scope:
            return messages.SCOPE_TOO_NARROW(token=who.token, scope=who.scope.word, needed=row.scope.word, act=act)
        return messages.NOT_FOR_ROLE(name=who.name, role=messages.somebody(who.role), act=act)

    def _not_theirs(self, owner: str) -> Message:
        me, act = self.who.name, act_words(self.act)
        return messages.NOT_YOURS(owner=owner, name=me, act=act) if owner else messages.NOBODYS(name=me, act=act)
