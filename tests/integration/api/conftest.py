"""One real manager for all of the API's tests, on each database: starting it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import ports
from tests.integration.databases import new_database
from tests.integration.serving import Serving, serving

POOL = ports.pool(60)


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def manager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("manager"), new_database(request), **settings()) as running:
        yield running


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def settings(**more: Any) -> dict[str, Any]:
    """A pool of its own, ports that rest a moment only, and fewer threads than a team needs."""
    return {"pools": POOL, "quarantine": 0, **more}
