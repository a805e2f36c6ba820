"""Databases with an older schema, in which there is something."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from islandmgr.store import migrate
from tests.integration.databases import Databases
from tests.integration.store.old_databases import OldDatabases, described


@pytest.fixture(scope="module", params=["sqlite", "mariadb"])
def old(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldDatabases]:
    server: Databases | None = request.getfixturevalue("mariadb") if request.param == "mariadb" else None
    databases = OldDatabases(tmp_path_factory.mktemp("old"), server)
    yield databases
    databases.close()


@pytest.fixture(scope="module")
def newest(old: OldDatabases) -> dict[str, str]:
    """The schema of a database that never had an older one."""
    engine = old.empty()
    migrate(engine)
    return described(engine)
