"""The local adapter, in each of its ways to keep containers apart.

A user namespace is entered once, by the agent; what then goes on is as in the other namespaces. So only those tests run
there too that are marked: those of what processes may do, see and leave.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from islandmgr.cluster.local.client import LocalCluster
from islandmgr.cluster.local.options import IsolationKind
from tests.integration.cluster_contract.beds import Bed
from tests.integration.local_cluster.homes import faults_of, start_powerless_agent

_LISTEN = """
import os, socket
server = socket.create_server((os.environ["ISLANDMGR_BIND"], {port}))
while True:
    server.accept()[0].close()
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "local_cluster" in metafunc.fixturenames:
        depends = metafunc.definition.get_closest_marker("depends_on_isolation")
        kinds = ["namespaces", *(["user-namespace"] if depends else []), "plain"]
        metafunc.parametrize("local_cluster", kinds, indirect=True, scope="package")


@pytest.fixture(scope="package")
def local_cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    folder = tmp_path_factory.mktemp(f"local-{request.param}")
    if request.param == "user-namespace":
        start_powerless_agent(folder)
    isolation: IsolationKind = "plain" if request.param == "plain" else "namespaces"
    cluster = LocalCluster(folder, images={"contract/shell": {}}, isolation=isolation)
    yield cluster
    assert cluster.shutdown(grace_seconds=0) == cluster.traits.ends_with_managers
    assert faults_of(folder) == ""


@pytest.fixture
def bed(local_cluster: LocalCluster) -> Iterator[Bed]:
    bed = Bed(
        cluster=local_cluster,
        image="contract/shell",
        missing_image="contract/nowhere:1",
        listen=lambda port: ["python3", "-c", _LISTEN.format(port=port)],
        node_label="branch",
        node_value="weekly",
    )
    yield bed
    bed.clean()
