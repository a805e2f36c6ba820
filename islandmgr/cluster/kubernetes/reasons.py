"""Why no node takes a Pod: what the scheduler's counts leave out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes.api import Raw
from islandmgr.cluster.kubernetes.nodes import Tenant
from islandmgr.cluster.views import host_ports, pod_requests
from islandmgr.model.messages import NOTHING, Message, all_of, declare

NAMED = 4  # nodes that are named one by one

GIB, MIB = 2**30, 2**20

NO_NODE_HAS = declare("cluster.no_node_has", "no node has %(labels)s")
NODES_HAVE = declare("cluster.nodes_have", "nodes have %(labels)s")
NOT_READY = declare("cluster.not_ready", "%(node)s is not ready")
CORDONED = declare("cluster.cordoned", "%(node)s is cordoned")
PORT_TAKEN = declare("cluster.port_taken", "%(node)s has port %(port)s taken by Pod %(pod)s")
LITTLE_MEMORY = declare(
    "cluster.little_memory", "%(node)s has %(free)s of %(all)s memory free, %(asked)s are asked for"
)
LITTLE_CPU = declare("cluster.little_cpu", "%(node)s has %(free)s of %(all)s millicores free, %(asked)s are asked for")
MORE_NODES = declare("cluster.more_nodes", "and %(n)s more nodes")


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


def why_no_node(needs: Needs, nodes: Sequence[base.Node], tenants: Iterable[Tenant]) -> Message:
    """What stands in the way on each node that has the labels; or which labels there are instead."""
    fitting = [node for node in nodes if needs.labels.items() <= node.labels.items()]
    if not fitting:
        return _no_label(needs.labels, nodes)
    by_node: dict[str, list[Tenant]] = {node.name: [] for node in fitting}
    for tenant in tenants:
        if tenant.node in by_node:
            by_node[tenant.node].append(tenant)
    told = [why for node in fitting if (why := _why_not(needs, node, by_node[node.name]))]
    more = len(told) - NAMED
    return all_of([*told[:NAMED], *([MORE_NODES(n=more)] if more > 0 else [])])


def _no_label(labels: Mapping[str, str], nodes: Sequence[base.Node]) -> Message:
    wanted = [f"{key}={value}" for key, value in sorted(labels.items())]
    there = sorted({f"{key}={node.labels[key]}" for node in nodes for key in labels if key in node.labels})
    return all_of([NO_NODE_HAS(labels=wanted), *([NODES_HAVE(labels=there[:10])] if there else [])])


def _why_not(needs: Needs, node: base.Node, there: Sequence[Tenant]) -> Message:
    if not node.ready:
        return NOT_READY(node=node.name)
    if not node.schedulable:
        return CORDONED(node=node.name)
    taken = [(port, one) for one in there for port in one.host_ports if port in needs.ports]
    if taken:
        (number, _), one = taken[0]
        return PORT_TAKEN(node=node.name, port=number, pod=f"{one.namespace}/{one.name}")
    memory = node.memory - sum(one.memory for one in there)
    if memory < needs.memory:
        return LITTLE_MEMORY(node=node.name, free=size(memory), all=size(node.memory), asked=size(needs.memory))
    cpu = node.cpu - sum(one.cpu for one in there)
    if cpu < needs.cpu:
        return LITTLE_CPU(node=node.name, free=cpu, all=node.cpu, asked=needs.cpu)
    return NOTHING


def size(count: int) -> str:
    """Bytes for people: `1.5 GiB`, `300 MiB`."""
    return f"{count / GIB:.1f} GiB" if abs(count) >= GIB else f"{count / MIB:.0f} MiB"
