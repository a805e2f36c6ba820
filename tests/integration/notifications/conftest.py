"""One real manager for those tests that leave it running, one of its own for each that ends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ports
from tests.integration.databases import new_database
from tests.integration.serving import Serving, serving

POOL = ports.pool(20)
SETTINGS = {
    "outgoing_networks": "127.0.0.0/8",
    "quarantine": 0,
    "lease": 2,
    "webhook_attempts": 3,
    "lifetime_gap": 0.2,
    "log_level": "debug",  # no secret is in the log, however much is written there
}


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def manager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """For the tests that leave it running; their islands are of different owners."""
    with serving(
        tmp_path_factory.mktemp("manager"), new_database(request), pools=ports.pool(40), **SETTINGS
    ) as running:
        yield running


@pytest.fixture
def own(tmp_path: Path, database_url: str) -> Iterator[Serving]:
    """For a test that ends it, or starts it with other settings."""
    with serving(tmp_path / "data", database_url, pools=POOL, **SETTINGS) as running:
        yield running
