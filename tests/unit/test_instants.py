"""What lies further ahead than it can be was stored before the clock was set back, and is not believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from allocator.runs import Run, cut_joined
from faketime import scripts
from islandmgr.model.domain import REAL_TIME, Hold, Island, State, Wanted
from islandmgr.model.instants import EARLIEST, SKEW, latest
from islandmgr.resources.access.store import tokens
from islandmgr.resources.drains.rules import LONGEST, Item, ItemState, Mode, believed, followed
from islandmgr.resources.islands.rules import lifecycle
from islandmgr.resources.islands.service.lifetime import corrected
from islandmgr.resources.notifications.service.dispatcher import RETRIES
from islandmgr.resources.notifications.store.outbox import LONGEST_GAP
from tests.unit.test_lifecycle import REFUSED

NOW = 1_800_000_000.0
HOUR, DAY = 3600.0, 86400.0
AHEAD = [SKEW + 1, HOUR, 4384 * DAY]  # seconds that the clock was ahead when something was stored
ISLAND = Island(
    id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
    state=State.RUNNING, reason="", incarnation=1, pool="default", ports=(), clock=REAL_TIME, args={},
    created_at=NOW - DAY, changed_at=NOW - DAY,
)  # fmt: skip
ITEM = Item(7, ISLAND.name, "qa01", "node-1", Mode.MOVE, can_move=True, state=ItemState.MOVING, incarnation=2)


def test_clocks_of_machines_may_differ_a_little() -> None:
    assert latest(NOW) == NOW + SKEW
    assert latest(NOW, HOUR) == NOW + HOUR + SKEW


def test_a_machine_that_booted_without_a_clock_judges_nothing() -> None:
    assert latest(EARLIEST - 1) > NOW + 1000 * 365 * DAY


@pytest.mark.parametrize("ahead", AHEAD)
def test_ports_that_were_given_back_in_the_future_have_rested(ahead: float) -> None:
    run = Run(30000, 2, free_since=NOW + ahead, rests_until=NOW + ahead + 60)
    assert not run.rests(NOW)
    cut = cut_joined([run], 2, NOW)
    assert cut is not None
    assert cut.first == 30000


@pytest.mark.parametrize("skew", [-30.0, 0.0, 30.0])
def test_ports_rest_though_another_manager_s_clock_differs(skew: float) -> None:
    run = Run(30000, 2, free_since=NOW + skew, rests_until=NOW + skew + 60)
    assert run.rests(NOW)
    assert not run.rests(NOW + skew + 60)


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_script_s_wait_begins_anew(ahead: float) -> None:
    run, _ = scripts.advance(scripts.start(["wait 10s real", "jump +1h"], "UTC", {}, REAL_TIME), NOW + ahead)
    assert scripts.is_due(run, NOW)
    again, clock = scripts.advance(run, NOW)
    assert (again.wake_at, again.position, clock) == (NOW + 10, 0, None)
    done, clock = scripts.advance(again, NOW + 10)
    assert done.state is scripts.RunState.DONE
    assert clock is not None
    assert clock.offset == HOUR


def test_a_script_that_waits_is_not_due() -> None:
    run, _ = scripts.advance(scripts.start(["wait 10s real", "jump +1h"], "UTC", {}, REAL_TIME), NOW)
    assert scripts.Run.from_json(run.to_json()) == run
    assert not scripts.is_due(run, NOW + 9)
    assert scripts.is_due(run, NOW + 10)


def test_a_run_that_an_older_manager_stored_can_be_read() -> None:
    run, _ = scripts.advance(scripts.start(["wait 10s real"], "UTC", {}, REAL_TIME), NOW)
    stored = run.to_json()
    del stored["waits_since"]
    assert scripts.Run.from_json(stored) == replace(run, waits_since=None)


@pytest.mark.parametrize(
    ("deadline", "then"),
    [
        (None, None),
        (NOW - HOUR, NOW - HOUR),
        (NOW + LONGEST, NOW + LONGEST),
        (NOW + 4384 * DAY, NOW + LONGEST),
    ],
)
def test_a_drain_s_deadline_is_no_further_away_than_one_can_be(deadline: float | None, then: float | None) -> None:
    assert believed(deadline, NOW) == then


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_move_that_began_in_the_future_fails_in_time(ahead: float) -> None:
    island = replace(ISLAND, state=State.SCHEDULING, incarnation=2)
    after = followed(replace(ITEM, at=NOW + ahead), island, NOW, patience=100)
    assert (after.state, after.at) == (ItemState.MOVING, NOW)
    assert followed(after, island, NOW + 101, patience=100).state is ItemState.FAILED


@pytest.mark.parametrize("ahead", AHEAD)
def test_an_island_s_lifetime_and_hold_keep_their_length(ahead: float) -> None:
    then = NOW + ahead
    island = replace(
        ISLAND, created_at=then - 10, kept_at=then, expires_at=then + DAY, hold=Hold(then + HOUR, "why", "qa01")
    )
    changes = corrected(island, NOW)
    assert changes["expires_at"] == pytest.approx(NOW + DAY)
    assert changes["hold"].until == pytest.approx(NOW + HOUR)
    after = replace(island, **changes)
    assert after.kept_at == NOW
    assert corrected(after, NOW) == {}


@pytest.mark.parametrize("column", ["changed_at", "started_at", "ready_at", "registered_at", "last_used_at"])
def test_what_happened_to_an_island_in_the_future_happened_now(column: str) -> None:
    facts: dict[str, Any] = {"expires_at": NOW + DAY, column: NOW + HOUR}
    assert corrected(replace(ISLAND, **facts), NOW) == {column: NOW}


def test_an_island_of_the_past_is_left_alone() -> None:
    island = replace(ISLAND, started_at=NOW, ready_at=NOW + SKEW, expires_at=NOW + 4384 * DAY)
    assert corrected(island, NOW) == {}


def test_a_machine_without_a_clock_changes_no_island() -> None:
    assert corrected(replace(ISLAND, expires_at=NOW + DAY, kept_at=NOW), 100.0) == {}


@pytest.mark.parametrize("kind", [tokens.TOKEN, tokens.SESSION])
def test_a_token_lives_no_longer_than_one_can(kind: str) -> None:
    longest = tokens.LONGEST[kind]
    assert tokens.is_good(kind, NOW + 1, NOW)
    assert tokens.is_good(kind, NOW + longest, NOW)
    assert not tokens.is_good(kind, NOW + longest + SKEW + 1, NOW)
    assert not tokens.is_good(kind, NOW, NOW)


def test_no_back_off_is_longer_than_the_longest() -> None:
    assert all(RETRIES.gap(attempts) <= LONGEST_GAP for attempts in range(1, 200))


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_pod_that_was_turned_away_in_the_future_is_replaced_now(ahead: float) -> None:
    said = "Node local-1 rejected its Pod: Predicate NodeAffinity failed"
    island = replace(ISLAND, state=State.REQUESTED, reason=said, started_at=NOW)
    gone = replace(REFUSED, created_at=NOW + ahead)
    assert lifecycle.decide(island, [gone], NOW, 300.0) == lifecycle.Delete(gone, said)
    assert lifecycle.decide(island, [replace(gone, created_at=NOW)], NOW, 300.0) == lifecycle.Wait(lifecycle.AGAIN)
