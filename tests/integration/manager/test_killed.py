"""The manager is killed at random moments of starts, restarts and stops; the next one finishes what was meant."""

from __future__ import annotations

import random
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import Connection, select

import allocator
from islandmgr.engine.leadership import LEASE
from islandmgr.model.domain import Actor, Clock, ClockMode
from islandmgr.resources.clocks.service import changes as clock_changes
from islandmgr.resources.clocks.service.changes import Change
from islandmgr.resources.islands.store import islands
from islandmgr.store import Store, make_engine
from islandmgr.store.sql import database_now
from islandmgr.store.tables import leases
from tests import ports
from tests.integration.freezing import freeze, thaw
from tests.integration.serving import Serving, eventually, say, serving

ROUNDS = 10
POOL = ports.pool(300)


@pytest.fixture
def _as_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Serving, "forks", False)


class Person:
    """Somebody who starts and stops islands and, when no answer comes, asks again: as a CI job with a key would."""

    def __init__(self, manager: Serving, seed: int) -> None:
        self.manager = manager
        self.wanted: dict[int, str] = {}
        self._chance = random.Random(seed)
        self._unanswered: list[str] = []

    def act(self) -> None:
        """One wish. Raises when the manager dies meanwhile."""
        running = [island_id for island_id, state in self.wanted.items() if state == "running"]
        choice = self._chance.random()
        if choice < 0.5 or not running:
            self._start(self._unanswered[0] if self._unanswered else uuid.uuid4().hex)
            return
        island_id = self._chance.choice(running)
        if choice < 0.75:
            self.manager.json("POST", f"/islands/{island_id}/restart")
        else:
            self.wanted[island_id] = "stopped"
            self.manager.json("DELETE", f"/islands/{island_id}")

    def settle(self) -> None:
        """Ask again for all that had no answer."""
        for key in list(self._unanswered):
            self._start(key)
        for island_id, state in self.wanted.items():
            if state == "stopped" and self.manager.island(island_id)["state"] not in ("stopping", "stopped"):
                self.manager.json("DELETE", f"/islands/{island_id}")

    def _start(self, key: str) -> None:
        if key not in self._unanswered:
            self._unanswered.append(key)
        body = {"blueprint": "sample", "branch": "dev", "owner": "qa01"}
        island = self.manager.json("POST", "/islands", body, headers={"Idempotency-Key": key})
        self._unanswered.remove(key)
        self.wanted.setdefault(island["id"], "running")


def test_nothing_is_lost_doubled_or_left_whenever_the_manager_dies(tmp_path: Path, database_url: str) -> None:
    chance = random.Random(20260101)
    with serving(tmp_path / "data", database_url, quarantine=0, lease=2, pools=POOL) as manager:
        person = Person(manager, seed=7)
        for _ in range(ROUNDS):
            killer = threading.Timer(chance.uniform(0.05, 1.0), manager.kill)
            killer.start()
            act_until_it_dies(person)
            killer.join()
            manager.start()
        person.settle()
        assert any(state == "stopped" for state in person.wanted.values())
        for island_id, state in person.wanted.items():
            manager.wait_for(island_id, state)
        every_island_is_there_once(manager, person.wanted)
        the_books_balance(database_url)
        for island_id, state in person.wanted.items():
            if state == "running":
                manager.json("DELETE", f"/islands/{island_id}")
        for island_id in person.wanted:
            manager.wait_for(island_id, "stopped")
        the_books_balance(database_url)
    assert not manager.in_pods()


def act_until_it_dies(person: Person) -> None:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            person.act()
        except (requests.RequestException, AssertionError):
            return
        time.sleep(0.02)


def every_island_is_there_once(manager: Serving, wanted: dict[int, str]) -> None:
    items = manager.json("GET", "/islands?limit=1000")["items"]
    assert {item["id"]: item["state"] for item in items} == wanted
    alive = [item for item in items if item["state"] == "running"]
    ports = [port for item in alive for port in item["ports"].values()]
    assert len(ports) == len(set(ports))
    assert len(manager.servers()) == len(alive)
    for item in alive:
        assert len(manager.servers(item["pod"])) == 1, "one server an island, of its present incarnation"
        assert say(item["host"], item["ports"]["time"]).endswith(b"Z\n")


def the_books_balance(database_url: str) -> None:
    engine = make_engine(database_url)
    with Store(engine).reading() as conn:
        assert allocator.faults(conn) == []
    engine.dispose()


@pytest.mark.usefixtures("_as_a_program")
def test_killed_and_not_started_again_the_islands_live_on_until_the_next_start(tmp_path: Path) -> None:
    with serving(tmp_path / "data", pools=POOL) as manager:
        island = manager.wait_for(manager.start_island()["id"], "running")
        manager.kill()
        assert say(island["host"], island["ports"]["time"]).endswith(b"Z\n")
        manager.start()
        again = manager.wait_for(island["id"], "running")
        assert (again["incarnation"], again["pod"]) == (1, island["pod"])


@pytest.mark.usefixtures("_as_a_program")
def test_a_clean_end_takes_its_islands_with_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, pools=POOL) as manager:
        for _ in range(3):
            manager.start_island()
        eventually(lambda: len(manager.servers()) == 3)
        assert manager.stop() == 0
        assert not manager.in_pods()
        manager.start()


MOMENTS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)  # seconds after a leader began to lead


def test_a_committed_clock_is_applied_though_the_next_leader_is_frozen_past_its_lease(
    tmp_path: Path, database_url: str
) -> None:
    # No full comparison comes to help: what a worker had in its hands must not be lost.
    with serving(tmp_path / "data", database_url, lease=2, poll=3600, pools=POOL) as manager:
        island = manager.wait_for(manager.start_island()["id"], "running")
        for number, moment in enumerate(MOMENTS, start=1):
            eventually(lambda: manager.island(island["id"])["clock"]["applied"])
            manager.kill()
            clock = Clock(ClockMode.SHIFT, offset=number * 3600)
            commit_clock(database_url, island["id"], clock)
            start_and_wait_until_it_leads(manager)
            time.sleep(moment)
            freeze_past_its_lease(manager, database_url)
            eventually(manager.ready)
            shown = eventually(lambda: applied_clock(manager, island["id"]))
            assert shown["offset"] == clock.offset


def commit_clock(database_url: str, island_id: int, clock: Clock) -> None:
    """What a manager that dies in the middle of `PUT /islands/{id}/clock` leaves: committed, and not written."""
    engine = make_engine(database_url)

    def work(conn: Connection) -> None:
        island = islands.get(conn, island_id, lock=True)
        clock_changes.put(conn, island, clock, Change(Actor("qa01"), time.time()))

    Store(engine).run(work)
    engine.dispose()


def start_and_wait_until_it_leads(manager: Serving) -> None:
    """Seen in its log, which says it before anything is done about it."""
    before = manager.log.read_text().count("leading")
    manager.start(wait=False)
    eventually(lambda: manager.log.read_text().count("leading") > before, gap=0.005)


def freeze_past_its_lease(manager: Serving, database_url: str) -> None:
    frozen = manager.processes()
    for pid in frozen:
        freeze(pid)
    engine = make_engine(database_url)
    try:
        eventually(lambda: lapsed(Store(engine)))
    finally:
        for pid in frozen:
            thaw(pid)
        engine.dispose()


def lapsed(store: Store) -> bool:
    """By the database's own time, as every manager sees it."""
    with store.reading() as conn:
        over = select(leases.c.expires_at < database_now(conn)).where(leases.c.name == LEASE)
        return bool(conn.execute(over).scalar_one())


def applied_clock(manager: Serving, island_id: int) -> dict[str, Any]:
    """As the row says, without anybody's look at the Pod; empty while nobody has applied it."""
    clock: dict[str, Any] = manager.island(island_id)["clock"]
    return clock if clock["applied"] else {}
