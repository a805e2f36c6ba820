"""Migrations: what they build is what the tables say, however many managers run them at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from islandmgr.app.schema import metadata
from islandmgr.model.errors import Unavailable
from islandmgr.store import make_engine, migrate, schema_state
from islandmgr.store.tables import secrets
from tests.integration.store.older import migrate_to


def differences(engine: Engine) -> list[Any]:
    with engine.connect() as conn:
        options = {"compare_type": True, "compare_server_default": other_default}
        return list(compare_metadata(MigrationContext.configure(conn, opts=options), metadata))


def other_default(
    _context: object, _found: object, _ours: object, found: str | None, _text: object, ours: str | None
) -> bool:
    """Alembic's own comparison takes an empty text for none."""
    return (found and found.strip("()'")) != (ours and ours.strip("()'"))


def test_migrated_is_what_the_tables_say(engine: Engine) -> None:
    assert differences(engine) == []
    assert schema_state(engine) == ""


def test_foreign_keys_and_primary_keys_are_what_the_tables_say(engine: Engine) -> None:
    """Alembic does not compare these."""
    found = inspect(engine)
    for table in metadata.sorted_tables:
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [
            column.name for column in table.primary_key
        ]
        keys = {
            (tuple(key["constrained_columns"]), key["referred_table"]) for key in found.get_foreign_keys(table.name)
        }
        assert keys == {(tuple(key.column_keys), key.referred_table.name) for key in table.foreign_key_constraints}


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    with engine.begin() as conn:
        conn.execute(secrets.insert(), {"name": "kept", "value": "x"})
    migrate(engine)
    assert differences(engine) == []
    with engine.connect() as conn:
        assert conn.execute(secrets.select()).all() == [("kept", "x")]


def test_several_managers_migrate_at_once(empty_database_url: str) -> None:
    engines = [make_engine(empty_database_url) for _ in range(4)]
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(migrate, engines))
    assert differences(engines[0]) == []
    for engine in engines:
        engine.dispose()


def test_a_migration_that_was_broken_off_can_be_run_again(empty_database_url: str) -> None:
    """MySQL commits after each statement: a manager killed in the middle leaves some tables, but no revision."""
    engine = make_engine(empty_database_url)
    migrate_to(engine, "0001")
    with engine.begin() as conn:
        conn.execute(text("DELETE FROM alembic_version"))
        conn.execute(text("DROP TABLE registry"))
        conn.execute(text("DROP INDEX ix_events_island_id_id" + (" ON events" if conn.dialect.name == "mysql" else "")))
    migrate(engine)
    assert differences(engine) == []
    engine.dispose()


def test_the_state_of_the_schema_is_said(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    assert schema_state(engine).startswith("The database has no schema yet")
    migrate(engine)
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer than this program" in schema_state(engine)
    with pytest.raises(Unavailable, match="9999, newer than this program"):
        migrate(engine)
    engine.dispose()
