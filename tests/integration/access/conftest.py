"""One manager that people sign in to, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests import ports
from tests.integration.access.everything import make_app
from tests.integration.access.people import Person, everybody
from tests.integration.databases import new_database
from tests.integration.serving import Json, Serving, serving

POOL = ports.pool(12)
EVERYTHING = "debug"  # no secret is in the log, however much is written there


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def manager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    settings = {"auth": "local", "pools": POOL, "quarantine": 0, "log_level": EVERYTHING}
    with serving(tmp_path_factory.mktemp("manager"), new_database(request), **settings) as running:
        yield running


@pytest.fixture(scope="package")
def people(manager: Serving) -> dict[str, Person]:
    return everybody(manager)


@pytest.fixture(scope="package")
def island(people: dict[str, Person]) -> Json:
    """One of the tester's. It need not run for these tests."""
    made = people["tester"].json("POST", "/islands", {"blueprint": "sample", "branch": "dev"})
    assert made["owner"] == "tester"
    return made


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_app(tmp_path_factory.mktemp("app"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"
