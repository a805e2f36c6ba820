"""One running manager on each database for the tests of drains that share a process: starting it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ports
from tests.integration.databases import new_database
from tests.integration.serving import Serving, serving

POOL = ports.pool(60)


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("drains")
    url = new_database(request) or f"sqlite:///{folder / 'islandmgr.db'}"
    with serving(folder / "data", url, quarantine=0, lease=2, pools=POOL) as running:
        yield running


@pytest.fixture
def manager(shared: Serving) -> Iterator[Serving]:
    """Every test begins with no island alive, no drain that runs and all nodes open."""
    yield shared
    if shared.process is None:  # the test failed after it had killed it
        shared.start()
    for drain in shared.json("GET", "/drains")["items"]:
        if drain["state"] == "running":
            shared.json("POST", f"/drains/{drain['id']}/stop")
    shared.stop_all()
    for node in shared.json("GET", "/nodes")["items"]:
        if not node["schedulable"]:
            shared.json("POST", f"/nodes/{node['name']}/uncordon")
