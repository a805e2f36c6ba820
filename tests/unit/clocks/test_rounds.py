"""How often clocks are looked at: not for every reason there is to look at an island."""

from __future__ import annotations

from dataclasses import replace

import pytest

from islandmgr.model.domain import REAL_TIME, Clock, ClockMode, Island, State, Wanted
from islandmgr.resources.clocks.rules.check_times import RIGHT, UNKNOWN, Rounds

ISLAND = Island(
    id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
    state=State.RUNNING, reason="", incarnation=1, pool="default", ports=(), clock=REAL_TIME, args={},
    created_at=1000.0, changed_at=1000.0, ready_at=1000.0, clock_applied=True,
)  # fmt: skip


def test_one_that_was_right_is_left_alone_until_its_gap_is_over() -> None:
    rounds = Rounds()
    assert rounds.wait(ISLAND, now=1001, monotonic=50) == 0
    assert rounds.looked(ISLAND, True, now=1001, monotonic=50) == RIGHT[0]
    assert rounds.wait(ISLAND, now=1011, monotonic=60) == RIGHT[0] - 10
    assert rounds.wait(ISLAND, now=1200, monotonic=50 + RIGHT[0]) == 0


@pytest.mark.parametrize(
    "other",
    [
        replace(ISLAND, incarnation=2),
        replace(ISLAND, clock=Clock(ClockMode.SHIFT, offset=60)),
        replace(ISLAND, clock_applied=None),
        replace(ISLAND, clock_applied=False),
    ],
)
def test_what_is_new_is_looked_at_at_once(other: Island) -> None:
    rounds = Rounds()
    rounds.looked(ISLAND, True, now=1001, monotonic=50)
    assert rounds.wait(other, now=1002, monotonic=51) == 0


def test_one_that_nobody_could_measure_comes_again_soon() -> None:
    rounds = Rounds()
    unknown = replace(ISLAND, clock_applied=None)
    assert rounds.looked(unknown, None, now=1001, monotonic=50) == UNKNOWN[0]
    assert rounds.wait(unknown, now=1002, monotonic=51) == UNKNOWN[0] - 1


@pytest.mark.parametrize(("age", "gap"), [(0, 60), (400, 100), (100_000, 900)])
def test_the_longer_it_is_up_the_longer_the_gaps(age: float, gap: float) -> None:
    assert Rounds().looked(ISLAND, True, now=1000 + age, monotonic=0) == gap


def test_a_new_leader_does_not_look_at_all_at_once() -> None:
    """What was right is taken up some time within its gap, and that is settled once."""
    rounds = Rounds()
    waits = [rounds.wait(replace(ISLAND, id=number), now=100_000, monotonic=0) for number in range(200)]
    assert max(waits) <= RIGHT[1]
    assert sum(wait > RIGHT[1] / 2 for wait in waits) > 50
    assert sum(wait < RIGHT[1] / 2 for wait in waits) > 50
    assert [rounds.wait(replace(ISLAND, id=number), now=100_000, monotonic=0) for number in range(200)] == waits


def test_one_that_nobody_measured_yet_is_due_at_once_for_a_new_leader() -> None:
    assert Rounds().wait(replace(ISLAND, clock_applied=None), now=100_000, monotonic=0) == 0


def test_what_is_forgotten_is_due() -> None:
    rounds = Rounds()
    rounds.looked(ISLAND, True, now=1001, monotonic=50)
    rounds.forget(ISLAND.id)
    assert rounds.wait(ISLAND, now=1002, monotonic=51) == 0


def test_one_whose_processes_have_not_read_the_clock_is_looked_at_again_soon_and_once() -> None:
    rounds = Rounds()
    assert rounds.looked(ISLAND, True, now=1400, monotonic=50, settled=False) == UNKNOWN[0]
    assert rounds.looked(ISLAND, True, now=1403, monotonic=53, settled=False) == pytest.approx(100, abs=1)
    other = replace(ISLAND, clock=Clock(ClockMode.SHIFT, offset=60))
    assert rounds.looked(other, True, now=1500, monotonic=150, settled=False) == UNKNOWN[0]
