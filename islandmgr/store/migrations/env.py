"""Called by alembic, inside the transaction that `schema.migrate` opened."""

from alembic import context

from islandmgr.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
