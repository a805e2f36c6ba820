"""Jobs are done again and again by the one who leads, whatever goes wrong in one of them."""

from __future__ import annotations

import threading
from itertools import chain, repeat

import pytest

from islandmgr.engine.jobs import Jobs
from islandmgr.model.errors import Unavailable

GAP, PATIENCE = 0.001, 30.0  # seconds


class Job:
    """Counts its runs; the first ones raise what it is given."""

    def __init__(self, *faults: Exception) -> None:
        self.runs = 0
        self.done = threading.Event()
        self._faults = list(faults)

    def __call__(self) -> int:
        self.runs += 1
        if self._faults:
            raise self._faults.pop()
        self.done.set()
        return 0


def test_a_job_is_done_again_after_any_fault() -> None:
    job, jobs = Job(Unavailable("The database is away"), ValueError("ours")), Jobs(lambda: True)
    jobs.add(job, GAP)
    jobs.start()
    assert job.done.wait(PATIENCE)
    jobs.stop()
    assert job.runs >= 3


def test_a_job_that_hangs_holds_up_no_other() -> None:
    hangs, job, jobs = threading.Event(), Job(), Jobs(lambda: True)

    def hang() -> int:
        hangs.wait(PATIENCE)
        return 0

    jobs.add(hang, GAP)
    jobs.add(job, GAP)
    jobs.start()
    assert job.done.wait(PATIENCE)
    jobs.stop()
    hangs.set()


def test_who_does_not_lead_does_none() -> None:
    asked, job = threading.Semaphore(0), Job()

    def leads() -> bool:
        asked.release()
        return False

    jobs = Jobs(leads)
    jobs.add(job, GAP)
    jobs.start()
    for _ in range(3):
        assert asked.acquire(timeout=PATIENCE)
    jobs.stop()
    assert job.runs == 0


def test_all_are_due_when_the_clock_was_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = chain([0.0], repeat(-3600.0))
    monkeypatch.setattr("islandmgr.engine.jobs._ahead", lambda: next(looks))
    monkeypatch.setattr("islandmgr.engine.jobs.WATCH_GAP", GAP)
    job, jobs = Job(), Jobs(lambda: True)
    jobs.add(job, 86400.0)
    jobs.start()
    assert job.done.wait(PATIENCE)
    jobs.stop()
