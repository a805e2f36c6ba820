"""What is seen of a cluster, as plain data: Pods, nodes, changes. Standard library only.

Instants are UTC epoch seconds. `islandmgr.cluster.views` makes these from Kubernetes' JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated


@dataclass(frozen=True)
class Container:
    """One container's status, as the kubelet reports it."""

    name: str
    ready: bool = False
    running: bool = False
    started_at: float | None = None  # UTC epoch seconds
    exit_code: int | None = None  # set once terminated
    finished_at: float | None = None
    reason: str = ""  # Kubernetes' word: `OOMKilled`, `Error`, `ImagePullBackOff`, ...
    message: str = ""
    init: bool = False  # among the init containers
    stays: bool = False  # an init container that runs beside the others, and is started again (restartPolicy: Always)


@dataclass(frozen=True)
class Pod:
    """A Pod as the manager sees it. `island_id` and `incarnation` are None for Pods that are not ours."""

    name: str
    uid: str
    island_id: int | None
    incarnation: int | None
    phase: str  # `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`
    node: str = ""
    host: str = ""  # the node's address
    created_at: float = 0.0
    deleting: bool = False  # a deletion was asked for; the Pod still exists
    ready: bool = False
    node_lost: bool = False  # its node does not answer: what the Pod does is not known
    reason: str = ""  # Pod-level reason: `Unschedulable`, `Evicted`, `NodeLost`, ...
    message: str = ""  # the cluster's words for it
    disruption: str = ""  # why somebody else ends it: `EvictionByEvictionAPI`, `DeletionByTaintManager`, ...
    hint: str = ""  # what the adapter found out about why it waits, for a tester
    server: Container | None = None
    containers: tuple[Container, ...] = ()  # all, init containers first
    host_ports: tuple[tuple[int, str], ...] = ()  # (number, protocol)
    host_network: bool = False  # it lives in its node's network: what it listens on is taken there
    labels: Mapping[str, str] = field(default_factory=dict)
    task_id: int | None = None  # of the task whose steps it runs; such a Pod is no island's
    not_honoured: tuple[str, ...] = ()  # what it asks for and does not get on this cluster


@dataclass(frozen=True)
class Node:
    """A node."""

    name: str
    address: str
    labels: Mapping[str, str]
    ready: bool
    schedulable: Annotated[bool, "false when cordoned"]
    reason: str = ""  # why not ready
    memory: Annotated[int, "Allocatable bytes"] = 0
    cpu: Annotated[int, "Allocatable millicores"] = 0
    memory_requested: int = 0  # by the Pods on it, where the adapter knows
    cpu_requested: int = 0
    pods: Annotated[int, "On it now, not finished"] = 0
    pod_limit: Annotated[int, "How many Pods it takes; 0 when not known"] = 0
    boot_id: Annotated[str, "Another one after each start of its machine; empty when not known"] = ""


@dataclass(frozen=True)
class Listener:
    """A socket that some process on a node listens on."""

    address: str  # of the node; empty: on all addresses of the machine
    number: int
    protocol: str  # `TCP` or `UDP`
    process: str  # in words


@dataclass(frozen=True)
class Synced:
    """A full list: the truth at one instant. Pods that are missing from it are gone."""

    pods: tuple[Pod, ...]


@dataclass(frozen=True)
class Changed:
    """A Pod was added or changed."""

    pod: Pod


@dataclass(frozen=True)
class Gone:
    """A Pod is no longer in the cluster. Its containers ended before, but when it was removed by force or with its
    node: with `pod.node_lost` nobody has seen them end."""

    pod: Pod


Change = Synced | Changed | Gone


@dataclass(frozen=True)
class PodEvent:
    """A line of `kubectl describe pod`'s Events."""

    at: float
    kind: str  # `Normal` or `Warning`
    reason: str
    message: str
    count: int = 1


@dataclass(frozen=True)
class ExecResult:
    code: int
    stdout: bytes
    stderr: bytes
