"""Rows of the registry, which other game services read: for the transactions of this room and of others."""

from islandmgr.resources.islands.store.registry import Registration, all_of_them, find, known, put, remove

__all__ = ["Registration", "all_of_them", "find", "known", "put", "remove"]
