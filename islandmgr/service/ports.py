"""Use of the port pools, and the doctor who looks for what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import allocator
from islandmgr.errors import IslandError
from islandmgr.observed import Pod
from islandmgr.service.parts import Parts
from islandmgr.setting_forms import PoolSetting

NODE_PORTS = (30000, 32767)
"""Kubernetes' default `--service-node-port-range`."""

EPHEMERAL_FILE = Path("/proc/sys/net/ipv4/ip_local_port_range")


@dataclass(frozen=True)
class Finding:
    """One thing that is, or may become, wrong: what, how bad, and what to do about it."""

    code: str
    severity: Literal["note", "warning", "error"]
    message: str
    advice: str
    ports: tuple[int, ...] = ()
    subject: str = ""  # a pool, a Pod, an island


class Ports:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def usage(self) -> list[allocator.PoolUsage]:
        """Every pool: its blocks held, free, resting and excluded, and who holds most."""
        with self._parts.store.reading() as conn:
            return allocator.usage(conn, self._parts.now(), self._usual_size())

    def _usual_size(self) -> int:
        """How many ports a block of the usual kind of island has: free room is counted in those."""
        try:
            return len(self._parts.blueprints.get(self._parts.settings.default_blueprint).ports)
        except IslandError:
            return 1

    def doctor(self) -> tuple[Finding, ...]:
        """Look at the pools, the cluster's Pods and this machine. An empty answer is a clean bill."""
        pools = self._parts.settings.pools
        return (*_ranges(pools, self._parts.cluster.name), *self._foreign(pools), *self._faults())

    def _foreign(self, pools: Sequence[PoolSetting]) -> Iterable[Finding]:
        try:
            pods = self._parts.cluster.list_pods(ours=False)
        except IslandError as error:
            message = f"Other Pods could not be looked at: {error.message}"
            return [Finding("unseen", "warning", message, "Let the manager's account list Pods in all namespaces")]
        return [finding for pod in pods if pod.island_id is None for finding in _foreign_pod(pod, pools)]

    def _faults(self) -> Iterable[Finding]:
        """Ports leaked or held twice: there must be none."""
        with self._parts.store.reading() as conn:
            found = allocator.faults(conn)
        advice = "This is a fault of the manager: please report it with its log"
        return [Finding("books", "error", fault, advice) for fault in found]


def _ranges(pools: Sequence[PoolSetting], cluster: str) -> Iterable[Finding]:
    for pool in pools:
        shared = _overlap((pool.first, pool.last), NODE_PORTS)
        if shared and cluster == "kubernetes":
            message = f"Pool {pool.name!r} shares {shared[0]}-{shared[1]} with Kubernetes' NodePort range"
            advice = "Set the API server's --service-node-port-range to another range, or use no NodePort services"
            yield Finding("node-ports", "warning", message, advice, subject=pool.name)
        shared = _overlap((pool.first, pool.last), ephemeral_range())
        if shared:
            message = f"Pool {pool.name!r} shares {shared[0]}-{shared[1]} with the ephemeral ports of this machine"
            advice = (
                "Outgoing connections may take an island's port: "
                "reserve the range with net.ipv4.ip_local_reserved_ports"
            )
            yield Finding("ephemeral", "warning", message, advice, subject=pool.name)


def _foreign_pod(pod: Pod, pools: Sequence[PoolSetting]) -> Iterable[Finding]:
    taken = [port for port, _ in pod.host_ports if any(pool.first <= port <= pool.last for pool in pools)]
    if taken:
        message = f"Pod {pod.name} on {pod.node or 'no node yet'} is not an island and uses {_list(taken)}"
        advice = "Move that Pod to other ports, or exclude these from the pool"
        yield Finding("foreign-pod", "warning", message, advice, tuple(taken), pod.name)


def ephemeral_range() -> tuple[int, int]:
    """The range from which this machine's kernel takes ports for outgoing connections."""
    try:
        first, last = EPHEMERAL_FILE.read_text().split()
        return int(first), int(last)
    except (OSError, ValueError):
        return 32768, 60999  # Linux' default


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _list(ports: Iterable[int]) -> str:
    return ", ".join(str(port) for port in ports)
