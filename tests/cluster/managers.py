"""Real manager processes on this machine, with their islands on the real cluster."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from tests import ports
from tests.cluster.forwarder import Forwarder
from tests.cluster.place import Place
from tests.integration.serving import Serving

S = TypeVar("S", bound=Serving)

POOL = ports.pool(120)  # other processes' managers have their islands on the same nodes
BLUEPRINTS = Path(__file__).parent / "blueprints"


def api_server(kubeconfig: Path) -> tuple[str, int]:
    """Where the API server of a kubeconfig's first cluster listens."""
    server = YAML(typ="safe").load(kubeconfig.read_text())["clusters"][0]["cluster"]["server"]
    parts = urlsplit(server)
    return parts.hostname or "", parts.port or 443


def towards_cluster(kubeconfig: Path) -> str:
    """The address of this machine under which the cluster's Pods reach it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(api_server(kubeconfig))
        address: str = probe.getsockname()[0]
        return address


@contextmanager
def managed(place: Place, data: Path, database_url: str = "", **settings: Any) -> Iterator[Serving]:
    """`managed_as` for tests that need no more than a `Serving`."""
    with managed_as(Serving, place, data, database_url, **settings) as manager:
        yield manager


@contextmanager
def managed_as(kind: type[S], place: Place, data: Path, database_url: str = "", **settings: Any) -> Iterator[S]:
    """A running manager whose Pods reach it; at the end it is gone, and so are its islands."""
    given = {
        "cluster": "kubernetes",
        "kubeconfig": place.kubeconfig,
        "namespace": place.namespace,
        "blueprints": BLUEPRINTS,
        "pools": POOL,
        "quarantine": 2,
        "lease": 2,
        "poll": 10,
        **settings,
    }
    with ExitStack() as stack:
        manager = kind(data, database_url, **given)
        door = Forwarder(towards_cluster(place.kubeconfig), ("127.0.0.1", manager.port))
        stack.callback(door.close)
        host, port = door.address
        manager.environ["ISLANDMGR_PUBLIC_URL"] = f"http://{host}:{port}"
        stack.callback(_end, manager, place)
        manager.start()
        yield manager


def _end(manager: Serving, place: Place) -> None:
    if manager.process is not None:
        manager.stop()
    place.kubectl("delete", "pods", "--all", "--grace-period=1", "--timeout=600s")
