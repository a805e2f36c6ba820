"""What is said about roles, and to whoever may not do something. What each act is, its row in the rules says."""

from __future__ import annotations

from islandmgr.access.identity import Role
from islandmgr.model.messages import Message, declare

NO_RULE = declare("access.no_rule", "No rule says who may do this, so nobody may")
SCOPE_TOO_NARROW = declare(
    "access.scope_too_narrow", "The token '%(token)s' has the scope %(scope)s, and %(needed)s is needed to %(act)s"
)
NOT_FOR_ROLE = declare("access.not_for_role", "'%(name)s' is %(role)s, and may not %(act)s")
NOT_YOURS = declare(
    "access.not_yours",
    "That belongs to '%(owner)s', who is not '%(name)s' and in no team with '%(name)s'; "
    "to %(act)s is for the owner, the owner's team, operators and admins",
)
NOBODYS = declare(
    "access.nobodys",
    "That belongs to '', who is not '%(name)s'; to %(act)s is for the owner, the owner's team, operators and admins",
)

_ROLES = {
    Role.VIEWER: declare("role.viewer", "viewer"),
    Role.TESTER: declare("role.tester", "tester"),
    Role.PROGRAMMER: declare("role.programmer", "programmer"),
    Role.OPERATOR: declare("role.operator", "operator"),
    Role.ADMIN: declare("role.admin", "admin"),
}
_SOMEBODY = {
    Role.VIEWER: declare("role.a_viewer", "a viewer"),
    Role.TESTER: declare("role.a_tester", "a tester"),
    Role.PROGRAMMER: declare("role.a_programmer", "a programmer"),
    Role.OPERATOR: declare("role.an_operator", "an operator"),
    Role.ADMIN: declare("role.an_admin", "an admin"),
}


def role_words(role: Role) -> Message:
    return _ROLES[role]()


def somebody(role: Role) -> Message:
    """Somebody of that role: `an operator`."""
    return _SOMEBODY[role]()
