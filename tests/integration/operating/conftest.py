"""One manager for all of these tests, on each database, with a second way to its database and its cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from islandmgr.cluster.local.client import LocalCluster
from islandmgr.store import make_engine
from tests import ports
from tests.integration.databases import Databases
from tests.integration.serving import Json, Serving, eventually, serving

BLOCKS = 6
FIRST_PORT = ports.take(3 * BLOCKS)[0]
GREEDY = """\
# Like `sample`, but asks for so much of {what} that only {fit} fit on a pretend-node.
name: greedy-{what}
version: "1"
title: Asks for much
image: islandmgr/sample:dev
ports: [{{name: time}}, {{name: echo}}, {{name: count}}]
command: [python3, -S, -E, "{{{{ code.folder }}}}/server.py"]
readiness: {{tcp: time, period_seconds: 1, timeout_seconds: 1}}
resources: {{requests: {{{what}: {amount}}}, limits: {{memory: {limit}}}}}
time_zone: UTC
code: {{claim: sample-code, mount: /home/server, folder: "/home/server/{{{{ island.branch }}}}"}}
lifetime: {{ttl_hours: 8}}
stop_grace_seconds: 5
"""


@dataclass
class Bench:
    """A manager, and ways past it: what others do to its database and its cluster."""

    manager: Serving
    database_url: str
    cluster: LocalCluster

    def sql(self, statement: str, **values: Any) -> int:
        """The number of rows that it changed."""
        engine = make_engine(self.database_url)
        try:
            with engine.begin() as conn:
                return conn.execute(text(statement), values).rowcount
        finally:
            engine.dispose()

    def running(self, number: int = 1, **wanted: Any) -> list[Json]:
        ids = [self.manager.start_island(**wanted)["id"] for _ in range(number)]
        return [self.manager.wait_for(island_id, "running") for island_id in ids]

    def differences(self) -> dict[str, Json]:
        return {one["id"]: one for one in self.manager.json("GET", "/repair")["items"]}

    def findings(self, code: str) -> list[Json]:
        return [one for one in self.manager.json("GET", "/ports/doctor")["items"] if one["code"] == code]


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("operating")
    with ExitStack() as at_end:
        yield at_end.enter_context(_bench(folder, _database(request, folder, at_end)))


def _database(request: pytest.FixtureRequest, folder: Path, at_end: ExitStack) -> str:
    """One with the schema: making it takes long on a busy machine."""
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'data' / 'islandmgr.db'}"
    server: Databases = request.getfixturevalue("mariadb")
    name = server.lend_database()
    at_end.callback(server.take_back, name)
    return server.url(name)


@contextmanager
def _bench(folder: Path, database_url: str) -> Iterator[Bench]:
    pools = f"default={FIRST_PORT}-{FIRST_PORT + 3 * BLOCKS - 1}"
    settings = {"pools": pools, "quarantine": 0, "lease": 2, "poll": 2, "blueprints": _blueprints(folder)}
    settings |= {"node_labels": "branch team rack"}
    with serving(folder / "data", database_url, **settings) as running:
        cluster = LocalCluster(running.data / "local")
        yield Bench(running, database_url, cluster)
        cluster.close()


@pytest.fixture
def bench(shared: Bench) -> Iterator[Bench]:
    """Every test begins with no island alive, all ports free, and nothing that disagrees."""
    yield shared
    shared.manager.stop_all()
    eventually(lambda: shared.differences() == {})


def _blueprints(folder: Path) -> Path:
    found = folder / "blueprints"
    found.mkdir()
    share = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 3
    amounts = {
        "memory": (2, share * 2 // 5, share * 2 // 5),
        "cpu": (1, f"{(os.cpu_count() or 1) * 600}m", "256Mi"),
    }
    for what, (fit, amount, limit) in amounts.items():
        (found / f"greedy-{what}.yaml").write_text(GREEDY.format(what=what, fit=fit, amount=amount, limit=limit))
    return found
