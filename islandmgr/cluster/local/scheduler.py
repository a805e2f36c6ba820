"""Which pretend-node takes a Pod: pure, and in Kubernetes' own words when none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from islandmgr.cluster import views

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Room:
    """A node with the unfinished Pods on it."""

    node: Raw
    pods: tuple[Raw, ...]

    @property
    def name(self) -> str:
        name: str = self.node["metadata"]["name"]
        return name


@dataclass(frozen=True)
class Placed:
    node: str


@dataclass(frozen=True)
class Refused:
    message: str


def rooms(nodes: Sequence[Raw], pods: Sequence[Raw]) -> list[Room]:
    on = {node["metadata"]["name"]: [] for node in nodes}  # type: dict[str, list[Raw]]
    for pod in pods:
        name = pod["spec"].get("nodeName")
        if name in on and not views.finished(pod):
            on[name].append(pod)
    return [Room(node, tuple(on[node["metadata"]["name"]])) for node in nodes]


def place(pod: Raw, candidates: Sequence[Room]) -> Placed | Refused:
    """The fitting node with the least requested memory, then with the fewest Pods, then by name."""
    obstacles = {room.name: _obstacle(pod, room) for room in candidates}
    fitting = [room for room in candidates if not obstacles[room.name]]
    if fitting:
        return Placed(min(fitting, key=_load).name)
    counts = Counter(obstacles.values())
    reasons = sorted(f"{count} {reason}" for reason, count in counts.items())
    return Refused(f"0/{len(candidates)} nodes are available: {', '.join(reasons)}.")


def _obstacle(pod: Raw, room: Room) -> str:
    """Why the node cannot take the Pod; empty when it can. The first reason counts, in Kubernetes' order."""
    spec, labels = pod["spec"], room.node["metadata"].get("labels") or {}
    if room.node.get("spec", {}).get("unschedulable"):
        return "node(s) were unschedulable"
    if any(labels.get(key) != value for key, value in (spec.get("nodeSelector") or {}).items()):
        return "node(s) didn't match Pod's node affinity/selector"
    if len(room.pods) >= int(room.node["status"]["allocatable"]["pods"]):
        return "Too many pods"
    taken = {port for other in room.pods for port in views.host_ports(other)}
    if taken & set(views.host_ports(pod)):
        return "node(s) didn't have free ports for the requested pod ports"
    offered = room.node["status"]["allocatable"]
    memory, cpu = views.pod_requests(pod)
    if _requested(room) + memory > views.quantity(offered["memory"]):
        return "Insufficient memory"
    if cpu and cpu + sum(views.pod_requests(other)[1] for other in room.pods) > views.quantity(offered["cpu"]) * 1000:
        return "Insufficient cpu"
    return ""


def _load(room: Room) -> tuple[int, int, str]:
    return _requested(room), len(room.pods), room.name


def _requested(room: Room) -> int:
    return sum(views.pod_requests(pod)[0] for pod in room.pods)
