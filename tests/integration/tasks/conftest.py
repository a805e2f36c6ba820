"""One running manager for all tests of a file, on both databases, with the local cluster and real processes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.databases import new_database
from tests.integration.tasks.people import Operator, operating


@pytest.fixture(scope="module", params=["sqlite", "mariadb"])
def manager(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    with operating(tmp_path_factory.mktemp("tasks"), new_database(request)) as running:
        yield running
