"""The one table that says who may do what.

An act is allowed when the person's role reaches the owner of what is acted on, and the credential's scope covers the
act. What stands in no row is forbidden to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from islandmgr.access.identity import Identity, Role, Scope

__all__ = ["ACTS", "Reach", "Role", "Row", "Scope", "may", "reach"]


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
    about: str


_NO, _TEAM, _ALL = Reach.NOBODY, Reach.TEAM, Reach.ALL
_READ, _ISLANDS, _OPS, _ADMIN = Scope

ACTS: Mapping[str, Row] = {
    # act                    viewer tester programmer operator admin  scope     what it is
    "look":             Row(_ALL, _ALL, _ALL, _ALL, _ALL, _READ, "see islands, logs, clocks, nodes, ports"),
    "islands.start":    Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "start an island for somebody"),
    "islands.stop":     Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "stop an island"),
    "islands.restart":  Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "restart an island"),
    "islands.clone":    Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "start another one like it"),
    "islands.extend":   Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "let an island live longer"),
    "islands.annotate": Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "change an island's note"),
    "clock.set":        Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "change clocks, of islands and of groups"),
    "clock.run":        Row(_NO, _TEAM, _TEAM, _ALL, _ALL, _ISLANDS, "run clock scripts, and stop their runs"),
    "clock.script":     Row(_NO, _ALL, _ALL, _ALL, _ALL, _ISLANDS, "save and forget clock scripts"),
    "blueprints.write": Row(_NO, _NO, _ALL, _ALL, _ALL, _OPS, "change blueprints and the code on the volume"),
    "nodes.change":     Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "cordon, uncordon and label nodes"),
    "drains.change":    Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "drain nodes"),
    "ports.change":     Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "change pools and repair what the doctor found"),
    "limits.change":    Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "change quotas and lifetimes"),
    "hooks.look":       Row(_NO, _NO, _ALL, _ALL, _ALL, _OPS, "see webhooks and what was delivered"),
    "hooks.change":     Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "change webhooks and the channels of everybody"),
    "alerts.post":      Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "pass alerts on to those who want them"),
    "audit.look":       Row(_NO, _NO, _NO, _ALL, _ALL, _OPS, "read the audit"),
    "users.change":     Row(_NO, _NO, _NO, _NO, _ALL, _ADMIN, "change people, their roles and teams"),
    "self.look":        Row(_ALL, _ALL, _ALL, _ALL, _ALL, _READ, "see who one is"),
    "self.change":      Row(_ALL, _ALL, _ALL, _ALL, _ALL, _ADMIN, "change one's password, tokens and sign-ins"),
    "self.notices":     Row(_ALL, _ALL, _ALL, _ALL, _ALL, _ISLANDS, "choose which notices one gets, and where"),
}  # fmt: skip


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
