"""No event is missed, whatever order they are committed in, and none comes twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from islandmgr.kernel import events, tail
from islandmgr.kernel.tables import events as table
from islandmgr.kernel.tail import PATIENCE, Tail
from islandmgr.model.errors import Invalid
from islandmgr.store import Store, make_engine, migrate
from tests.integration.store.rows import event


class FakeClock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def ids(tail: Tail, conn: Connection) -> list[int]:
    return [followed.event.id for followed in tail.new(conn)]


def append(store: Store) -> int:
    return store.run(lambda conn: events.append(conn, event())).id


def test_a_fresh_tail_tells_what_comes_after_it(store: Store) -> None:
    append(store)
    with store.reading() as conn:
        fresh = Tail.from_now(conn)
        assert ids(fresh, conn) == []
    later = [append(store), append(store)]
    with store.reading() as conn:
        assert ids(fresh, conn) == later
        assert ids(fresh, conn) == []


def test_a_tail_from_the_very_beginning(store: Store) -> None:
    with store.reading() as conn:
        fresh = Tail.from_now(conn)
    first = append(store)
    with store.reading() as conn:
        assert ids(fresh, conn) == [first]
        assert ids(Tail.after("0"), conn) == [first]


def test_what_commits_late_is_told_late(mariadb_url: str) -> None:
    """Really: on MariaDB an id is given when the row is written."""
    engine = make_engine(mariadb_url)
    follower = Tail(0)
    with engine.connect() as slow, engine.connect() as quick, engine.connect() as broken, engine.connect() as conn:
        late = events.append(slow, event()).id
        never = events.append(broken, event()).id
        early = events.append(quick, event()).id
        assert late < never < early
        quick.commit()
        begun_meanwhile = Tail.from_now(conn)
        assert ids(follower, conn) == [early]
        broken.rollback()
        resumed = Tail.after(follower.cursor)
        slow.commit()
        for waiting in (follower, begun_meanwhile, resumed):
            assert ids(waiting, conn) == [late]
            assert ids(waiting, conn) == []
        assert follower.cursor == f"{early}-{never}_{never}"
    engine.dispose()


@pytest.fixture(scope="module")
def conn() -> Iterator[Connection]:
    engine = make_engine("sqlite://")
    migrate(engine)
    with engine.connect() as conn:
        yield conn
    engine.dispose()


def arrive(conn: Connection, *numbers: int) -> None:
    """Events become visible, in whatever order."""
    conn.execute(insert(table), [events.to_row(event(id=number)) for number in numbers])


def test_what_never_comes_is_forgotten_in_the_end(conn: Connection) -> None:
    conn.rollback()
    clock = FakeClock()
    follower = Tail(0, clock=clock)
    arrive(conn, 3)
    assert ids(follower, conn) == [3]
    assert follower.cursor == "3-1_2"
    clock.now = PATIENCE - 1
    arrive(conn, 2)
    assert ids(follower, conn) == [2]
    assert follower.cursor == "3-1_1"
    clock.now = PATIENCE
    arrive(conn, 1)
    assert ids(follower, conn) == []
    assert follower.cursor == "3"


def test_each_event_has_the_cursor_that_goes_on_after_it(conn: Connection) -> None:
    conn.rollback()
    arrive(conn, 2, 5)
    follower = Tail(0)
    cursors = [followed.cursor for followed in follower.new(conn)]
    assert cursors == ["2-1_1", "5-1_1.3_4"]
    assert ids(Tail.after(cursors[0]), conn) == [5]
    arrive(conn, 3)
    assert [followed.cursor for followed in follower.new(conn)] == ["5-1_1.4_4"]


def test_a_long_way_is_gone_in_stages(conn: Connection) -> None:
    conn.rollback()
    numbers = list(range(1, 2 * tail.BATCH + 2))
    arrive(conn, *numbers)
    follower = Tail(0)
    assert ids(follower, conn) + ids(follower, conn) + ids(follower, conn) == numbers


@pytest.mark.parametrize("cursor", ["", "x", "-1", "1-", "1-2", "1-2_x", "1-2_3_4", "9" * 20, "１", "1 2"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid, match="no place in the event stream"):
        Tail.after(cursor)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, 16)), data=st.data())
def test_every_event_comes_exactly_once(conn: Connection, order: list[int], data: st.DataObject) -> None:
    """In any order of commits, polled and resumed at any time."""
    conn.rollback()
    follower = Tail(0)
    told: list[int] = []
    for number in order:
        arrive(conn, number)
        what_next = data.draw(st.sampled_from(["more", "poll", "poll and lose the connection"]))
        if what_next != "more":
            batch = follower.new(conn)
            if what_next != "poll" and batch:
                batch = batch[: data.draw(st.integers(1, len(batch)))]
                follower = Tail.after(batch[-1].cursor)
            told += [followed.event.id for followed in batch]
    told += ids(follower, conn)
    assert sorted(told) == sorted(order)
