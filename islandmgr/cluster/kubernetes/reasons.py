"""Why no node takes a Pod: what the scheduler's counts leave out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes.api import Raw
from islandmgr.cluster.kubernetes.nodes import Tenant
from islandmgr.cluster.views import host_ports, pod_requests

NAMED = 4  # nodes that are named one by one

GIB, MIB = 2**30, 2**20


@dataclass(frozen=True)
class Needs:
    """What a Pod asks of its node: memory in bytes, CPU in millicores, ports, labels."""

    memory: int
    cpu: int
    ports: frozenset[tuple[int, str]]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, raw: Raw) -> Needs:
        memory, cpu = pod_requests(raw)
        labels = (raw.get("spec") or {}).get("nodeSelector") or {}
        return cls(memory, cpu, frozenset(host_ports(raw)), dict(labels))


def why_no_node(needs: Needs, nodes: Sequence[base.Node], tenants: Iterable[Tenant]) -> str:
    """What stands in the way on each node that has the labels; or which labels there are instead."""
    fitting = [node for node in nodes if needs.labels.items() <= node.labels.items()]
    if not fitting:
        return _no_label(needs.labels, nodes)
    by_node: dict[str, list[Tenant]] = {node.name: [] for node in fitting}
    for tenant in tenants:
        if tenant.node in by_node:
            by_node[tenant.node].append(tenant)
    told = [f"{node.name} {why}" for node in fitting if (why := _why_not(needs, node, by_node[node.name]))]
    more = len(told) - NAMED
    return "; ".join(told[:NAMED]) + (f"; and {more} more nodes" if more > 0 else "")


def _no_label(labels: Mapping[str, str], nodes: Sequence[base.Node]) -> str:
    wanted = ", ".join(f"{key}={value}" for key, value in sorted(labels.items()))
    there = sorted({f"{key}={node.labels[key]}" for node in nodes for key in labels if key in node.labels})
    return f"no node has {wanted}" + (f"; nodes have {', '.join(there[:10])}" if there else "")


def _why_not(needs: Needs, node: base.Node, there: Sequence[Tenant]) -> str:
    if not node.ready:
        return "is not ready"
    if not node.schedulable:
        return "is cordoned"
    taken = [(port, one) for one in there for port in one.host_ports if port in needs.ports]
    if taken:
        (number, _), one = taken[0]
        return f"has port {number} taken by Pod {one.namespace}/{one.name}"
    memory = node.memory - sum(one.memory for one in there)
    if memory < needs.memory:
        return f"has {size(memory)} of {size(node.memory)} memory free, {size(needs.memory)} are asked for"
    cpu = node.cpu - sum(one.cpu for one in there)
    if cpu < needs.cpu:
        return f"has {cpu} of {node.cpu} millicores free, {needs.cpu} are asked for"
    return ""


def size(count: int) -> str:
    """Bytes for people: `1.5 GiB`, `300 MiB`."""
    return f"{count / GIB:.1f} GiB" if abs(count) >= GIB else f"{count / MIB:.0f} MiB"
