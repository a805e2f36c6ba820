"""A running manager for each test, on ports that no other test of this folder uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ports
from tests.integration.serving import Serving, serving

POOL = ports.pool(300)


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Serving]:
    """On SQLite and the local cluster, with ports that rest for a second only."""
    with serving(tmp_path / "data", quarantine=1, lease=2, pools=POOL) as running:
        yield running
