"""The queue's promises: once while waiting, one worker at a time, never forgotten, growing gaps."""

from __future__ import annotations

import threading
from collections import Counter

from islandmgr.engine.work_queue import FIRST_GAP, LONGEST_GAP, Urgency, WorkQueue


def test_what_is_added_twice_comes_once() -> None:
    queue = WorkQueue()
    queue.add(1)
    queue.add(1)
    assert queue.get() == 1
    queue.done(1)
    assert len(queue) == 0


def test_the_earlier_time_counts() -> None:
    queue = WorkQueue()
    queue.add(1, delay=1000)
    queue.add(1)
    assert queue.get() == 1
    queue.done(1)
    queue.add(2, delay=0)
    assert queue.get() == 2


def test_what_is_added_during_work_comes_again_but_not_to_two_workers() -> None:
    queue = WorkQueue()
    queue.add(1)
    assert queue.get() == 1
    queue.add(1)
    queue.add(2)
    assert queue.get() == 2
    queue.done(1)
    assert queue.get() == 1


def test_gaps_double_up_to_a_limit_and_start_again_after_success() -> None:
    queue = WorkQueue()
    gaps = [queue.retry(1) for _ in range(20)]
    assert gaps[:3] == [FIRST_GAP, FIRST_GAP * 2, FIRST_GAP * 4]
    assert gaps[-1] == LONGEST_GAP
    queue.forget(1)
    assert queue.retry(1) == FIRST_GAP


def test_closing_lets_every_worker_go() -> None:
    queue = WorkQueue()
    got: list[int | None] = []
    workers = [threading.Thread(target=lambda: got.append(queue.get())) for _ in range(4)]
    for worker in workers:
        worker.start()
    queue.close()
    for worker in workers:
        worker.join(10)
    assert got == [None] * 4


def test_many_workers_never_share_a_key_and_miss_none() -> None:
    queue = WorkQueue()
    at_work: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    shared: list[int] = []
    lock = threading.Lock()

    def work() -> None:
        while (key := queue.get()) is not None:
            with lock:
                at_work[key] += 1
                seen[key] += 1
                if at_work[key] > 1:
                    shared.append(key)
            with lock:
                at_work[key] -= 1
            queue.done(key)

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for _ in range(50):
        for key in range(20):
            queue.add(key)
    while len(queue):
        threading.Event().wait(0.01)
    queue.close()
    for worker in workers:
        worker.join(10)
    assert not shared
    assert set(seen) == set(range(20))


def test_what_somebody_waits_for_goes_first() -> None:
    queue = WorkQueue()
    queue.add(1, urgency=Urgency.ROUND)
    queue.add(2)
    queue.add(3, urgency=Urgency.ROUND)
    queue.add(4, urgency=Urgency.ASKED)
    queue.add(3, urgency=Urgency.ASKED)
    assert [queue.get() for _ in range(4)] == [3, 4, 2, 1]


def test_urgent_is_not_early() -> None:
    queue = WorkQueue()
    queue.add(1, delay=0.05, urgency=Urgency.ASKED)
    queue.add(2, urgency=Urgency.ROUND)
    assert [queue.get() for _ in range(2)] == [2, 1]


def test_a_round_takes_nothing_from_what_was_asked() -> None:
    queue = WorkQueue()
    queue.add(1)
    queue.add(2, urgency=Urgency.ASKED)
    queue.add(2, urgency=Urgency.ROUND)
    assert [queue.get() for _ in range(2)] == [2, 1]
