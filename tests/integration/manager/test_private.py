"""Other users of the machine read nothing of what the manager keeps, and islands go on reading what is theirs."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ports
from tests.integration.serving import Serving, eventually, processes_with, serving

POOL = ports.pool(60)
FOR_ISLANDS = ("volumes", "images", "tmp")  # folders whose content keeps ordinary modes: islands run as any user


def readable_by_others(folder: Path) -> list[str]:
    """Below what is not for islands, the paths that other users could read if they came there."""
    paths = (path for path in not_for_islands(folder) if not path.is_symlink())
    return [f"{path} {path.stat().st_mode:o}" for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def not_for_islands(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in FOR_ISLANDS]
        yield from (Path(place, name) for name in (".", *files))


def as_nobody(*command: str) -> int:
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    return subprocess.run([*nobody, *command], capture_output=True, check=False).returncode


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, quarantine=1, lease=2, pools=POOL) as manager:
        island = manager.start_island()["id"]
        manager.wait_for(island, "running")
        manager.log.chmod(0o600)  # the test's own
        assert data.stat().st_mode & 0o777 == 0o700
        assert {"islandmgr.db", "islandmgr.db-wal", "islandmgr.db.lock", "local"} <= {p.name for p in data.iterdir()}
        assert readable_by_others(data) == []


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that other users may enter; it is not below /tmp, of which islands have their own."""
    place = Path(tempfile.mkdtemp(prefix="islandmgr-", dir="/var/tmp"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_what_an_older_version_left_is_closed_at_the_next_start(open_place: Path) -> None:
    data = open_place / "data"
    with serving(data, quarantine=1, lease=2, pools=POOL, keep_islands="true") as manager:
        island = manager.start_island()["id"]
        manager.wait_for(island, "running")
        assert manager.stop() == 0
        open_everything(data)
        assert as_nobody("cat", str(data / "islandmgr.db")) == 0
        restart_agent(manager)
        manager.start()
        manager.log.chmod(0o600)
        assert readable_by_others(data) == []
        assert as_nobody("cat", str(data / "islandmgr.db")) != 0
        assert as_nobody("ls", str(data)) != 0
        manager.stop()
        manager.environ["ISLANDMGR_KEEP_ISLANDS"] = "false"
        manager.start()


def open_everything(folder: Path) -> None:
    for path in not_for_islands(folder):
        path.chmod(0o755 if path.is_dir() else 0o644)


def restart_agent(manager: Serving) -> None:
    """An upgrade of the product ends the old version's agent."""
    agent = int((manager.data / "local" / "agent.pid").read_text())
    os.kill(agent, 9)
    eventually(lambda: not manager.in_pods())


def test_islands_end_when_a_killed_manager_does_not_come_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, quarantine=1, lease=2, pools=POOL, local_orphan_timeout=1) as manager:
        island = manager.start_island()["id"]
        manager.wait_for(island, "running")
        assert manager.in_pods()
        manager.kill()
        eventually(lambda: not processes_with(f"ISLANDMGR_LOCAL={data / 'local'}"))


def test_an_island_sees_neither_database_nor_settings(tmp_path: Path, open_place: Path) -> None:
    """Both outside the data folder here."""
    config = open_place / "islandmgr.toml"
    config.write_text("quarantine = 1\n")
    database = f"sqlite:///{open_place / 'elsewhere.db'}"
    with serving(tmp_path / "data", database, lease=2, pools=POOL, config=config) as manager:
        island = manager.start_island()["id"]
        manager.wait_for(island, "running")
        server = manager.servers()[0]
        assert {path.name for path in open_place.iterdir()} >= {"elsewhere.db", "elsewhere.db.lock", "islandmgr.toml"}
        assert list(Path(f"/proc/{server}/root{open_place}").iterdir()) == []
