"""Alembic's folder: `schema.migrate` runs it. A new one: change `tables.py`, then write it by hand in `versions/`."""
