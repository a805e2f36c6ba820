"""What machines that watch are told: whether the database can be written, nothing for strangers, no endless metrics."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.integration.access.people import first_password, log_in
from tests.integration.databases import MariaDB
from tests.integration.manager.conftest import POOL
from tests.integration.serving import Json, Serving, eventually, serving


@pytest.fixture
def team_url(own_mariadb: MariaDB) -> Iterator[str]:
    """Of a user whom `read_only` concerns: those who may do everything write all the same."""
    name = own_mariadb.make_database()
    own_mariadb.execute("REVOKE SUPER, READ_ONLY ADMIN ON *.* FROM islandmgr")
    yield own_mariadb.url(name)
    own_mariadb.start()
    own_mariadb.execute("GRANT ALL ON *.* TO islandmgr")
    own_mariadb.drop_database(name)


@contextmanager
def reading_only(own_mariadb: MariaDB) -> Iterator[None]:
    own_mariadb.execute("SET GLOBAL read_only = 1")
    try:
        yield
    finally:
        own_mariadb.execute("SET GLOBAL read_only = 0")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def checks(manager: Serving, **more: Any) -> Json:
    found: Json = requests.get(f"{manager.url}/readyz", timeout=60, **more).json()
    return dict(found["checks"])


def test_a_full_disk_is_not_ready(small_disk: Path, tmp_path: Path) -> None:
    manager = Serving(small_disk / "data", pools=POOL)
    manager.log = tmp_path / "manager.log"
    manager.start()
    try:
        filling = small_disk / "filling"
        with filling.open("wb") as file, suppress(OSError):
            while True:
                file.write(bytes(1 << 16))
        eventually(lambda: "full" in checks(manager)["database"])
        assert not manager.ready()
        assert requests.get(f"{manager.url}/healthz", timeout=60).status_code == 200
        filling.unlink()
        eventually(manager.ready)
    finally:
        manager.stop()


def test_a_database_that_only_reads_is_not_ready(tmp_path: Path, own_mariadb: MariaDB, team_url: str) -> None:
    with serving(tmp_path / "data", team_url, pools=POOL) as manager:
        with reading_only(own_mariadb):
            eventually(lambda: "it is read-only" in checks(manager)["database"])
            assert not manager.ready()
        eventually(manager.ready)


def test_strangers_are_not_told_where_the_database_is(tmp_path: Path, own_mariadb: MariaDB, team_url: str) -> None:
    with serving(tmp_path / "data", team_url, pools=POOL, auth="local") as manager:
        admin = log_in(manager, "admin", first_password(manager)).token
        bearer = {"Authorization": "Bearer wrong"}
        with reading_only(own_mariadb):
            eventually(lambda: checks(manager)["database"] == "not ready")
            assert {*checks(manager).values()} == {"ok", "not ready"}
            assert checks(manager, headers=bearer)["database"] == "not ready"
            told = checks(manager, headers={"Authorization": f"Bearer {admin}"})["database"]
            assert f"127.0.0.1:{own_mariadb.port} does not do its work: it is read-only" in told
        own_mariadb.stop()
        for path in ("/readyz", "/api/v1/islands", "/api/v1/session", "/"):
            said = requests.get(f"{manager.url}{path}", headers=bearer, timeout=60).text
            assert str(own_mariadb.port) not in said, path
        assert f"127.0.0.1:{own_mariadb.port}" in manager.log.read_text()
        own_mariadb.start()
        eventually(manager.ready)


def test_invented_methods_make_no_new_metrics(manager: Serving) -> None:
    requests.request("INVENTED", f"{manager.url}/healthz", timeout=60)
    before = len(requests.get(f"{manager.url}/metrics", timeout=60).text.splitlines())
    for number in range(60):
        requests.request(f"INVENTED{number}", f"{manager.url}/healthz", timeout=60)
    found = requests.get(f"{manager.url}/metrics", timeout=60).text
    assert 'method="other"' in found
    assert "INVENTED" not in found
    assert len(found.splitlines()) < before + 60
