"""The database goes away, leaders die or freeze: what ran goes on, and the state ends true."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.integration.databases import MariaDB
from tests.integration.freezing import freeze, thaw
from tests.integration.manager.conftest import POOL
from tests.integration.serving import Serving, eventually, say, serving


@pytest.fixture
def team_url(own_mariadb: MariaDB) -> Iterator[str]:
    name = own_mariadb.make_database()
    yield own_mariadb.url(name)
    own_mariadb.start()
    own_mariadb.drop_database(name)


def refusal(manager: Serving) -> tuple[int, str]:
    answer = manager.call("GET", "/islands")
    return answer.status_code, answer.json().get("error", {}).get("message", "")


def test_a_database_that_is_away_at_the_start_is_waited_for(
    tmp_path: Path, own_mariadb: MariaDB, team_url: str
) -> None:
    own_mariadb.stop()
    manager = Serving(tmp_path / "data", team_url, pools=POOL)
    manager.start(wait=False)
    try:
        eventually(lambda: answers(manager))
        assert requests.get(f"{manager.url}/healthz", timeout=10).status_code == 200
        status, words = refusal(manager)
        assert status == 503
        assert "database" in words
        assert "pass-word" not in words
        own_mariadb.start()
        eventually(manager.ready)
        manager.wait_for(manager.start_island()["id"], "running")
    finally:
        manager.stop()


def answers(manager: Serving) -> bool:
    try:
        return requests.get(f"{manager.url}/readyz", timeout=10).status_code == 503
    except requests.ConnectionError:
        return False


def test_a_database_that_goes_away_in_the_middle_leaves_islands_running(
    tmp_path: Path, own_mariadb: MariaDB, team_url: str
) -> None:
    with serving(tmp_path / "data", team_url, pools=POOL, lease=2) as manager:
        island = manager.wait_for(manager.start_island()["id"], "running")
        own_mariadb.kill()
        status, words = refusal(manager)
        assert (status, "database" in words) == (503, True)
        assert say(island["host"], island["ports"]["time"]).endswith(b"Z\n")
        own_mariadb.start()
        eventually(manager.ready)
        assert manager.island(island["id"])["state"] == "running"
        manager.wait_for(manager.start_island()["id"], "running")


def test_a_second_manager_on_one_sqlite_file_is_refused_in_words(manager: Serving) -> None:
    second = Serving(manager.data, pools=POOL)
    with (manager.data / "second.log").open("wb") as log:
        process = subprocess.Popen(second.command, env=second.environ, stdout=log, stderr=log)
        assert process.wait(60) == 5
    said = (manager.data / "second.log").read_text()
    assert "Another manager" in said
    assert "Traceback" not in said
    assert manager.ready()


@contextmanager
def two_managers(data: Path, url: str, **settings: object) -> Iterator[tuple[Serving, Serving]]:
    """On one MariaDB and one local cluster; the first leads."""
    with (
        serving(data, url, pools=POOL, lease=2, **settings) as first,
        serving(data, url, pools=POOL, lease=2, **settings) as second,
    ):
        yield first, second


def leads(manager: Serving) -> bool:
    return "islandmgr_leader 1.0" in requests.get(f"{manager.url}/metrics", timeout=10).text


def test_the_leader_does_what_the_other_manager_was_asked(tmp_path: Path, team_url: str) -> None:
    # No full comparison comes to help: the leader must see that the row is not as it left it.
    with two_managers(tmp_path / "data", team_url, poll=3600) as (first, second):
        island = second.wait_for(second.start_island()["id"], "running")
        assert (leads(first), leads(second)) == (True, False)
        second.json("POST", f"/islands/{island['id']}/restart")
        eventually(lambda: first.island(island["id"])["incarnation"] == 2)
        second.wait_for(island["id"], "running")
        second.json("DELETE", f"/islands/{island['id']}")
        second.wait_for(island["id"], "stopped")


def test_when_the_leader_dies_the_other_manager_takes_over(tmp_path: Path, team_url: str) -> None:
    with two_managers(tmp_path / "data", team_url) as (first, second):
        island = second.wait_for(second.start_island()["id"], "running")
        assert (leads(first), leads(second)) == (True, False)
        first.kill()
        eventually(lambda: leads(second))
        assert second.island(island["id"])["state"] == "running"
        second.wait_for(second.start_island()["id"], "running")


def test_a_leader_that_was_frozen_does_no_harm_when_it_wakes(tmp_path: Path, team_url: str) -> None:
    with two_managers(tmp_path / "data", team_url) as (first, second):
        island = second.wait_for(second.start_island()["id"], "running")
        frozen = first.processes()
        for pid in frozen:
            freeze(pid)
        eventually(lambda: leads(second))
        second.json("DELETE", f"/islands/{island['id']}")
        second.wait_for(island["id"], "stopped")
        follower = second.wait_for(second.start_island()["id"], "running")
        for pid in frozen:
            thaw(pid)
        eventually(lambda: first.ready() and not leads(first))
        assert leads(second)
        assert first.island(island["id"])["state"] == "stopped"
        assert first.island(follower["id"])["state"] == "running"
        assert say(follower["host"], follower["ports"]["time"]).endswith(b"Z\n")
