"""`KubernetesCluster`: the cluster port, spoken to an API server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes import rights
from islandmgr.cluster.kubernetes.access import Access
from islandmgr.cluster.kubernetes.api import Api, Raw
from islandmgr.cluster.kubernetes.execs import Run
from islandmgr.cluster.kubernetes.hints import Hints
from islandmgr.cluster.kubernetes.logs import Logs
from islandmgr.cluster.kubernetes.nodes import NODES, PODS, Lookout, Tenant, Tenants
from islandmgr.cluster.kubernetes.watching import Watching
from islandmgr.cluster.views import epoch, node_view, pod_view
from islandmgr.model.cluster_traits import Traits
from islandmgr.model.errors import Conflict, Forbidden, Invalid, NotFound

if TYPE_CHECKING:
    from islandmgr.cluster.ssh import Login

CHECKED = 10.0  # seconds that a good check of version, namespace and rights serves: probes ask often
NODE_PORTS = (30000, 32767)  # what an API server gives to Services unless it was told otherwise; it does not say
LATE_OUTPUT = 1.0  # seconds: a busy containerd writes up to 64 KiB after it has told of the end
MINE = {base.MANAGED_BY[0]: base.MANAGED_BY[1]}


class KubernetesCluster:
    """Pods of one namespace on a real Kubernetes. Nothing is asked of it before the first verb.

    `kubeconfig` None: the account of the Pod we run in, else $KUBECONFIG or ~/.kube/config. `jump`: reach the API
    server through that SSH host. Raises Invalid when there is no usable kubeconfig.
    """

    traits = Traits(
        ends_with_managers=False, nodes_are_this_machine=False, node_ports=NODE_PORTS, late_output=LATE_OUTPUT
    )

    def __init__(self, *, namespace: str, kubeconfig: Path | None = None, jump: Login | None = None) -> None:
        self._namespace = namespace
        self._pods = f"/api/v1/namespaces/{namespace}/pods"
        self._mine = {"labelSelector": ",".join(f"{key}={value}" for key, value in MINE.items())}
        self._api = Api(Access(kubeconfig, jump))
        self._lookout = Lookout(self._api)
        self._tenants = Tenants(self._api, namespace, MINE)
        self._logs = Logs(self._api)
        self._checked = ("", float("-inf"))

    def check(self) -> str:
        said, at = self._checked
        if time.monotonic() - at < CHECKED:
            self._api.get("/version")
            return said
        said = rights.check(self._api, self._namespace)
        self._checked = (said, time.monotonic())
        return said

    def create_pod(self, manifest: base.Manifest) -> base.Pod:
        name = manifest["metadata"]["name"]
        self._tenants.changed()
        try:
            return pod_view(self._api.post(self._pods, dict(manifest)))
        except Conflict:
            there = self.get_pod(name)
            if there is None:
                raise
        wanted = base.identity(manifest["metadata"].get("labels") or {})
        if base.identity(there.labels) != wanted or not any(wanted):
            raise Conflict(f"There is a Pod {name} already, and it is something else's: {dict(there.labels)}")
        return there

    def delete_pod(self, name: str, *, uid: str = "", grace_seconds: int | None = None, force: bool = False) -> None:
        options: Raw = {"apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background"}
        if uid:
            options["preconditions"] = {"uid": uid}
        if force:
            options["gracePeriodSeconds"] = 0
        elif grace_seconds is not None:
            # To the API server 0 means `force`: the name is free at once, whatever the node does.
            options["gracePeriodSeconds"] = max(1, grace_seconds)
        self._tenants.changed()
        try:
            self._api.delete(f"{self._pods}/{name}", options)
        except NotFound:
            return
        except Conflict as error:
            if "uid" not in error.message.lower():
                raise

    def get_pod(self, name: str) -> base.Pod | None:
        try:
            return self._lookout.seen(pod_view(self._api.get(f"{self._pods}/{name}")))
        except NotFound:
            return None

    def list_pods(self, *, ours: bool = True) -> list[base.Pod]:
        if ours:
            found = self._api.list_cached(self._pods, self._mine).get("items") or []
            return [self._lookout.seen(pod_view(raw)) for raw in found]
        try:
            return [self._foreign(raw) for raw in self._api.pages(PODS)]
        except Forbidden:
            return [self._foreign(raw) for raw in self._api.pages(self._pods)]

    def watch_pods(self, stop: threading.Event) -> Iterator[base.Change]:
        hints = Hints(self._room, self.pod_events)
        return Watching(self._api, self._pods, self._mine, self._lookout, self._tenants, hints).changes(stop)

    def get_node(self, name: str) -> base.Node | None:
        try:
            return node_view(self._api.get(f"{NODES}/{name}"))
        except NotFound:
            return None

    def list_nodes(self, selector: str = "") -> list[base.Node]:
        found = self._nodes(selector)
        load = self._tenants.load()
        return [
            replace(node, memory_requested=memory, cpu_requested=cpu, pods=number)
            for node in found
            for memory, cpu, number in [load.get(node.name, (0, 0, 0))]
        ]

    def label_node(self, name: str, labels: Mapping[str, str | None]) -> base.Node:
        return node_view(self._api.patch(f"{NODES}/{name}", {"metadata": {"labels": dict(labels)}}))

    def cordon(self, name: str, on: bool) -> base.Node:
        return node_view(self._api.patch(f"{NODES}/{name}", {"spec": {"unschedulable": on or None}}))

    def path_in_image(self, image: str, path: str) -> Path | None:  # noqa: ARG002  the port names them
        return None  # an image is known when it is pulled, on its node

    def listeners(self, first: int, last: int) -> None:  # noqa: ARG002
        """Kubernetes tells nothing of processes that are in no Pod."""
        return None  # noqa: RET501

    def logs(
        self,
        name: str,
        container: str,
        *,
        tail: int | None = None,
        follow: bool = False,
        stop: threading.Event | None = None,
    ) -> Iterator[bytes]:
        return self._logs.read(f"{self._pods}/{name}/log", container, tail, follow, stop)

    def exec(
        self, name: str, container: str, argv: Sequence[str], *, stdin: bytes = b"", timeout: float = 10.0
    ) -> base.ExecResult:
        return Run(self._api.connection, f"{self._pods}/{name}/exec", container, argv, stdin, timeout).result()

    def pod_events(self, name: str) -> list[base.PodEvent]:
        about = {"fieldSelector": f"involvedObject.kind=Pod,involvedObject.name={name}"}
        found = self._api.get(f"/api/v1/namespaces/{self._namespace}/events", about).get("items") or []
        return sorted(map(_event, found), key=lambda event: event.at)

    def close(self) -> None:
        self._api.close()

    def shutdown(self) -> bool:
        self.close()
        return False

    def _nodes(self, selector: str = "") -> list[base.Node]:
        try:
            found = self._api.get(NODES, {"labelSelector": selector} if selector else None).get("items") or []
        except Invalid as error:
            raise Invalid(f"{selector!r} is not a label selector: {error.message}") from None
        return [node_view(raw) for raw in found]

    def _room(self) -> tuple[Sequence[base.Node], Sequence[Tenant]]:
        return self._nodes(), self._tenants.all()

    def _foreign(self, raw: Raw) -> base.Pod:
        """A Pod of any namespace: another manager's islands and tasks are none of ours."""
        pod = self._lookout.seen(pod_view(raw))
        namespace = raw["metadata"]["namespace"]
        if namespace == self._namespace:
            return pod
        return replace(pod, name=f"{namespace}/{pod.name}", island_id=None, incarnation=None, task_id=None)


def _event(raw: Raw) -> base.PodEvent:
    series = raw.get("series") or {}
    moments = (
        series.get("lastObservedTime"),
        raw.get("lastTimestamp"),
        raw.get("eventTime"),
        raw.get("firstTimestamp"),
    )
    return base.PodEvent(
        at=next((epoch(moment) or 0.0 for moment in moments if moment), 0.0),
        kind=raw.get("type") or "Normal",
        reason=raw.get("reason") or "",
        message=raw.get("message") or "",
        count=int(series.get("count") or raw.get("count") or 1),
    )
