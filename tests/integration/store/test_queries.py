"""What is stored comes back as it was, and the named queries find what they say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, insert

from allocator.tables import ports
from islandmgr.kernel import events, idempotency
from islandmgr.kernel.idempotency import Answered
from islandmgr.model.domain import Clock, ClockMode, Exit, State, Subject, island_subject
from islandmgr.model.errors import Conflict, NotFound
from islandmgr.resources.clocks.store import changes as clocks
from islandmgr.resources.clocks.store.changes import ClockChange
from islandmgr.resources.islands.rules.registration import Registration
from islandmgr.resources.islands.store import bundles, islands, registry
from islandmgr.resources.islands.store.bundles import Bundle
from islandmgr.resources.islands.store.islands import Filter
from islandmgr.store import secrets
from tests.integration.store.rows import event, full_island, island


@pytest.fixture
def conn(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as conn:
        yield conn


def test_an_island_comes_back_as_it_was(conn: Connection) -> None:
    for new in (island(), full_island()):
        kept = islands.insert_new(conn, new)
        assert kept == replace(new, id=kept.id)
        assert islands.get(conn, kept.id) == kept


def test_an_island_that_is_not_there(conn: Connection) -> None:
    with pytest.raises(NotFound, match="no island 4711"):
        islands.get(conn, 4711)


def test_a_change_is_written_once_for_each_version(conn: Connection) -> None:
    first = islands.insert_new(conn, island())
    second = islands.change(conn, first, state=State.CRASHED, exit=Exit(3, "code 3", 9.0), clock_applied=True)
    assert second.version == first.version + 1
    assert islands.get(conn, first.id) == second
    with pytest.raises(Conflict, match=f"Island {first.id} was changed by somebody else"):
        islands.change(conn, first, note="lost")
    assert islands.change(conn, second, exit=None, clock_applied=None).exit is None
    assert islands.get(conn, first.id).exit is None


def test_pages_go_from_the_newest_to_the_oldest_without_a_gap(conn: Connection) -> None:
    ids = [islands.insert_new(conn, island()).id for _ in range(5)]
    seen, after = [], None
    while True:
        page = islands.page(conn, Filter(), 2, after)
        seen += [each.id for each in page.items]
        after = page.next
        if after is None:
            break
    assert seen == ids[::-1]
    assert islands.page(conn, Filter(), 5).next is None


def test_filters_narrow(conn: Connection) -> None:
    ours = islands.insert_new(
        conn,
        island(
            owner="qa02",
            branch="weekly",
            state=State.RUNNING,
            note="Daily_Reset 100%",
            clock_applied=False,
            clock_group="raid",
        ),
    )
    islands.insert_new(conn, island(note="DailyXReset"))
    islands.insert_new(conn, island(note="right", clock_applied=True))
    for which in (
        Filter(states=[State.RUNNING, State.LOST]),
        Filter(branch="weekly"),
        Filter(owner="qa02"),
        Filter(q="daily_reset"),
        Filter(q="100%"),
        Filter(q=" QA02 "),
        Filter(q="raid"),
        Filter(not_applied=True),
        Filter(states=[State.RUNNING], branch="weekly", owner="qa02", q="daily"),
    ):
        assert islands.page(conn, which, 10).items == [ours], which
    for which in (Filter(states=[State.STOPPED]), Filter(owner="qa"), Filter(q="%%"), Filter(q="9" * 30)):
        assert islands.page(conn, which, 10).items == [], which


def test_an_island_is_found_by_its_id_and_by_a_port_it_holds(conn: Connection) -> None:
    ours, _ = (islands.insert_new(conn, island(owner="ann")) for _ in range(2))
    conn.execute(insert(ports), {"pool": "default", "port": 30807, "island_id": ours.id})
    assert islands.page(conn, Filter(q="30807"), 10).items == [ours]
    assert islands.page(conn, Filter(q=str(ours.id)), 10).items == [ours]


def test_live_islands(conn: Connection) -> None:
    states = [State.STOPPED, State.REQUESTED, State.CRASHED, State.RUNNING, State.RUNNING]
    stopped, *others = (islands.insert_new(conn, island(state=state)) for state in states)
    assert islands.live(conn) == others
    assert islands.with_ids(conn, [stopped.id, others[1].id, 4711]) == [stopped, others[1]]
    assert islands.versions(conn, [stopped.id, 4711]) == {stopped.id: stopped.version}
    assert islands.count_by_state(conn) == {
        State.STOPPED: 1,
        State.REQUESTED: 1,
        State.CRASHED: 1,
        State.RUNNING: 2,
    }


def test_events_come_back_in_their_order(conn: Connection) -> None:
    one, drain = island_subject(1), Subject("drain", "1")
    subjects = (one, island_subject(2), drain, one)
    first, other, third, second = (events.append(conn, event(subject=subject)) for subject in subjects)
    assert events.of_subject(conn, one) == [first, second]
    assert events.of_subject(conn, one, limit=1) == [second]
    assert events.of_subject(conn, drain) == [third]
    assert events.after(conn, first.id) == [other, third, second]
    assert events.newest_id(conn) == second.id


def test_there_is_no_newest_event_at_first(conn: Connection) -> None:
    assert events.newest_id(conn) == 0


def test_registering_again_overwrites(conn: Connection) -> None:
    one = islands.insert_new(conn, island()).id
    first = Registration(one, 1, "name", "qa01", "dev", "node", "10.0.0.1", "pod", {"time": 30000}, "abc", 1.5, 2.5)
    again = replace(first, incarnation=2, host="10.0.0.2", ports={"time": 30000, "echo": 30001}, registered_at=3.5)
    registry.put(conn, first)
    registry.put(conn, again)
    assert registry.find(conn, one) == again
    assert registry.all_of_them(conn) == [again]
    assert registry.remove(conn, one)
    assert not registry.remove(conn, one)
    assert registry.find(conn, one) is None


def test_crash_bundles_come_back_the_newest_first_and_are_forgotten_in_time(conn: Connection) -> None:
    one = islands.insert_new(conn, island()).id
    first = Bundle(one, 1, 10.0, Exit(3, "code 3", 9.5), "It ended.", "log\n" * 9, Clock(), "abc", [{"a": 1}], [])
    second = replace(first, incarnation=2, at=20.0, exit=None, log="界" * 40000)
    bundles.put(conn, first)
    bundles.put(conn, second)
    bundles.put(conn, replace(first, reason="It crashed."))
    assert bundles.of_island(conn, one) == [second, replace(first, reason="It crashed.")]
    assert bundles.forget_before(conn, 20.0) == 1
    assert bundles.of_island(conn, one) == [second]


def test_the_history_of_a_clock_has_the_newest_first(conn: Connection) -> None:
    one = islands.insert_new(conn, island()).id
    shifted = Clock(ClockMode.SHIFT, offset=-3600, asked="-1h")
    measured = {"fake": 1.5, "real": 2.5, "error_ms": 3}
    first, second = (
        clocks.append(conn, change)
        for change in (
            ClockChange(0, one, 1.5, "qa01", shifted, measured=measured),
            ClockChange(0, one, 2.5, "qa02", Clock(), problem="not applied"),
        )
    )
    assert clocks.history(conn, one) == [second, first]
    assert clocks.history(conn, one, limit=1) == [second]


def test_a_key_is_answered_once(conn: Connection) -> None:
    answered = Answered("qa01", "key", "fingerprint", 7, 10.0)
    assert idempotency.find(conn, "qa01", "key") is None
    assert idempotency.remember(conn, answered)
    assert not idempotency.remember(conn, replace(answered, island_id=8))
    assert idempotency.find(conn, "qa01", "key") == answered
    assert idempotency.forget_before(conn, 10.0) == 0
    assert idempotency.forget_before(conn, math.nextafter(10.0, 11.0)) == 1
    assert idempotency.find(conn, "qa01", "key") is None


@pytest.mark.parametrize("other", ["qa02", "qa01 ", "QA01", "", "qa01\u0301"])
def test_a_key_is_the_persons(conn: Connection, other: str) -> None:
    mine = Answered("qa01", "key", "fingerprint", 7, 10.0)
    theirs = replace(mine, person=other, island_id=8)
    assert idempotency.remember(conn, mine)
    assert idempotency.find(conn, other, "key") is None
    assert idempotency.remember(conn, theirs)
    assert idempotency.find(conn, "qa01", "key") == mine
    assert idempotency.find(conn, other, "key") == theirs


def test_a_secret_is_made_once(conn: Connection) -> None:
    made = secrets.get_or_make(conn, "tokens")
    assert len(made) == 43
    assert secrets.get_or_make(conn, "tokens") == made
    assert secrets.get_or_make(conn, "others") != made
