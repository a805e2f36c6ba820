"""Closing what the manager keeps to other users, and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from islandmgr.config import private_files
from islandmgr.config.settings import Settings
from islandmgr.store import make_engine


def settings_for(data: Path, database_url: str = "") -> Settings:
    return Settings(data=data, database_url=database_url)  # type: ignore[arg-type]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def old_folder(path: Path) -> Path:
    """As an older version left it."""
    (path / "local").mkdir(parents=True)
    for name in ("islandmgr.db", "islandmgr.db-wal", "islandmgr.db-shm", "islandmgr.db.lock", "islandmgr.db.bak"):
        (path / name).touch()
        (path / name).chmod(0o644)
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def _usual_umask() -> None:
    """A new file is for everybody to read, unless it is made otherwise."""
    os.umask(0o022)


def test_a_new_folder_is_for_us_alone(tmp_path: Path) -> None:
    assert private_files.make_private(settings_for(tmp_path / "deep" / "data")) == []
    assert mode(tmp_path / "deep" / "data") == 0o700


def test_what_an_older_version_left_is_closed(tmp_path: Path) -> None:
    data = old_folder(tmp_path / "data")
    (data / "manager.log").touch()  # where people have its output
    assert private_files.make_private(settings_for(data)) == []
    assert mode(data) == 0o700
    for name in ("islandmgr.db", "islandmgr.db-wal", "islandmgr.db-shm", "islandmgr.db.lock"):
        assert mode(data / name) == 0o600


def test_a_folder_that_holds_other_things_stays_open_and_the_files_do_not(tmp_path: Path) -> None:
    data = old_folder(tmp_path / "shared")
    (data / "website").mkdir(mode=0o755)
    (left,) = private_files.make_private(settings_for(data))
    assert (left.path, left.reason) == (data, "it holds other things too: website")
    assert (mode(data), mode(data / "website")) == (0o755, 0o755)
    assert mode(data / "islandmgr.db") == 0o600


@pytest.mark.parametrize("why", ["as /tmp", "home"])
def test_a_folder_of_everybody_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o1777 if why == "as /tmp" else 0o755)
    if why == "home":
        monkeypatch.setenv("HOME", str(data))
    before = mode(data)
    (left,) = private_files.make_private(settings_for(data))
    assert left.reason == "it is not for the manager alone"
    assert mode(data) == before


@pytest.mark.parametrize("name", ["islandmgr.db", "islandmgr.db-wal"])
@pytest.mark.parametrize("kind", ["link", "hard link"])
def test_links_are_not_followed(tmp_path: Path, kind: str, name: str) -> None:
    victim = tmp_path / "victim"
    victim.touch()
    victim.chmod(0o644)
    data = tmp_path / "data"
    data.mkdir()
    if kind == "link":
        (data / name).symlink_to(victim)
    else:
        (data / name).hardlink_to(victim)
    (left,) = private_files.make_private(settings_for(data))
    assert (left.path, "link" in left.reason) == (data / name, True)
    assert mode(victim) == 0o644


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_others_stays_as_it_is(tmp_path: Path) -> None:
    data = old_folder(tmp_path / "data")
    os.chown(data, 65534, 65534)
    os.chown(data / "islandmgr.db", 65534, 65534)
    left = private_files.make_private(settings_for(data))
    assert {one.path: one.reason for one in left} == {
        data: "it belongs to user 65534",
        data / "islandmgr.db": "it belongs to user 65534",
    }
    assert (mode(data), mode(data / "islandmgr.db")) == (0o755, 0o644)
    assert mode(data / "islandmgr.db-wal") == 0o600


def test_stricter_modes_stay(tmp_path: Path) -> None:
    data = old_folder(tmp_path / "data")
    (data / "islandmgr.db").chmod(0o400)
    private_files.make_private(settings_for(data))
    assert mode(data / "islandmgr.db") == 0o400


@pytest.mark.parametrize("form", ["sqlite:///{path}", "sqlite:///file:{path}?uri=true"])
def test_a_database_is_made_for_us_alone_wherever_it_is(tmp_path: Path, form: str) -> None:
    path = tmp_path / "elsewhere.db"
    tmp_path.chmod(0o755)
    engine = make_engine(form.format(path=path))
    with engine.connect() as conn:
        conn.exec_driver_sql("create table t (x)")
        modes = {file.name: mode(file) for file in tmp_path.iterdir()}
    engine.dispose()
    assert modes == {"elsewhere.db": 0o600, "elsewhere.db-wal": 0o600, "elsewhere.db-shm": 0o600}
    assert mode(tmp_path) == 0o755


def test_a_second_connection_leaves_the_locks_of_the_first(tmp_path: Path) -> None:
    """The kernel frees all locks of a process on a file when that process closes the file once."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    first, second = make_engine(url), make_engine(url)
    other = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('begin immediate')"
    with first.connect() as conn:
        conn.exec_driver_sql("create table t (x)")
        conn.exec_driver_sql("insert into t values (1)")
        with second.connect():
            pass
        assert os.spawnlp(os.P_WAIT, "python3", "python3", "-c", other, str(tmp_path / "x.db")) == 1
    first.dispose()
    second.dispose()


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("sqlite:////srv/x.db", "/srv/x.db"),
        ("sqlite:///file:/srv/x%20y.db?uri=true", "/srv/x y.db"),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("sqlite:///file:name?mode=memory&uri=true", None),
        ("mysql://u:p@h/d", None),
    ],
)
def test_where_the_database_is(url: str, found: str | None) -> None:
    assert private_files.sqlite_file(url) == (Path(found) if found else None)


def test_islands_see_neither_folder_nor_database_nor_settings(tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.db"
    config = tmp_path / "islandmgr.toml"
    config.write_text(f"data = '{tmp_path / 'data'}'\ndatabase_url = 'sqlite:///{outside}'\n")
    settings = Settings.from_env({"ISLANDMGR_CONFIG": str(config)})
    assert {tmp_path / "data", outside, outside.with_name("elsewhere.db-wal"), config} <= {
        *private_files.kept(settings)
    }
    (tmp_path / "elsewhere").mkdir()
    outside.symlink_to("elsewhere/linked.db")
    assert tmp_path / "elsewhere" / "linked.db-wal" in private_files.kept(settings)
    assert private_files.kept(settings_for(tmp_path)) == [tmp_path]
