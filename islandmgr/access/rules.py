"""The one table that says who may do what: rooms declare its rows in their manifests.

An act is allowed when the person's role reaches the owner of what is acted on, and the credential's scope covers the
act. What stands in no row is forbidden to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from islandmgr.access.identity import Identity, Role, Scope
from islandmgr.model import messages
from islandmgr.model.messages import Message

__all__ = ["ACTS", "Reach", "Role", "Row", "Scope", "act_words", "declare", "may", "reach"]


class Reach(IntEnum):
    """Whose things an act may be done to. Each includes the ones before."""

    NOBODY = 0
    OWN = 1
    TEAM = 2  # one's own, and those of people in the same team
    ALL = 3


@dataclass(frozen=True)
class Row:
    """How far each role reaches, and the least scope of a token that covers the act."""

    viewer: Reach
    tester: Reach
    programmer: Reach
    operator: Reach
    admin: Reach
    scope: Scope
    about: str  # English; scripts/translate collects it from the manifests


ACTS: dict[str, Row] = {}
"""What rooms declared in their manifests."""


def declare(acts: Mapping[str, Row]) -> None:
    """Add a room's rows. Raises ValueError for an act that is there already."""
    for act, row in acts.items():
        if ACTS.get(act) is row:
            continue
        if act in ACTS:
            raise ValueError(f"The act {act!r} is declared twice")
        ACTS[act] = row
        messages.declare(f"act.{act}", row.about)


def act_words(act: str) -> Message:
    """What a declared act is, to be put into a sentence: `stop an island`."""
    return Message(f"act.{act}")


def everybody(scope: Scope, about: str) -> Row:
    return _row(Reach.ALL, Reach.ALL, Reach.ALL, Reach.ALL, scope, about)


def owners(scope: Scope, about: str) -> Row:
    """Testers and programmers to what is their own or their team's, operators and admins to everything."""
    return _row(Reach.NOBODY, Reach.TEAM, Reach.TEAM, Reach.ALL, scope, about)


def testers(scope: Scope, about: str) -> Row:
    return _row(Reach.NOBODY, Reach.ALL, Reach.ALL, Reach.ALL, scope, about)


def programmers(scope: Scope, about: str) -> Row:
    return _row(Reach.NOBODY, Reach.NOBODY, Reach.ALL, Reach.ALL, scope, about)


def operators(scope: Scope, about: str) -> Row:
    return _row(Reach.NOBODY, Reach.NOBODY, Reach.NOBODY, Reach.ALL, scope, about)


def admins(scope: Scope, about: str) -> Row:
    return _row(Reach.NOBODY, Reach.NOBODY, Reach.NOBODY, Reach.NOBODY, scope, about)


def _row(viewer: Reach, tester: Reach, programmer: Reach, operator: Reach, scope: Scope, about: str) -> Row:
    """Admins reach everything with every act."""
    return Row(viewer, tester, programmer, operator, Reach.ALL, scope, about)


def reach(who: Identity, act: str) -> Reach:
    """How far `who` reaches with `act`. An act that is in no row reaches nobody."""
    row = ACTS.get(act)
    if row is None or who.scope < row.scope:
        return Reach.NOBODY
    found: Reach = getattr(row, who.role.value)
    return found


def may(who: Identity, act: str, owner: str | None = None, team: str = "") -> bool:
    """Whether `who` may do `act` to something of `owner`, who is in `team`. None: it is nobody's in particular."""
    far = reach(who, act)
    if far is Reach.ALL or owner is None:
        return far is not Reach.NOBODY
    if far >= Reach.OWN and owner == who.name:
        return True
    return far >= Reach.TEAM and bool(team) and team == who.team
