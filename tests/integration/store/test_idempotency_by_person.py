"""Migration 0002: keys that were everybody's become those of the people who sent them, wherever it is broken off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, text

from islandmgr.kernel import idempotency
from islandmgr.kernel.idempotency import Answered
from islandmgr.store import Store, make_engine, migrate, schema_state
from tests.integration.store.older import killed_after, migrate_to

KEYS = {"red's": 1, "blue's": 2, "of no history": 3}
KEPT = [Answered("red", "red's", "digest 1", 1, 11.5), Answered("blue", "blue's", "digest 2", 2, 12.5)]


@pytest.fixture
def older(empty_database_url: str) -> Iterator[Engine]:
    """A database as 0001 left it, with keys of three islands, of which two have a history."""
    engine = make_engine(empty_database_url)
    migrate_to(engine, "0001")
    insert = text(
        "INSERT INTO events (island_id, incarnation, at, kind, who, message, data)"
        " VALUES (:island, 1, 1, 'state', :who, '', '{}')"
    )
    with engine.begin() as conn:
        conn.execute(insert, [{"island": 1, "who": "red"}, {"island": 2, "who": "blue"}, {"island": 1, "who": "blue"}])
        key = conn.dialect.identifier_preparer.quote("key")
        for name, island in KEYS.items():
            row = {"key": name, "digest": f"digest {island}", "island": island, "at": 10.5 + island}
            columns = f"{key}, fingerprint, island_id, at"
            conn.execute(text(f"INSERT INTO idempotency ({columns}) VALUES (:key, :digest, :island, :at)"), row)
    yield engine
    engine.dispose()


def check(engine: Engine) -> None:
    assert schema_state(engine) == ""
    assert "idempotency_by_person" not in inspect(engine).get_table_names()
    with Store(engine).reading() as conn:
        found = [idempotency.find(conn, person, key) for person in ("red", "blue", "manager") for key in KEYS]
    assert [one for one in found if one] == KEPT


def test_keys_of_the_older_schema_belong_to_whoever_sent_them(older: Engine) -> None:
    migrate(older)
    check(older)


@pytest.mark.parametrize("verb", ["CREATE", "DELETE", "INSERT", "DROP", "ALTER", "UPDATE"])
def test_a_manager_killed_in_the_middle_leaves_the_rest_to_the_next(older: Engine, verb: str) -> None:
    killed_after(older, verb)
    migrate(older)
    check(older)
