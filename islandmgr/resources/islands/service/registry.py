"""Rows of the registry, which other game services read: for the transactions of this room and of others."""

from islandmgr.resources.islands.rules.registration import Registration, known
from islandmgr.resources.islands.store.registry import all_of_them, find, put, remove

__all__ = ["Registration", "all_of_them", "find", "known", "put", "remove"]
