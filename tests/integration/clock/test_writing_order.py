"""Several write one island's clock at once: the last one committed is the last one written, and nobody is blamed."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

import faketime
from islandmgr.kernel import events
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import REAL_TIME, Actor, Clock, ClockMode, Island
from islandmgr.resources.clocks.rules.verdict import Measured
from islandmgr.resources.clocks.service import changes as clock_changes
from islandmgr.resources.clocks.service import pod_clock
from islandmgr.resources.clocks.service.application import ClockWriter
from islandmgr.resources.clocks.service.changes import Change
from islandmgr.resources.islands.store import islands
from islandmgr.store import Store
from tests.integration.notifications.outboxes import add_island, parts_on

DAY, WEEK = (Clock(ClockMode.SHIFT, offset=days * 86400) for days in (1, 7))


class InPod:
    """In place of the Pod: the clock that it shows. A write may be held up after its clock was chosen."""

    def __init__(self) -> None:
        self.clock = REAL_TIME
        self.hold: threading.Event | None = None
        self.writing = threading.Event()

    def write(self, _parts: Parts, _island: Island, clock: Clock, _beginning: object = None) -> float:
        hold, self.hold = self.hold, None
        self.writing.set()
        if hold is not None:
            assert hold.wait(60)
        self.clock = clock
        return time.time()

    def measure(self, _parts: Parts, _island: Island) -> Measured:
        now = time.time()
        return Measured(
            now + self.clock.offset, now, 0.001, loaded=True, line=faketime.line(self.clock, now), problem=None
        )


@pytest.fixture
def pod(monkeypatch: pytest.MonkeyPatch) -> InPod:
    found = InPod()
    monkeypatch.setattr(pod_clock, "write", found.write)
    monkeypatch.setattr(pod_clock, "measure", found.measure)
    return found


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    return parts_on(store, tmp_path)


def commit(parts: Parts, island: Island, clock: Clock) -> Island:
    def work(conn: Connection) -> Island:
        row = islands.get(conn, island.id, lock=True)
        return clock_changes.put(conn, row, clock, Change(Actor("qa01"), parts.now()))

    return parts.store.run(work)


def now_in(parts: Parts, island: Island) -> Island:
    with parts.store.reading() as conn:
        return islands.get(conn, island.id)


def blamed(parts: Parts, island: Island) -> list[str]:
    with parts.store.reading() as conn:
        lines = events.of_subject(conn, island.subject)
    codes = ("clock.put_right", "clock.changed_by_hand", "clock.not_applied")
    return [line.message for line in lines if getattr(line.message, "code", "") in codes]


def test_the_end_of_one_script_is_not_written_over_the_beginning_of_the_next(parts: Parts, pod: InPod) -> None:
    writer = ClockWriter(parts)
    island = add_island(parts)
    held = pod.hold = threading.Event()
    ended = commit(parts, island, DAY)
    first = threading.Thread(target=writer.ensure, args=(ended,), kwargs={"write": True})
    first.start()
    assert pod.writing.wait(60)
    began = commit(parts, island, WEEK)
    second = threading.Thread(target=writer.ensure, args=(began,), kwargs={"write": True})
    second.start()
    held.set()
    first.join(60)
    second.join(60)
    assert pod.clock == WEEK
    assert now_in(parts, island).clock_applied is True
    assert blamed(parts, island) == []


def test_another_manager_s_write_in_between_is_written_over_once_more(parts: Parts, pod: InPod) -> None:
    island = commit(parts, add_island(parts), WEEK)
    write = pod.write
    written: list[Clock] = []

    def crossed(_parts: Parts, _island: Island, clock: Clock, _beginning: object = None) -> float:
        at = write(_parts, _island, clock)
        if not written:
            pod.clock = DAY  # what the other one had read before the commit
        written.append(clock)
        return at

    pod_clock.write = crossed  # type: ignore[assignment]  # the fixture puts it back
    assert ClockWriter(parts).ensure(island, write=True).applied is True
    assert blamed(parts, island) == []


def test_who_looks_between_two_clocks_that_are_the_same_blames_nobody(parts: Parts, pod: InPod) -> None:
    island = commit(parts, add_island(parts), DAY)
    before = replace(now_in(parts, island), clock_applied=True)
    pod.clock = WEEK  # of the run in between, which is over when the look stores what it saw
    commit(parts, island, WEEK)
    commit(parts, island, DAY)
    ClockWriter(parts).ensure(before)
    assert blamed(parts, island) == []


def test_who_really_changes_it_is_told_of(parts: Parts, pod: InPod, monkeypatch: pytest.MonkeyPatch) -> None:
    island = commit(parts, add_island(parts), DAY)
    pod.clock = WEEK
    later = time.time() + 60
    monkeypatch.setattr(parts, "now", lambda: later)
    ClockWriter(parts).ensure(replace(now_in(parts, island), clock_applied=True))
    assert len(blamed(parts, island)) == 1
