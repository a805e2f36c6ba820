"""Databases for the integration tests: everything runs on SQLite and on a real MariaDB."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from islandmgr.store import Store, make_engine, migrate
from tests.integration.databases import Databases, MariaDB
from tests.integration.serving import Serving

_SERVER = pytest.StashKey[MariaDB]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """One server for all processes that share the tests, of the process that hands them out."""
    config: pytest.Config = node.config
    if _SERVER not in config.stash:
        folder = Path(tempfile.mkdtemp(prefix="islandmgr-mariadb-"))
        config.add_cleanup(lambda: shutil.rmtree(folder))
        config.stash[_SERVER] = _installed(folder)
        config.add_cleanup(config.stash[_SERVER].stop)
    server = config.stash[_SERVER]
    node.workerinput["mariadb"] = (str(server.folder), server.port)


@pytest.fixture(scope="session", autouse=True)
def _forked_managers() -> None:
    Serving.forks = True


@pytest.fixture(scope="session")
def mariadb(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The server of this test run. Nobody stops it, or changes what others see of it."""
    given: dict[str, Any] = getattr(request.config, "workerinput", {})
    if "mariadb" in given:
        folder, port = given["mariadb"]
        yield Databases(Path(folder), port, prefix=f"test_{given['workerid']}")
        return
    server = _installed(tmp_path_factory.mktemp("mariadb"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _second_mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDB]:
    server = _installed(tmp_path_factory.mktemp("own-mariadb"))
    yield server
    server.stop()


@pytest.fixture
def own_mariadb(_second_mariadb: MariaDB) -> Iterator[MariaDB]:
    """A server that no other test uses meanwhile. It may be stopped, killed or told to refuse."""
    _second_mariadb.start()
    yield _second_mariadb
    _second_mariadb.start()


@pytest.fixture
def own_mariadb_url(own_mariadb: MariaDB) -> Iterator[str]:
    """A database there, with the newest schema and nothing in it."""
    name = own_mariadb.lend_database()
    yield own_mariadb.url(name)
    own_mariadb.start()
    own_mariadb.take_back(name)


def _installed(folder: Path) -> MariaDB:
    server = MariaDB(folder)
    try:
        server.install()
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    return server


@pytest.fixture(params=["sqlite", "mariadb"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'islandmgr.db'}"
        return
    server: Databases = request.getfixturevalue("mariadb")
    name = server.make_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and nothing in it."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def mariadb_url(mariadb: Databases) -> Iterator[str]:
    """A database on MariaDB with the newest schema and nothing in it."""
    name = mariadb.lend_database()
    yield mariadb.url(name)
    mariadb.take_back(name)


@pytest.fixture(params=["sqlite", "mariadb"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the newest schema and nothing in it."""
    if request.param == "mariadb":
        return str(request.getfixturevalue("mariadb_url"))
    path = tmp_path / "islandmgr.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)
