"""Tables, named queries and migrations: with `allocator`, the only place that knows SQL. No decisions are made here."""

from islandmgr.store.engine import in_transaction, make_engine
from islandmgr.store.schema import migrate, schema_state
from islandmgr.store.store import Store

__all__ = ["Store", "in_transaction", "make_engine", "migrate", "schema_state"]
