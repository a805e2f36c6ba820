"""Kubernetes-shaped JSON -> `base.Pod` and `base.Node`. Pure; both adapters are read through these functions.

Works on raw JSON (camelCase, as the API server sends it), never on a client library's models. Absent, null and unknown
fields are normal there and never raise; a quantity or a time that cannot be read does (`ValueError`), since guessing
would be worse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from islandmgr.cluster import base

Raw = Mapping[str, Any]

_LOST_REASONS = frozenset({"NodeLost", "NodeUnreachable"})
_FINISHED = frozenset({"Succeeded", "Failed"})
_MULTIPLES = {
    "n": Decimal("1e-9"), "u": Decimal("1e-6"), "m": Decimal("1e-3"), "": Decimal(1),
    "k": Decimal(10**3), "M": Decimal(10**6), "G": Decimal(10**9),
    "T": Decimal(10**12), "P": Decimal(10**15), "E": Decimal(10**18),
    "Ki": Decimal(2**10), "Mi": Decimal(2**20), "Gi": Decimal(2**30),
    "Ti": Decimal(2**40), "Pi": Decimal(2**50), "Ei": Decimal(2**60),
}  # fmt: skip


def pod_view(raw: Raw, lost_nodes: Collection[str] = ()) -> base.Pod:
    """A Pod as the manager sees it. `lost_nodes` names nodes known not to answer: a Pod's own JSON rarely says so."""
    meta, spec, status = _map(raw, "metadata"), _map(raw, "spec"), _map(raw, "status")
    labels = dict(_map(meta, "labels"))
    conditions = {condition.get("type", ""): condition for condition in _list(status, "conditions")}
    containers = tuple(_containers(spec, status))
    server = _map(meta, "annotations").get(base.SERVER_CONTAINER_ANNOTATION)
    node = spec.get("nodeName") or ""
    phase = status.get("phase") or "Pending"
    reason, message = _pod_reason(status, conditions)
    return base.Pod(
        name=meta.get("name") or "",
        uid=meta.get("uid") or "",
        island_id=_number(labels.get(base.ISLAND_LABEL)),
        incarnation=_number(labels.get(base.INCARNATION_LABEL)),
        task_id=_number(labels.get(base.TASK_LABEL)),
        phase=phase,
        node=node,
        host=status.get("hostIP") or "",
        created_at=epoch(meta.get("creationTimestamp")) or 0.0,
        deleting=bool(meta.get("deletionTimestamp")),
        ready=conditions.get("Ready", {}).get("status") == "True",
        node_lost=phase not in _FINISHED and (phase == "Unknown" or reason in _LOST_REASONS or node in lost_nodes),
        reason=reason,
        message=message,
        disruption=_disruption(conditions),
        server=next((container for container in containers if container.name == server), None),
        containers=containers,
        host_ports=host_ports(raw),
        host_network=bool(spec.get("hostNetwork")),
        labels=labels,
        not_honoured=tuple((_map(meta, "annotations").get(base.NOT_HONOURED) or "").splitlines()),
    )


def node_view(raw: Raw, pods: Iterable[Raw] = ()) -> base.Node:
    """A node as the manager sees it; `pods` are the Pods on it, for what they request."""
    meta, status = _map(raw, "metadata"), _map(raw, "status")
    conditions = {condition.get("type", ""): condition for condition in _list(status, "conditions")}
    ready = conditions.get("Ready", {})
    is_ready = ready.get("status") == "True"
    allocatable = _map(status, "allocatable")
    requested = [pod_requests(pod) for pod in pods if not finished(pod)]
    return base.Node(
        name=meta.get("name") or "",
        address=_address(_list(status, "addresses")),
        labels=dict(_map(meta, "labels")),
        ready=is_ready,
        schedulable=not _map(raw, "spec").get("unschedulable"),
        reason="" if is_ready else ready.get("message") or ready.get("reason") or "the node has not reported yet",
        memory=int(quantity(allocatable.get("memory") or "0")),
        cpu=int(quantity(allocatable.get("cpu") or "0") * 1000),
        memory_requested=sum(memory for memory, _ in requested),
        cpu_requested=sum(cpu for _, cpu in requested),
        pods=len(requested),
        pod_limit=int(quantity(allocatable.get("pods") or "0")),
        boot_id=_map(status, "nodeInfo").get("bootID") or "",
    )


def finished(raw: Raw) -> bool:
    """A Pod whose containers have all ended holds no memory and no ports any more."""
    return _map(raw, "status").get("phase") in _FINISHED


def pod_requests(raw: Raw) -> tuple[int, int]:
    """(memory in bytes, CPU in millicores) that the scheduler counts for a Pod.

    The sum over its containers and side containers, or the biggest init container when that is more, each beside the
    side containers before it. A limit without a request is one.
    """
    spec = _map(raw, "spec")

    def asked(container: Raw, resource: str) -> Decimal:
        resources = _map(container, "resources")
        wanted = _map(resources, "requests").get(resource, _map(resources, "limits").get(resource))
        return quantity(wanted) if wanted is not None else Decimal(0)

    def total(resource: str) -> Decimal:
        beside, most = Decimal(0), Decimal(0)
        for container in _list(spec, "initContainers"):
            most = max(most, beside + asked(container, resource))
            beside += asked(container, resource) if _stays(container) else 0
        running = sum((asked(container, resource) for container in _list(spec, "containers")), beside)
        return max(running, most)

    return int(total("memory")), int(total("cpu") * 1000)


def host_ports(raw: Raw) -> tuple[tuple[int, str], ...]:
    """(number, protocol) of every port the Pod takes on its node, in the manifest's order."""
    spec = _map(raw, "spec")
    on_host = bool(spec.get("hostNetwork"))
    found = (
        (int(port.get("hostPort") or port["containerPort"]), port.get("protocol") or "TCP")
        for container in (*_list(spec, "initContainers"), *_list(spec, "containers"))
        for port in _list(container, "ports")
        if port.get("hostPort") or (on_host and port.get("containerPort"))
    )
    return tuple(dict.fromkeys(found))


def epoch(text: str | None) -> float | None:
    """RFC 3339 -> UTC epoch seconds; None stays None. Raises ValueError for anything else."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def rfc3339(at: float) -> str:
    """UTC epoch seconds -> RFC 3339 with microseconds, as Kubernetes' MicroTime."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def quantity(text: object) -> Decimal:
    """A Kubernetes quantity (`1500Mi`, `250m`, `2`, `1e3`, `1.5G`) in units: bytes, cores. Raises ValueError."""
    digits = str(text).strip()
    suffix = next((end for end in (digits[-2:], digits[-1:]) if end in _MULTIPLES and end), "")
    try:
        number = Decimal(digits.removesuffix(suffix)) * _MULTIPLES[suffix]
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(
            f"{text!r} is not a quantity; accepted: a number with one of n u m k M G T P E Ki Mi Gi Ti Pi Ei"
        )
    return number


def _pod_reason(status: Raw, conditions: Mapping[str, Raw]) -> tuple[str, str]:
    """The Pod's own word first (`Evicted`), then why it has no node, then who disrupts it."""
    if status.get("reason"):
        return status["reason"], status.get("message") or ""
    scheduled = conditions.get("PodScheduled", {})
    if scheduled.get("status") == "False":
        return scheduled.get("reason") or "Unschedulable", scheduled.get("message") or ""
    disrupted = conditions.get("DisruptionTarget", {})
    if disrupted.get("status") == "True":
        return disrupted.get("reason") or "DisruptionTarget", disrupted.get("message") or ""
    return "", status.get("message") or ""


def _disruption(conditions: Mapping[str, Raw]) -> str:
    """https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions"""
    found = conditions.get("DisruptionTarget", {})
    return (found.get("reason") or "DisruptionTarget") if found.get("status") == "True" else ""


def _containers(spec: Raw, status: Raw) -> Iterator[base.Container]:
    """All containers of the manifest, also those without a status yet, init containers first."""
    for specs, statuses in (("initContainers", "initContainerStatuses"), ("containers", "containerStatuses")):
        known = {entry.get("name"): entry for entry in _list(status, statuses)}
        for container in _list(spec, specs):
            name, init = container.get("name") or "", specs == "initContainers"
            yield _container(name, known.get(name, {}), init=init, stays=init and _stays(container))


def _stays(container: Raw) -> bool:
    """A side container among the init containers: it is started again whenever it ends."""
    return container.get("restartPolicy") == "Always"


def _container(name: str, status: Raw, *, init: bool, stays: bool) -> base.Container:
    state = _map(status, "state")
    running, ended, waiting = (_map(state, key) for key in ("running", "terminated", "waiting"))
    if not ended and not running and not stays:
        # A kubelet that lost its state shows the end as the last state of a container that "waits".
        ended = _map(_map(status, "lastState"), "terminated")
    why = ended or waiting
    return base.Container(
        name=name,
        ready=bool(status.get("ready")),
        running="running" in state,
        started_at=epoch((running or ended).get("startedAt")),
        exit_code=ended.get("exitCode"),
        finished_at=epoch(ended.get("finishedAt")),
        reason=why.get("reason") or "",
        message=why.get("message") or "",
        init=init,
        stays=stays,
    )


def _address(addresses: Iterable[Raw]) -> str:
    by_kind = {entry.get("type"): entry.get("address") for entry in reversed(list(addresses))}
    return by_kind.get("InternalIP") or by_kind.get("ExternalIP") or by_kind.get("Hostname") or ""


def _number(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdecimal() else None


def _map(raw: Raw, key: str) -> Raw:
    return raw.get(key) or {}


def _list(raw: Raw, key: str) -> list[Any]:
    return raw.get(key) or []
