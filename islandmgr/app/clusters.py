"""Which cluster the settings name: the only place that asks for its name. What differs further is in its `traits`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from islandmgr.cluster.base import Cluster
from islandmgr.config import private_files
from islandmgr.config.settings import Settings
from pod_specs.judging import Remarks

if TYPE_CHECKING:
    from islandmgr.cluster.ssh import Login

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Adapter:
    """How a cluster is called on the terminal, and how its adapter is made."""

    about: Callable[[Settings], str]
    make: Callable[[Settings], Cluster]
    remarks: Callable[[], Remarks | None]


def make_cluster(settings: Settings) -> Cluster:
    """The adapter that the settings name."""
    return ADAPTERS[settings.cluster].make(settings)


def about_cluster(settings: Settings) -> str:
    """What it is, for whoever starts the manager in a terminal. Nothing is asked of it."""
    return ADAPTERS[settings.cluster].about(settings)


def cluster_remarks(settings: Settings) -> Remarks | None:
    """What it says of Pods that ask for more than it honours; None: it honours everything."""
    return ADAPTERS[settings.cluster].remarks()


# Adapters are imported when they are made, so that each needs only what it uses.


def _local(settings: Settings) -> Cluster:
    from islandmgr.cluster.local.client import LocalCluster

    cluster = LocalCluster(
        settings.data / "local",
        keep=settings.keep_islands,
        images=settings.local_images,
        hidden=private_files.kept(settings),
        idle_seconds=settings.local_orphan_timeout,
    )
    log.info("the local cluster runs", about=cluster.check())  # how far islands are kept apart is for operators to know
    return cluster


def _local_remarks() -> Remarks:
    from islandmgr.cluster.local import honoured

    return honoured.remarks


def _kubernetes(settings: Settings) -> Cluster:
    from islandmgr.cluster.kubernetes import KubernetesCluster

    return KubernetesCluster(namespace=settings.namespace, kubeconfig=settings.kubeconfig, jump=_jump_host(settings))


def _jump_host(settings: Settings) -> Login | None:
    if not settings.ssh_host:
        return None
    from islandmgr.cluster.ssh import Login  # it takes a second, which only those wait for who need it

    return Login(
        host=settings.ssh_host,
        user=settings.ssh_user,
        port=settings.ssh_port,
        key=settings.ssh_key,
        key_password=settings.ssh_key_password.get_secret_value(),
        known_hosts=settings.ssh_known_hosts,
    )


ADAPTERS: Mapping[str, Adapter] = {
    "local": Adapter(
        lambda _settings: "local: real processes on this machine, for trying, not for a team", _local, _local_remarks
    ),
    "kubernetes": Adapter(lambda settings: f"Kubernetes, namespace {settings.namespace}", _kubernetes, lambda: None),
}
