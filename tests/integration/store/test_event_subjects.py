"""Migration 0005: events and deliveries of islands and drains get their subjects, wherever it is broken off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, text

from islandmgr.kernel import events
from islandmgr.model.domain import Subject, island_subject
from islandmgr.resources.notifications.rules.targets import NOTHING, Target
from islandmgr.resources.notifications.store import outbox
from islandmgr.store import Store, make_engine, migrate, schema_state
from islandmgr.store.migrations.versions import v0005_event_subjects as migration
from tests.integration.store.older import killed_after, migrate_to

EVENTS = [
    {"id": 1, "island": 7, "kind": "state", "data": "{}"},
    {"id": 2, "island": 0, "kind": "row", "data": '{"drain": 3, "islands": [7, 12345678901]}'},
    {"id": 3, "island": 12345678901, "kind": "note", "data": '{"why": "试"}'},
    {"id": 4, "island": 0, "kind": "row", "data": "{}"},
    {"id": 2 * migration.PORTION + 1, "island": 7, "kind": "row", "data": "{}"},
]
SUBJECTS = [island_subject(7), Subject("drain", "3"), island_subject(12345678901), Subject("", ""), island_subject(7)]


@pytest.fixture
def older(empty_database_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_database_url)
    migrate_to(engine, str(migration.down_revision))
    event = "INSERT INTO events (id, island_id, incarnation, at, kind, who, message, data)"
    columns = "target, target_id, event_id, island_id, kind, body, state, attempts, next_at, created_at"
    with engine.begin() as conn:
        conn.execute(text(f"{event} VALUES (:id, :island, 1, 1.5, :kind, 'qa01', '', :data)"), EVENTS)
        values = "('webhook', 1, :event, :island, 'note', '{}', 'waiting', 0, 1.5, 1.5)"
        rows = [{"event": 1, "island": 7}, {"event": -5, "island": 0}]
        conn.execute(text(f"INSERT INTO deliveries ({columns}) VALUES {values}"), rows)
    yield engine
    engine.dispose()


def check(engine: Engine) -> None:
    assert schema_state(engine) == ""
    for table in ("events", "deliveries"):
        assert "island_id" not in {column["name"] for column in inspect(engine).get_columns(table)}
    with Store(engine).reading() as conn:
        found = events.after(conn, 0)
        assert [event.subject for event in found] == SUBJECTS
        assert [event.data for event in found][2] == {"why": "试"}
        assert [event.id for event in events.of_subject(conn, island_subject(7))] == [1]
        waiting, _ = outbox.page(conn, Target.WEBHOOK, 1, "", 10, None)
        assert [it.subject for it in waiting] == [NOTHING, island_subject(7)]
        assert [it.event_id for it in outbox.due(conn, 9.0, (), 10, of_one=10)] == [1, -5]


def test_rows_of_the_older_schema_get_their_subjects(older: Engine) -> None:
    migrate(older)
    check(older)


@pytest.mark.parametrize(
    ("verb", "times"),
    [("ALTER", 1), ("ALTER", 2), ("ALTER", 3), ("ALTER", 6), ("UPDATE", 1), ("UPDATE", 4), ("CREATE", 1), ("DROP", 1)],
)
def test_a_manager_killed_in_the_middle_leaves_the_rest_to_the_next(older: Engine, verb: str, times: int) -> None:
    killed_after(older, verb, times)
    migrate(older)
    check(older)
