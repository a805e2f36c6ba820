"""One running manager for those tests that leave it running, on ports that no other test of this folder uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import ports
from tests.integration.serving import Serving, serving

POOL = ports.pool(300)


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """On SQLite and the local cluster. Each process that runs some of the tests has one."""
    with serving(tmp_path_factory.mktemp("manager") / "data", quarantine=0, lease=2, pools=POOL) as running:
        yield running


@pytest.fixture
def manager(shared: Serving) -> Iterator[Serving]:
    """Every test begins with no island alive and all ports free."""
    yield shared
    shared.stop_all()
