"""The loop of the leader's threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from islandmgr.engine import worker_loop
from islandmgr.engine.worker_loop import Holds, WorkerLoop
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import Unavailable

PATIENCE = 20.0
NEVER = 3600.0  # seconds: whoever comes back before was woken


@contextmanager
def driven(worker: WorkerLoop, holds: Holds = lambda: True) -> Iterator[threading.Event]:
    over = threading.Event()
    thread = threading.Thread(target=worker.drive, args=(over, holds))
    thread.start()
    try:
        yield over
    finally:
        over.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_round_comes_after_the_gap_or_when_somebody_wakes_it() -> None:
    rounds: list[bool] = []
    gaps = iter([0.0, NEVER, NEVER])

    def work(_holds: Holds) -> float:
        rounds.append(worker.was_woken)
        return next(gaps)

    worker = WorkerLoop("test", work)
    with driven(worker):
        wait_for(lambda: len(rounds) == 2)
        worker.awake.set()
        wait_for(lambda: len(rounds) == 3)
    assert rounds == [False, False, True]


def test_what_is_said_during_a_round_is_done_in_the_next() -> None:
    rounds: list[int] = []

    def work(_holds: Holds) -> float:
        rounds.append(1)
        if len(rounds) == 1:
            worker.awake.set()
        return NEVER

    worker = WorkerLoop("test", work)
    with driven(worker):
        wait_for(lambda: len(rounds) == 2)


@pytest.mark.parametrize("trouble", [Unavailable("away"), KeyError("ours")])
def test_trouble_is_survived_with_growing_gaps(trouble: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    at: list[float] = []
    monkeypatch.setattr(worker_loop, "TROUBLE", Backoff(0.05, 0.4))

    def work(_holds: Holds) -> float:
        at.append(time.monotonic())
        if len(at) < 4:
            raise trouble
        return NEVER

    with driven(WorkerLoop("test", work)):
        wait_for(lambda: len(at) == 4)
    gaps = [after - before for before, after in pairwise(at)]
    assert gaps[0] >= 0.05
    assert gaps[1] >= 0.1
    assert gaps[2] >= 0.2


def test_who_does_not_lead_does_nothing() -> None:
    rounds: list[int] = []
    asked: list[int] = []

    def holds() -> bool:
        asked.append(1)
        return False

    def work(_holds: Holds) -> float:
        rounds.append(1)
        return 0.0

    with driven(WorkerLoop("test", work), holds):
        wait_for(lambda: len(asked) > 0)
    assert rounds == []
