"""An upgrade of a database that was in use: nothing is lost, and the next start makes good a stop in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from islandmgr.store import migrate, schema_state
from tests.integration.store.old_databases import (
    DUMPED,
    EARLIEST,
    OldDatabases,
    Rows,
    contents,
    counters,
    described,
    keys,
    missing,
)

LOOKS = frozenset({"SELECT", "SHOW", "DESCRIBE", "PRAGMA", "BEGIN"})
"""How statements begin that change nothing: a stop after one is a stop after the one before it."""


@pytest.mark.parametrize("schema", DUMPED)
def test_the_old_database_has_something_of_everything(old: OldDatabases, schema: str) -> None:
    engine = old.make(schema)
    rows = contents(engine)
    inserted = Counter(old.inserted(schema))
    assert {table: len(found) for table, found in rows.items()} == inserted, "all of the dump was loaded"
    assert [table for table, found in rows.items() if not found] == []
    states = {row["state"] for row in rows["islands"]}
    assert states >= {"requested", "scheduling", "starting", "running", "unready", "stopping", "stopped"}
    assert states >= {"crashed", "failed", "lost"}
    assert {row["role"] for row in rows["users"]} == {"viewer", "tester", "programmer", "operator", "admin"}
    assert {row["kind"] for row in rows["tokens"]} == {"token", "session"}
    assert {row["state"] for row in rows["deliveries"]} == {"waiting", "delivered", "dead"}
    assert {row["target"] for row in rows["deliveries"]} == {"webhook", "channel"}
    assert {row["state"] for row in rows["drains"]} == {"running", "done", "stopped", "failed"}
    assert {row["state"] for row in rows["clock_runs"]} == {"running", "done", "stopped", "failed"}
    assert {row["outcome"] for row in rows["audit"]} == {"done", "refused", "failed"}
    assert {bool(row["retired"]) for row in rows["port_pools"]} == {True, False}
    ports = rows["ports"]
    for kept in ("island_id", "rests_until", "excluded"):
        assert any(row[kept] for row in ports), kept


@pytest.mark.parametrize("schema", [EARLIEST, *DUMPED])
def test_nothing_is_lost(old: OldDatabases, newest: dict[str, str], schema: str) -> None:
    engine = old.make(schema)
    before, primary, counted = contents(engine), keys(engine), counters(engine)
    migrate(engine)
    assert schema_state(engine) == ""
    assert described(engine) == newest
    assert missing(before, contents(engine), primary) == []
    after = counters(engine)
    assert {name: number for name, number in counted.items() if after.get(name, 0) < number} == {}, "ids come again"


@pytest.mark.parametrize("schema", [EARLIEST, *DUMPED])
def test_a_stop_in_the_middle_is_made_good_by_the_next_start(
    old: OldDatabases, newest: dict[str, str], schema: str
) -> None:
    """After each statement in turn that changes something. MariaDB commits after each that changes the schema."""
    reference = old.make(schema)
    first = schema_state(reference)
    migrate(reference)
    expected = contents(reference)
    statements = 1
    while stopped(engine := old.make(schema), statements):
        migrate(engine)
        check(engine, newest, expected, f"after {statements} statements")
        old.forget(engine)
        statements += 1
    assert (statements == 1) == (first == ""), "what changes the schema can be stopped"


def test_one_stop_after_the_other_is_made_good(old: OldDatabases, newest: dict[str, str]) -> None:
    """The first start gets as far as one statement, the next one as far as two, and so on."""
    reference, engine = old.make(EARLIEST), old.make(EARLIEST)
    migrate(reference)
    stops = 0
    while stopped(engine, stops + 1):
        stops += 1
    assert stops > 1
    check(engine, newest, contents(reference), f"stopped {stops} times")


def check(engine: Engine, newest: dict[str, str], expected: Rows, when: str) -> None:
    assert schema_state(engine) == "", when
    assert described(engine) == newest, when
    assert contents(engine) == expected, when


class Stopped(Exception):
    """In the place of a signal that cannot be caught."""


def stopped(engine: Engine, statements: int) -> bool:
    """Migrate, but not further than so many statements that change something; whether there were so many."""
    try:
        with stopping_after(statements):
            migrate(engine)
    except Stopped:
        engine.dispose()
        return True
    return False


@contextmanager
def stopping_after(statements: int) -> Iterator[None]:
    seen = 0

    def look(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal seen
        if statement.split()[0].upper() not in LOOKS:
            seen += 1
            if seen == statements:
                raise Stopped

    event.listen(Engine, "after_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "after_cursor_execute", look)
