"""What the manager needs of a cluster: about a dozen verbs, two adapters, one contract.

Manifests go in as plain Kubernetes dicts (the output of `pod_specs`). What comes back is a `Pod` or a `Node`, made
by `views.pod_view` / `views.node_view` from Kubernetes-shaped JSON, so that both adapters are read by the same code.

Every verb may raise `islandmgr.model.errors.Unavailable` (does not answer now), `Forbidden` (may not; names verb and
resource) or `Invalid` (the cluster refused the manifest; its words are in the message).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from islandmgr.model.cluster_traits import Traits
from islandmgr.model.observed import Change, Changed, Container, ExecResult, Gone, Listener, Node, Pod, PodEvent, Synced

__all__ = [
    "EXEC_OUTPUT",
    "HOSTNAME_LABEL",
    "INCARNATION_LABEL",
    "ISLAND_LABEL",
    "MANAGED_BY",
    "MANAGERS_ENDED",
    "NOT_HONOURED",
    "SERVER_CONTAINER_ANNOTATION",
    "TASK_LABEL",
    "Change",
    "Changed",
    "Cluster",
    "Container",
    "ExecResult",
    "Gone",
    "Listener",
    "Manifest",
    "Node",
    "Pod",
    "PodEvent",
    "Synced",
    "identity",
]

ISLAND_LABEL = "islandmgr.io/island"
INCARNATION_LABEL = "islandmgr.io/incarnation"
TASK_LABEL = "islandmgr.io/task"
MANAGED_BY = ("app.kubernetes.io/managed-by", "islandmgr")
SERVER_CONTAINER_ANNOTATION = "islandmgr.io/server-container"
"""Names the container that is the game server; everything else in the Pod serves it."""

NOT_HONOURED = "islandmgr.io/not-honoured"
"""An annotation that an adapter may set: what the Pod asks for and does not get on its cluster, a line each."""

HOSTNAME_LABEL = "kubernetes.io/hostname"

MANAGERS_ENDED = "ManagersEnded"
"""Why a Pod failed whose cluster is there for its managers alone (`Traits.ends_with_managers`), as its reason."""

EXEC_OUTPUT = 2**20
"""Bytes of stdout, and of stderr, that are kept of a command; more is dropped, for Pods run what they like."""

Manifest = Mapping[str, Any]


def identity(labels: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Whose Pod it is, an island's incarnation's or a task's; by this a Pod that is there already is known again."""
    return tuple(labels.get(name) for name in (ISLAND_LABEL, INCARNATION_LABEL, TASK_LABEL))


class Cluster(Protocol):
    """The port. All calls are safe from several threads at once."""

    @property
    def traits(self) -> Traits:
        """Known without asking the cluster, and the same as long as this object lives."""

    def check(self) -> str:
        """Say in one line what this talks to. Raises Unavailable with the cause in plain words."""

    def create_pod(self, manifest: Manifest) -> Pod:
        """Create it. A Pod of that name with the same labels of an island's incarnation, or of a task, is success and
        is returned.

        Raises Conflict when the name belongs to something else.
        """

    def delete_pod(self, name: str, *, uid: str = "", grace_seconds: int | None = None, force: bool = False) -> None:
        """Ask for deletion; returns at once. A Pod that is not there, or has another uid, is success.

        `force` removes the Pod's object without waiting for its node: the containers may still run.
        """

    def get_pod(self, name: str) -> Pod | None: ...

    def list_pods(self, *, ours: bool = True) -> list[Pod]:
        """All Pods with our label, or every Pod that the account may see (`ours=False`, for the port doctor)."""

    def watch_pods(self, stop: threading.Event) -> Iterator[Change]:
        """Changes of our Pods until `stop` is set: first `Synced`, later `Changed` and `Gone`, `Synced` again after
        every gap. Reconnects by itself with growing gaps and never raises for a fault of the cluster."""

    def get_node(self, name: str) -> Node | None:
        """One node, or None when the cluster has none of that name. What its Pods request may be left out."""

    def list_nodes(self, selector: str = "") -> list[Node]:
        """Nodes by a Kubernetes label selector. Raises Invalid for a selector that is none."""

    def label_node(self, name: str, labels: Mapping[str, str | None]) -> Node:
        """Set labels; None removes one. Raises NotFound."""

    def cordon(self, name: str, on: bool) -> Node:
        """Let no new Pod (or let Pods again) be scheduled there. Raises NotFound."""

    def path_in_image(self, image: str, path: str) -> Path | None:
        """What of this machine the containers of that image see at an absolute path, before volumes are mounted; None
        where images are not this machine's. Asks nobody."""

    def listeners(self, first: int, last: int) -> list[Listener] | None:
        """Who listens on ports of the nodes from `first` to `last`, Pods' processes too; None: that cannot be seen."""

    def logs(
        self,
        name: str,
        container: str,
        *,
        tail: int | None = None,
        follow: bool = False,
        stop: threading.Event | None = None,
    ) -> Iterator[bytes]:
        """Chunks of a container's output. Raises NotFound. `follow` ends with the container, or when `stop` is set."""

    def exec(
        self, name: str, container: str, argv: Sequence[str], *, stdin: bytes = b"", timeout: float = 10.0
    ) -> ExecResult:
        """Run a command in a running container, with the container's own environment; at most EXEC_OUTPUT bytes of its
        output are kept. Raises NotFound, Unavailable."""

    def pod_events(self, name: str) -> list[PodEvent]: ...

    def close(self) -> None:
        """Give back connections and threads. The Pods stay, but for the local adapter (see its docstring)."""

    def shutdown(self) -> bool:
        """End the cluster where `traits.ends_with_managers` and no other manager is there, and close. Says whether it
        ended. Its Pods are known to the next one as failed, for the reason MANAGERS_ENDED."""
