"""Rows of tasks and their logs on both databases: what goes in comes out, the limit holds, old things go."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from sqlalchemy import Connection, func, select

from islandmgr.model.errors import Conflict, NotFound, Unavailable
from islandmgr.model.messages import NOTHING
from islandmgr.store import Store
from islandmgr.tasks import changes, logs, messages, rules
from islandmgr.tasks import store as rows
from islandmgr.tasks.log_writer import LogWriter
from islandmgr.tasks.model import StepSpec, StepState, TaskState
from islandmgr.tasks.store import Filter
from islandmgr.tasks.tables import task_logs, tasks
from tests.integration.tasks.rows import NOW, kept
from tests.unit.tasks.made import step


def test_a_task_comes_back_as_it_was(store: Store) -> None:
    spec = StepSpec("build", command=("make", "all 'x'"), image="reg/x:1", env={"A": "中"}, ssh_host="")
    made = store.run(lambda conn: kept(conn, step(0, spec=spec), step(1), node_selector={"branch": "dev"}))
    with store.reading() as conn:
        assert rows.get(conn, made.id) == made
        with pytest.raises(NotFound):
            rows.get(conn, made.id + 1)


def test_pages_and_filters(store: Store) -> None:
    states = (TaskState.QUEUED, TaskState.FAILED) * 3
    made = [store.run(lambda conn, state=state: kept(conn, state=state)) for state in states]  # type: ignore[misc]
    with store.reading() as conn:
        first, following = rows.newest(conn, Filter(), 4)
        rest, end = rows.newest(conn, Filter(), 4, following)
        assert [one.id for one in (*first, *rest)] == [one.id for one in reversed(made)]
        assert end is None
        failed, _ = rows.newest(conn, Filter(states=[TaskState.FAILED]), 100)
        assert {one.state for one in failed} == {TaskState.FAILED}
        assert rows.newest(conn, Filter(kinds=["build"]), 100) == ([], None)


def test_who_comes_second_reads_again(store: Store) -> None:
    made = store.run(kept)
    store.run(lambda conn: rows.change(conn, made, message="first"))
    with pytest.raises(Conflict):
        store.run(lambda conn: rows.change(conn, made, message="second"))


def test_two_leaders_together_do_not_pass_the_limit(store: Store) -> None:
    for _ in range(12):
        store.run(lambda conn: kept(conn, state=TaskState.QUEUED, started_at=None))
    begun: list[int] = []
    gate = threading.Barrier(6)

    def lead() -> None:
        gate.wait()
        while (found := store.run(lambda conn: rows.leave_queue(conn, 4, NOW))) is not None:
            begun.append(found.id)

    threads = [threading.Thread(target=lead) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(begun) == sorted(set(begun))
    assert len(begun) == 4
    with store.reading() as conn:
        running = rows.newest(conn, Filter(states=[TaskState.RUNNING]), 100)[0]
    assert sorted(one.id for one in running) == sorted(begun)
    assert sorted(begun) == [min(begun) + place for place in range(4)], "the oldest first"


def test_a_log_in_pieces_of_any_size(store: Store) -> None:
    chance = random.Random(5)
    made = store.run(kept)
    whole, end = b"", 0
    while len(whole) < 5 * logs.PIECE:
        data = chance.randbytes(chance.choice([1, 10, 5000, logs.PIECE, 2 * logs.PIECE + 3]))
        end = store.run(lambda conn, data=data, end=end: logs.append(conn, made.id, 1, end, data))  # type: ignore[misc]
        whole += data
    with store.reading() as conn:
        assert end == len(whole)
        assert logs.read(conn, made.id, 1, 0, end).data == whole
        assert logs.last_bytes(conn, made.id, 1, 100) == (end, whole[-100:])
        for _ in range(50):
            offset, size = chance.randrange(end), chance.randrange(1, 3 * logs.PIECE)
            found = logs.read(conn, made.id, 1, offset, size)
            assert found.data == whole[offset : offset + size]
            assert (found.first, found.next, found.missing) == (offset, offset + len(found.data), 0)
        assert logs.read(conn, made.id, 1, end + 10, 10).next == end
        assert logs.read(conn, made.id, 0, 0, 10).data == b""
        number = conn.execute(select(func.count()).select_from(task_logs)).scalar_one()
    assert number <= len(whole) // logs.PIECE + 1, "pieces are filled up"


def test_the_end_of_a_long_log_wins(store: Store) -> None:
    made, end = store.run(kept), 0
    line = b"%09d\n"
    for start in range(0, 1_100_000, 50_000):
        data = b"".join(line % number for number in range(start, start + 50_000))
        end = store.run(lambda conn, data=data, end=end: logs.append(conn, made.id, 0, end, data))  # type: ignore[misc]
    store.run(lambda conn: logs.complete(conn, made.id, 0))
    with store.reading() as conn:
        found = logs.read(conn, made.id, 0, 0, 2**30)
    assert (found.next, found.complete) == (end, True)
    assert found.missing == found.first == end - len(found.data)
    assert logs.KEPT - logs.PIECE <= len(found.data) <= logs.KEPT
    assert found.data.endswith(line % 1_099_999)
    assert found.text.startswith(b"[%d bytes of this log are missing here" % found.missing)


def test_two_who_write_one_log(store: Store) -> None:
    made = store.run(kept)
    first, second = (LogWriter(store, made.id, 0) for _ in range(2))
    first.add(b"first")
    first.flush()
    second.add(b"second")
    with pytest.raises(Conflict):
        second.flush()
    assert LogWriter(store, made.id, 0).mark == b"first"


T = TypeVar("T")


class Deaf(Store):
    """Commits, and the answer is lost."""

    deaf = True

    def run(self, work: Callable[[Connection], T]) -> T:
        found = super().run(work)
        if self.deaf:
            raise Unavailable("the answer was lost")
        return found


def test_a_commit_whose_answer_was_lost_is_not_written_twice(store: Store) -> None:
    made = store.run(kept)
    deaf = Deaf(store.engine)
    writer = LogWriter(deaf, made.id, 0, patient=True)
    for line in (b"one\n", b"two\n"):
        writer.add(line)
        assert not writer.flush()
    deaf.deaf = False
    assert writer.flush()
    with store.reading() as conn:
        assert logs.read(conn, made.id, 0, 0, 100).data == b"one\ntwo\n"


def test_an_end_and_its_steps(store: Store) -> None:
    made = store.run(lambda conn: kept(conn, step(0, state=StepState.RUNNING, started_at=NOW), step(1)))
    ending = store.run(
        lambda conn: changes.end(conn, made, rules.End(made, TaskState.STOPPED, messages.STOPPED(who="op")), NOW)
    )
    over = store.run(lambda conn: changes.finish(conn, ending, NOTHING, NOW + 1))
    with store.reading() as conn:
        found = rows.get(conn, made.id)
    assert (found.state, found.message, found.ended_at) == (TaskState.STOPPED, "op stopped it", NOW + 1)
    assert [one.state for one in found.steps] == [StepState.STOPPED, StepState.SKIPPED]
    assert all(one.log_complete for one in found.steps)
    assert replace(over, steps=()) == replace(found, steps=())


def test_what_is_old_goes_with_its_logs(store: Store) -> None:
    ended = {"state": TaskState.FAILED, "ended_at": NOW}
    old, young = (store.run(lambda conn, at=at: kept(conn, **{**ended, "ended_at": at})) for at in (NOW, NOW + 100))  # type: ignore[misc]
    left = store.run(lambda conn: kept(conn, **ended, pod_left=True))
    running = store.run(kept)
    for one in (old, young):
        store.run(lambda conn, one=one: logs.append(conn, one.id, 0, 0, b"text"))  # type: ignore[misc]
    assert store.run(lambda conn: rows.forget_before(conn, NOW + 50)) == 1
    with store.reading() as conn:
        assert set(conn.execute(select(tasks.c.id)).scalars()) == {young.id, left.id, running.id}
        assert set(conn.execute(select(task_logs.c.task_id)).scalars()) == {young.id}
