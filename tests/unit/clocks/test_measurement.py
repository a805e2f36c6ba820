"""Looks that take their time hold up nobody."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any, cast

import pytest

from islandmgr.kernel.context import Parts
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode, Island, State, Subject, Wanted
from islandmgr.model.errors import Unavailable
from islandmgr.resources.clocks.service.application import ClockWriter
from islandmgr.resources.clocks.service.measurement import AT_ONCE, ClockMeasurement

PATIENCE = 30.0  # seconds
ISLAND = Island(
    id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
    state=State.STARTING, reason="", incarnation=1, pool="default", ports=(), clock=REAL_TIME, args={},
    created_at=0.0, changed_at=0.0,
)  # fmt: skip


class Pods:
    """In place of what measures; a look ends when the test lets it."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.looks = 0
        self.fault: Exception | None = None

    def self_test(self, island: Island) -> dict[str, Any]:
        self.looks += 1
        assert self.go_on.wait(PATIENCE)
        if self.fault:
            raise self.fault
        return {"clock_applied": True, "clock_problem": f"{island.clock.offset}"}

    def look_after(self, _: Island) -> None:
        assert self.go_on.wait(PATIENCE)


class Woken:
    """Islands in the order in which they were woken."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.enough = threading.Semaphore(0)

    def changed(self, subject: Subject) -> None:
        self.ids.append(subject.number)
        self.enough.release()

    def wait(self) -> None:
        assert self.enough.acquire(timeout=PATIENCE)


@pytest.fixture
def pods() -> Pods:
    return Pods()


@pytest.fixture
def woken() -> Woken:
    return Woken()


@pytest.fixture
def looking(pods: Pods, woken: Woken) -> ClockMeasurement:
    parts = cast("Parts", type("", (), {"changed": staticmethod(woken.changed)}))
    return ClockMeasurement(parts, cast("ClockWriter", pods))


def test_the_answer_comes_after_the_island_was_woken(looking: ClockMeasurement, pods: Pods, woken: Woken) -> None:
    assert looking.self_test(ISLAND) is None
    assert looking.self_test(ISLAND) is None
    assert (pods.looks, woken.ids) == (1, [])
    pods.go_on.set()
    woken.wait()
    assert woken.ids == [7]
    assert looking.self_test(ISLAND) == {"clock_applied": True, "clock_problem": "0"}


def test_an_answer_is_given_once(looking: ClockMeasurement, pods: Pods, woken: Woken) -> None:
    pods.go_on.set()
    for _ in range(2):
        assert looking.self_test(ISLAND) is None
        woken.wait()
        assert looking.self_test(ISLAND) is not None
    assert pods.looks == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(ISLAND, id=8),
        replace(ISLAND, incarnation=2),
        replace(ISLAND, clock=Clock(ClockMode.SHIFT, offset=60)),
    ],
)
def test_another_pod_or_clock_is_looked_at_anew(
    looking: ClockMeasurement, pods: Pods, woken: Woken, other: Island
) -> None:
    pods.go_on.set()
    looking.self_test(ISLAND)
    woken.wait()
    assert looking.self_test(other) is None
    woken.wait()
    assert looking.self_test(other) == {"clock_applied": True, "clock_problem": f"{other.clock.offset}"}


def test_more_pods_that_hang_than_can_be_looked_at_hold_up_no_caller(
    looking: ClockMeasurement, pods: Pods, woken: Woken
) -> None:
    crowd = [replace(ISLAND, id=number) for number in range(2 * AT_ONCE)]
    assert [looking.self_test(one) for one in crowd] == [None] * len(crowd)
    assert [looking.look_after(one) for one in crowd] == [None] * len(crowd)
    pods.go_on.set()
    for _ in range(2 * len(crowd)):
        woken.wait()
    assert all(looking.self_test(one) for one in crowd)
    assert [looking.look_after(one) for one in crowd] == [(None,)] * len(crowd)


def test_no_answer_is_lost_however_many_wait_for_theirs(looking: ClockMeasurement, pods: Pods, woken: Woken) -> None:
    crowd = [replace(ISLAND, id=number) for number in range(1000)]
    pods.go_on.set()
    for one in crowd:
        looking.self_test(one)
    for _ in crowd:
        woken.wait()
    assert all(looking.self_test(one) for one in crowd)
    assert pods.looks == len(crowd)


def test_an_island_that_is_forgotten_is_looked_at_anew(looking: ClockMeasurement, pods: Pods, woken: Woken) -> None:
    pods.go_on.set()
    looking.self_test(ISLAND)
    woken.wait()
    looking.forget(ISLAND.id)
    assert looking.self_test(ISLAND) is None
    woken.wait()
    assert pods.looks == 2


def test_what_a_look_raises_reaches_who_asks(looking: ClockMeasurement, pods: Pods, woken: Woken) -> None:
    pods.fault = Unavailable("the database does not answer")
    pods.go_on.set()
    looking.self_test(ISLAND)
    woken.wait()
    with pytest.raises(Unavailable):
        looking.self_test(ISLAND)


@pytest.mark.parametrize("other", [replace(ISLAND, incarnation=2), replace(ISLAND, clock=Clock(offset=60))])
def test_a_look_at_what_was_before_is_no_look_at_what_is_now(
    looking: ClockMeasurement, pods: Pods, woken: Woken, other: Island
) -> None:
    """Else a clock that was just committed would count as one that somebody has tried to measure."""
    pods.go_on.set()
    assert looking.look_after(ISLAND) is None
    woken.wait()
    assert looking.look_after(other) is None
    woken.wait()
    assert looking.look_after(other) is not None
