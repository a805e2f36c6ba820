"""The only place that constructs engines and clients and puts the parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

import pod_specs
from islandmgr.app.manager import Manager
from islandmgr.app.services import Services
from islandmgr.cluster.base import Cluster
from islandmgr.config import private_files as private
from islandmgr.config.settings import Settings
from islandmgr.engine.jobs import make_jobs
from islandmgr.kernel.context import Parts
from islandmgr.kernel.health import Health
from islandmgr.kernel.retention import Upkeep
from islandmgr.kernel.stream import Stream
from islandmgr.resources.access.service import make_access
from islandmgr.resources.clocks.service import Applying, Clocks, Groups, Looking, Runs, Scripts
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.reconcile.reconciler import Reconciler
from islandmgr.resources.islands.service.lifetime import Lifetime
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.resources.islands.service.pod_reports import InPod
from islandmgr.resources.islands.service.verbs import Islands
from islandmgr.resources.nodes.service.capacity import Capacities
from islandmgr.resources.nodes.service.outside_changes import Foreign
from islandmgr.resources.nodes.service.verbs import Nodes
from islandmgr.resources.notifications.service import make_telling
from islandmgr.resources.ports.service.verbs import Ports
from islandmgr.resources.quotas.service import Quotas
from islandmgr.resources.repair.service import Repair
from islandmgr.store.engine import make_engine
from islandmgr.store.store import Store

if TYPE_CHECKING:
    from islandmgr.cluster.ssh import Login

log = structlog.get_logger(__name__)


def bootstrap(settings: Settings) -> Services:
    """Put everything together; nothing is started and nothing outside this process is asked yet.

    Raises:
        Invalid: the database URL or the blueprint folders are no good.
    """
    for left in private.make_private(settings):
        log.warning("other users may read what the manager keeps", path=str(left.path), reason=left.reason)
    parts = Parts(
        settings=settings,
        store=Store(make_engine(settings.database)),
        cluster=make_cluster(settings),
        blueprints=pod_specs.load(settings.blueprints, settings.pod_allowlist),
    )
    lifetime, stream, applying = Lifetime(parts), Stream(parts), Applying(parts)
    groups = Groups(parts, applying)
    runs = Runs(parts, applying, groups)
    draining = Drains(parts)
    access, telling = make_access(parts), make_telling(parts)
    drives = {
        "scripts": runs.drive,
        "drains": draining.drive,
        "nodes": Foreign(parts, draining).drive,
        "outbox": telling.outbox.drive,
    }
    reconciler = Reconciler(parts, Acts(parts, Looking(parts, applying)), drives)

    jobs = make_jobs(lifetime, Upkeep(parts), reconciler.leads, settings.lifetime_gap)

    def written() -> None:
        stream.notify()
        telling.outbox.notify()

    def changed(island_id: int) -> None:
        reconciler.wake(island_id)
        written()

    parts.changed, parts.written = changed, written
    islands = Islands(parts)
    return Services(
        settings=settings,
        islands=islands,
        lifetime=lifetime,
        quotas=Quotas(parts),
        clocks=Clocks(parts, applying),
        clock_groups=groups,
        clock_scripts=Scripts(parts),
        clock_runs=runs,
        lookup=Lookup(parts),
        in_pod=InPod(parts),
        nodes=Nodes(parts, draining),
        drains=draining,
        ports=Ports(parts),
        capacity=Capacities(parts),
        repair=Repair(parts, islands),
        stream=stream,
        blueprints=parts.blueprints,
        health=Health(parts, reconciler.leaderless),
        access=access,
        telling=telling,
        manager=Manager(parts, reconciler, jobs, stream, access.users),
    )


def make_cluster(settings: Settings) -> Cluster:
    """The adapter that the settings name. Imported here, so that each needs only what it uses."""
    if settings.cluster == "kubernetes":
        from islandmgr.cluster.kubernetes import KubernetesCluster

        return KubernetesCluster(
            namespace=settings.namespace, kubeconfig=settings.kubeconfig, jump=_jump_host(settings)
        )
    from islandmgr.cluster.local.client import LocalCluster

    cluster = LocalCluster(
        settings.data / "local",
        keep=settings.keep_islands,
        images=settings.local_images,
        hidden=private.kept(settings),
        idle_seconds=settings.local_orphan_timeout,
    )
    log.info("the local cluster runs", about=cluster.check())  # how far islands are kept apart is for operators to know
    return cluster


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
