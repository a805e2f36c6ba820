"""Rows that were written before the clock was set back hold nothing up. On both databases."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import Connection, update

import allocator
from faketime import scripts
from islandmgr.access import Role, Scope
from islandmgr.model.domain import REAL_TIME, State, island_subject
from islandmgr.resources.access.store import rates, tokens, users
from islandmgr.resources.access.store.tokens import Token
from islandmgr.resources.access.store.users import User
from islandmgr.resources.clocks.store import runs as clock_runs
from islandmgr.resources.clocks.store.runs import ClockRun
from islandmgr.resources.islands.store import islands
from islandmgr.resources.notifications.rules.targets import Delivery, DeliveryState, Target
from islandmgr.resources.notifications.store import outbox
from islandmgr.store import Store, leases
from islandmgr.store.tables import leases as lease_table
from tests.integration.store.rows import island

HOUR, YEARS = 3600.0, 4384 * 86400.0
AHEAD = pytest.mark.parametrize("ahead", [HOUR, YEARS], ids=["an hour", "years"])


def acquire(store: Store, holder: str, ttl: float) -> int | None:
    return store.run(lambda conn: leases.try_acquire(conn, "leader", holder, ttl))


def set_ahead(store: Store, seconds: float) -> None:
    """As it stands when the database's clock was set back by so much after the last renewal."""
    later = lease_table.c.expires_at + seconds
    store.run(lambda conn: conn.execute(update(lease_table).values(expires_at=later)))


@AHEAD
def test_a_dead_leader_s_lease_runs_out_after_its_own_length(store: Store, ahead: float) -> None:
    assert acquire(store, "dead", 1.0) == 1
    set_ahead(store, ahead)
    began = time.monotonic()
    while (epoch := acquire(store, "next", 600.0)) is None:
        assert time.monotonic() - began < 60, "it never ran out"
        time.sleep(0.02)
    assert epoch == 2
    assert time.monotonic() - began >= 0.9, "who may still live has its time"


@AHEAD
def test_a_leader_that_lives_keeps_its_lease(store: Store, ahead: float) -> None:
    assert acquire(store, "alive", 600.0) == 1
    set_ahead(store, ahead)
    assert acquire(store, "next", 1.0) is None
    assert store.run(lambda conn: leases.renew(conn, "leader", "alive", 1, 600.0))
    assert acquire(store, "next", 1.0) is None


@AHEAD
def test_ports_that_were_given_back_in_the_future_are_free(store: Store, ahead: float) -> None:
    now = time.time()

    def work(conn: Connection) -> None:
        allocator.sync_pools(conn, [allocator.Pool("default", 30000, 30001)])
        first, second = (islands.insert_new(conn, island(state=State.RUNNING)) for _ in range(2))
        allocator.allocate(conn, ["default"], 2, first.id, now + ahead)
        allocator.release(conn, first.id, now + ahead, 60.0)
        (usage,) = allocator.usage(conn, now)
        assert (usage.free, usage.resting, usage.next_rest_ends_at) == (2, 0, None)
        assert allocator.allocate(conn, ["default"], 2, second.id, now).first == 30000

    store.run(work)


@AHEAD
def test_deliveries_that_were_made_in_the_future_are_due(store: Store, ahead: float) -> None:
    now = time.time()
    row = Delivery(
        0, Target.WEBHOOK, 1, 1, island_subject(1), "state", {}, DeliveryState.WAITING, 0, now + ahead, now + ahead
    )
    store.run(lambda conn: outbox.add(conn, [row]))
    with store.reading() as conn:
        assert len(outbox.due(conn, now, (), 10, of_one=10)) == 1


def test_a_back_off_is_waited_for_unless_it_is_longer_than_any(store: Store) -> None:
    now = time.time()
    made = [
        Delivery(
            0,
            Target.WEBHOOK,
            target,
            1,
            island_subject(1),
            "state",
            {},
            DeliveryState.WAITING,
            30,
            now + wait,
            now - HOUR,
        )
        for target, wait in enumerate((HOUR, YEARS), start=1)
    ]
    store.run(lambda conn: outbox.add(conn, made))
    with store.reading() as conn:
        assert [it.target_id for it in outbox.due(conn, now, (), 10, of_one=10)] == [2]


@pytest.mark.parametrize("kind", [tokens.TOKEN, tokens.SESSION])
def test_tokens_and_sessions_from_the_far_future_are_no_good(store: Store, kind: str) -> None:
    now = time.time()

    def work(conn: Connection) -> None:
        users.insert_new(conn, User("qa01", Role.TESTER, now))
        for digest, at in (("now", now), ("then", now + YEARS)):
            tokens.insert_new(conn, Token(0, "qa01", kind, digest, Scope.READ, digest, at, at + 86400))

    store.run(work)
    with store.reading() as conn:
        assert tokens.holder(conn, "now", now) is not None
        assert tokens.holder(conn, "then", now) is None
        assert [it.digest for it in tokens.of_user(conn, "qa01", kind, now)] == ["now"]


@AHEAD
def test_a_count_that_began_in_the_future_begins_anew(store: Store, ahead: float) -> None:
    now = time.time()

    def work(conn: Connection) -> None:
        for expected in (1, 2, 3):
            assert rates.count(conn, "sign-in qa01", now + ahead, 300.0) == expected
        assert rates.number(conn, "sign-in qa01", now, 300.0) == 0
        assert rates.count(conn, "sign-in qa01", now, 300.0) == 1
        assert rates.count(conn, "sign-in qa01", now + 1, 300.0) == 2

    store.run(work)


@AHEAD
def test_a_script_that_began_to_wait_in_the_future_is_due(store: Store, ahead: float) -> None:
    now = time.time()

    def work(conn: Connection) -> list[int]:
        made = []
        for began in (now, now + ahead):
            one = islands.insert_new(conn, island(state=State.RUNNING))
            run, _ = scripts.advance(scripts.start(["wait 10s real", "jump +1h"], "UTC", {}, REAL_TIME), began)
            made.append(clock_runs.insert_new(conn, ClockRun(0, run, "qa01", began, island_id=one.id)).id)
        return made

    present, future = store.run(work)
    with store.reading() as conn:
        assert clock_runs.due(conn, now) == [future]
        assert clock_runs.get(conn, present).run.waits_since == pytest.approx(now)


@AHEAD
def test_islands_to_which_something_happened_in_the_future_are_found(store: Store, ahead: float) -> None:
    now = time.time()

    def work(conn: Connection) -> int:
        islands.insert_new(conn, island(state=State.RUNNING, created_at=now, changed_at=now))
        islands.insert_new(conn, island(state=State.STOPPED, created_at=now, changed_at=now + ahead))
        return islands.insert_new(conn, island(state=State.RUNNING, created_at=now, changed_at=now + ahead)).id

    expected = store.run(work)
    with store.reading() as conn:
        assert [it.id for it in islands.ahead(conn, now + 60)] == [expected]
