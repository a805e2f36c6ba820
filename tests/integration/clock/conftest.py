"""Real managers with real islands, whose clocks are moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from islandmgr.cluster.local.client import LocalCluster
from tests import ports
from tests.integration.clock.islands import Islands
from tests.integration.databases import new_database
from tests.integration.serving import Serving, serving

POOL = ports.pool(100)


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One manager for all tests that do not kill it, on each database: starting it takes seconds."""
    settings = {"pools": POOL, "quarantine": 0, "lease": 2}
    with serving(tmp_path_factory.mktemp("manager"), new_database(request), **settings) as manager:
        yield manager


@pytest.fixture(scope="package")
def four(running: Serving) -> Islands:
    return Islands(running, 4)


@pytest.fixture
def islands(four: Islands) -> Islands:
    """Four islands that run, on real time and in no group."""
    four.calm()
    return four


@pytest.fixture
def own_manager(tmp_path: Path) -> Iterator[Serving]:
    """A manager that may be killed. Its islands outlive it."""
    with serving(tmp_path / "data", pools=ports.pool(60), quarantine=0, lease=2) as manager:
        yield manager


@pytest.fixture
def cluster(running: Serving) -> Iterator[LocalCluster]:
    """A way into the Pods, as somebody with kubectl has."""
    found = LocalCluster(running.data / "local")
    yield found
    found.close()
