from __future__ import annotations

from collections.abc import Iterator

import pytest

from islandmgr.cluster.kubernetes import KubernetesCluster
from tests.cluster.place import Place
from tests.integration.cluster_contract.beds import Bed

_LISTEN = """
import socket
server = socket.create_server(("0.0.0.0", {port}))
while True:
    server.accept()[0].close()
"""


@pytest.fixture(scope="package")
def kubernetes(place: Place) -> Iterator[KubernetesCluster]:
    cluster = KubernetesCluster(namespace=place.namespace, kubeconfig=place.kubeconfig)
    yield cluster
    assert cluster.shutdown() == cluster.traits.ends_with_managers


@pytest.fixture
def bed(kubernetes: KubernetesCluster) -> Iterator[Bed]:
    bed = Bed(
        cluster=kubernetes,
        image="islandmgr/sample:dev",
        missing_image="localhost/islandmgr/nowhere:1",
        listen=lambda port: ["python3", "-c", _LISTEN.format(port=port)],
        node_label="branch",
        node_value="weekly",
    )
    yield bed
    bed.clean()
