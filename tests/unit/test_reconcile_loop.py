"""What a worker has taken from the queue is done, or goes back: nothing is dropped when the lease lapses."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any, cast

import pytest

from islandmgr.engine.work_queue import WorkQueue
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import REAL_TIME, Island, State, Wanted
from islandmgr.model.errors import Unavailable
from islandmgr.model.observed import Pod, Synced
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.reconcile.loop import ReconcileLoop
from islandmgr.resources.islands.rules import lifecycle

ISLAND = Island(
    id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
    state=State.RUNNING, reason="", incarnation=1, pool="default", ports=(), clock=REAL_TIME, args={},
    created_at=1000.0, changed_at=1000.0, ready_at=1000.0, clock_applied=True,
)  # fmt: skip


class Answers:
    """In place of the lease: it holds as often as the test says."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> bool:
        self.left -= 1
        return self.left >= 0


class Store:
    """In place of the database: it is away as often as the test says, then has no islands."""

    def __init__(self, times: int = 0) -> None:
        self.times = times

    def reading(self) -> Any:
        self.times -= 1
        if self.times >= 0:
            raise Unavailable("The database is away")
        raise AssertionError("not asked here")


class Lapsing(ReconcileLoop):
    """One island that has settled, so that a look at it comes as far as the lease's last word."""

    def _read(self, _island_id: int) -> Island:
        return ISLAND

    def _observed(self, _name: str, _island_id: int, _state: State) -> list[Pod]:
        return []

    def _decide(self, *_: object, **__: object) -> lifecycle.Action:
        return lifecycle.Nothing()


def term_of(holds: Answers, queue: WorkQueue, store: Store | None = None) -> ReconcileLoop:
    parts = cast("Parts", type("", (), {"store": store}))
    return Lapsing(parts, cast("Acts", None), queue, holds, threading.Event())


@pytest.mark.parametrize("held", [0, 1], ids=["before the look", "in the middle of it"])
def test_what_was_taken_when_the_lease_lapsed_is_still_in_the_queue(held: int) -> None:
    queue = WorkQueue()
    term = term_of(Answers(held), queue)
    term._seen.replace([])
    queue.add(7)
    worker = threading.Thread(target=term._work, daemon=True)
    worker.start()
    worker.join(30)
    assert not worker.is_alive(), "a worker of a term that is over ends"
    assert queue.get() == 7


def test_a_full_look_that_failed_is_still_due() -> None:
    term = term_of(Answers(0), WorkQueue(), Store(times=1))
    term._take_in(Synced(()))
    assert term._full_look_due.is_set()


@pytest.mark.parametrize("state", [State.RUNNING, State.UNREADY])
@pytest.mark.parametrize("applied", [True, False, None])
def test_one_that_is_up_waits_until_somebody_has_measured_its_clock(state: State, applied: bool | None) -> None:
    island = replace(ISLAND, state=state, clock_applied=applied)
    assert lifecycle.waits_for_clock(island) is (applied is None)


@pytest.mark.parametrize("state", sorted({*State} - {State.RUNNING, State.UNREADY}))
def test_nobody_waits_for_the_clock_of_one_that_is_not_up(state: State) -> None:
    assert not lifecycle.waits_for_clock(replace(ISLAND, state=state, clock_applied=None))
