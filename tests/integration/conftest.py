"""Databases for the integration tests: everything runs on SQLite and on a real MariaDB."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from islandmgr.store import Store, make_engine, migrate
from tests.integration.databases import MariaDB


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDB]:
    """The one server of this test run. Tests that stop it need not start it again."""
    server = MariaDB(tmp_path_factory.mktemp("mariadb"))
    try:
        server.install()
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "mariadb"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'islandmgr.db'}"
        return
    server: MariaDB = request.getfixturevalue("mariadb")
    server.start()
    name = server.make_database()
    yield server.url(name)
    server.start()
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
def mariadb_url(mariadb: MariaDB) -> Iterator[str]:
    """A database on MariaDB with the newest schema and nothing in it."""
    mariadb.start()
    name = mariadb.lend_database()
    yield mariadb.url(name)
    mariadb.start()
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
