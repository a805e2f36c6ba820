"""`islandctl serve` as a program: how it starts, why it does not, and what it says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.integration.api.conftest import settings
from tests.integration.databases import Databases, MariaDB
from tests.integration.serving import Serving, children_of, eventually, serving


@pytest.fixture(autouse=True)
def _as_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Serving, "forks", False)


def serve(**environ: str) -> subprocess.CompletedProcess[str]:
    """Run it until it ends by itself."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ISLANDMGR_")}
    return subprocess.run(
        [sys.executable, "-m", "islandmgr.cli", "serve"],
        env=kept | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_all_wrong_settings_are_told_at_once(tmp_path: Path) -> None:
    done = serve(
        ISLANDMGR_DATA=str(tmp_path),
        ISLANDMGR_PORT="eighty",
        ISLANDMGR_COLOUR="red",
        ISLANDMGR_DATABASE_URL="db2://x:s3cr3t@y",
    )
    assert done.returncode == 2
    assert "ISLANDMGR_PORT is 'eighty'" in done.stderr
    assert "ISLANDMGR_COLOUR is no setting" in done.stderr
    assert "ISLANDMGR_DATABASE_URL" in done.stderr
    assert "s3cr3t" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = serve(ISLANDMGR_DATA=str(tmp_path), ISLANDMGR_PORT=port)
    assert done.returncode == 2
    assert f"127.0.0.1:{port} is in use by another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = serve(ISLANDMGR_DATA=str(tmp_path / "file" / "data"), ISLANDMGR_PORT="1")
    assert done.returncode == 2
    assert "ISLANDMGR_DATA" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_what_it_is(tmp_path: Path) -> None:
    with serving(tmp_path / "data", **settings()) as manager:
        said = manager.log.read_text()
        assert manager.url in said
        assert "for trying, not for a team" in said


def test_the_same_folder_serves_again(tmp_path: Path) -> None:
    with serving(tmp_path / "data", **settings()) as manager:
        island_id = manager.start_island()["id"]
        manager.wait_for(island_id, "running")
        assert manager.stop() == 0
        manager.start()
        assert manager.island(island_id)["id"] == island_id


def test_the_database_may_come_later(tmp_path: Path, own_mariadb: MariaDB) -> None:
    url = own_mariadb.url(own_mariadb.make_database())
    own_mariadb.stop()
    manager = Serving(tmp_path / "data", url, **settings())
    manager.start(wait=False)
    try:
        eventually(lambda: _answers(manager))
        ready = requests.get(f"{manager.url}/readyz", timeout=30)
        assert ready.status_code == 503
        assert "nothing answers at its address" in ready.json()["checks"]["database"]
        refused = manager.call("GET", "/islands")
        assert refused.status_code == 503
        assert refused.headers["Retry-After"]
        own_mariadb.start()
        eventually(manager.ready)
        assert manager.json("GET", "/islands") == {"items": [], "next": None}
    finally:
        own_mariadb.start()
        manager.stop()


def _answers(manager: Serving) -> bool:
    try:
        return requests.get(f"{manager.url}/healthz", timeout=30).ok
    except requests.ConnectionError:
        return False


def test_a_closed_terminal_ends_it(tmp_path: Path) -> None:
    manager = Serving(tmp_path / "data", **settings())
    manager.start()
    assert manager.process is not None
    try:
        manager.process.send_signal(signal.SIGHUP)
        assert manager.process.wait(60) == 0
    finally:
        manager.process.kill()


def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    with serving(tmp_path / "data", **settings()) as manager:
        assert manager.process is not None
        arbiter = manager.process.pid
        (worker,) = children_of(arbiter)
        os.kill(worker, signal.SIGKILL)
        eventually(lambda: children_of(arbiter) not in ([], [worker]))
        eventually(manager.ready)


def test_several_workers_share_the_work(tmp_path: Path, mariadb: Databases) -> None:
    """A plain gunicorn on wsgi.py: each worker answers, one leads, and every worker's stream sees every change."""
    manager = Serving(tmp_path / "data", mariadb.url(mariadb.make_database()), **settings(web_threads=20))
    manager.command = [sys.executable, "-m", "gunicorn", "-w", "2", "wsgi:app"]
    manager.start()
    try:
        assert manager.process is not None
        assert len(children_of(manager.process.pid)) == 2
        with ThreadPoolExecutor(20) as pool:  # enough that both workers are asked
            eventually(lambda: all(pool.map(lambda _: manager.ready(), range(40))))  # one may need longer
            made = list(pool.map(lambda _: manager.start_island()["id"], range(4)))
            for one in made:
                manager.wait_for(one, "running")
            assert len({island["ports"]["time"] for island in map(manager.island, made)}) == 4
            list(pool.map(lambda one: manager.json("DELETE", f"/islands/{one}"), made))
        for one in made:
            manager.wait_for(one, "stopped")
    finally:
        assert manager.stop() == 0
