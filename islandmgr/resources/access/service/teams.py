"""Who is in which team, for the transactions of other rooms."""

from islandmgr.resources.access.store.tables import users as table
from islandmgr.resources.access.store.users import everybody, members, teams

__all__ = ["everybody", "members", "table", "teams"]
