"""Who may do what: roles, scopes, the one table of rules, passwords and tokens. Pure: no database, no HTTP."""

from islandmgr.access.grants import Grant
from islandmgr.access.identity import ANYBODY, Client, Identity
from islandmgr.access.rules import ACTS, Reach, Role, Scope, may, reach

__all__ = ["ACTS", "ANYBODY", "Client", "Grant", "Identity", "Reach", "Role", "Scope", "may", "reach"]
