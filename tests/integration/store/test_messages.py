"""Messages are stored as codes with values, and what was stored before is read as it stands. On both databases."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Connection, text

from islandmgr.kernel import audit_rows, events
from islandmgr.kernel.audit_rows import Entry, Outcome, Wanted
from islandmgr.model.domain import Event, Exit, island_subject
from islandmgr.model.languages import translator
from islandmgr.model.messages import DETAIL, as_message, declare
from islandmgr.resources.islands.messages import HELD, STOPPED_BY
from islandmgr.resources.islands.store import bundles, islands
from islandmgr.resources.islands.store.bundles import Bundle
from islandmgr.store import Store
from tests.integration.store.rows import island

CHINESE = translator("zh")
NAMED = declare("test.stored", "Said by %(who)s")


def test_a_row_keeps_code_and_values(store: Store) -> None:
    why = DETAIL(what=STOPPED_BY(who="东风"), detail='words of "others", 100 % {true}')
    kept = store.run(lambda conn: islands.insert_new(conn, island(reason=why, exit=Exit(3, why, 2.0))))
    with store.reading() as conn:
        found = islands.get(conn, kept.id)
        stored = conn.execute(text("SELECT reason FROM islands")).scalar_one()
    assert json.loads(stored) == why.to_json()
    assert found.exit is not None
    for read in (found.reason, found.exit.reason):
        assert as_message(read).to_json() == why.to_json()
        assert as_message(read).by(CHINESE) == '由 东风 停止：words of "others", 100 % {true}'


def test_a_change_and_a_long_problem_are_kept(store: Store) -> None:
    kept = store.run(lambda conn: islands.insert_new(conn, island()))
    long = HELD(reason="漫" * 2000)
    store.run(lambda conn: islands.change(conn, kept, clock_problem=long))
    with store.reading() as conn:
        assert islands.get(conn, kept.id).clock_problem == long


@pytest.mark.parametrize("sentence", ["Stopped by qa01", "", "{", '{"a": 1}', "100 % of it"])
def test_sentences_of_before_are_shown_as_they_stand(store: Store, sentence: str) -> None:
    def older(conn: Connection) -> int:
        kept = islands.insert_new(conn, island(exit=Exit(3, "It ended", 2.0)))
        values = {"old": sentence, "id": kept.id, "exit": '{"code": 3, "reason": "It ended", "at": 2.0}'}
        conn.execute(text("UPDATE islands SET reason = :old, clock_problem = :old, `exit` = :exit"), values)
        row = "INSERT INTO events (subject_kind, subject_id, incarnation, at, kind, who, message, data)"
        conn.execute(text(f"{row} VALUES ('island', '{kept.id}', 1, 1, 'note', 'qa01', :old, '{{}}')"), values)
        return kept.id

    number = store.run(older)
    with store.reading() as conn:
        found = islands.get(conn, number)
        (line,) = events.of_subject(conn, island_subject(number))
    for read in (found.reason, found.clock_problem, line.message):
        assert read == as_message(read).by(CHINESE) == sentence
        assert as_message(read).code == ("text" if sentence else "")
    assert found.exit == Exit(3, "It ended", 2.0)


def test_histories_and_bundles(store: Store) -> None:
    def write(conn: Connection) -> int:
        kept = islands.insert_new(conn, island())
        events.append(conn, Event(0, island_subject(kept.id), 1, 1.0, "note", "", "", "qa01", HELD(reason="raid")))
        why = Exit(3, NAMED(who="qa01"), 2.0)
        bundles.put(conn, Bundle(kept.id, 1, 2.0, why, why.reason, "", kept.clock, ""))
        return kept.id

    number = store.run(write)
    with store.reading() as conn:
        (line,) = events.of_subject(conn, island_subject(number))
        (bundle,) = bundles.of_island(conn, number)
    assert as_message(line.message).to_json() == {"code": "island.held", "values": {"reason": "raid"}}
    assert bundle.exit is not None
    assert as_message(bundle.reason).to_json() == as_message(bundle.exit.reason).to_json()
    assert as_message(bundle.reason).code == "test.stored"


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("stopped by", {1}),
        ("Stopped qa01", {1}),
        ("停止", {1}),
        ("保留", {2}),
        ("QA02", {2}),
        ("before there were codes", {3}),
        ("page", {1, 2, 3}),
        ("nobody said this", set()),
        ("100%", set()),
    ],
)
def test_the_audit_is_searched_by_words_of_either_language(store: Store, sought: str, found: set[int]) -> None:
    lines = (STOPPED_BY(who="qa01"), HELD(reason="for qa02"), as_message("As it was before there were codes"))

    def write(conn: Connection) -> None:
        for line in lines:
            audit_rows.append(conn, Entry(0, 1.0, "ops", "page", "islands.x", Outcome.DONE, 7, message=line))

    store.run(write)
    with store.reading() as conn:
        entries, _ = audit_rows.page(conn, Wanted(q=sought), 10)
    assert {entry.id for entry in entries} == found
    assert all(entry.message == lines[entry.id - 1] for entry in entries)
