"""What is, or may become, wrong with the ports, and what to do about each. Pure: no I/O, no clock of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from islandmgr.model.domain import HOLDS_PORTS, Island, holds_for_node
from islandmgr.model.messages import Message
from islandmgr.model.numbers import listed
from islandmgr.model.observed import Listener, Node, Pod
from islandmgr.resources.ports import messages

"""Kubernetes' default `--service-node-port-range`."""

USUAL_EPHEMERAL = (32768, 60999)
"""What Linux takes for outgoing connections when nobody says otherwise."""

NAMED = 8  # so many of a long list are named


@dataclass(frozen=True)
class Remedy:
    """An act that helps: `exclude` or `include` ports of a pool, `release` or `stop` an island, `repair` something."""

    act: Literal["exclude", "include", "release", "stop", "repair"]
    ports: tuple[int, ...] = ()
    subject: str = ""  # the pool, or what is to be repaired
    island: int = 0
    why: str = ""  # of an exclusion, for people


@dataclass(frozen=True)
class Finding:
    """One thing that is, or may become, wrong: what, how bad, and what to do about it."""

    code: str
    severity: Literal["note", "warning", "error"]
    message: Message
    advice: Message
    ports: tuple[int, ...] = ()
    subject: str = ""  # a pool, a Pod, an island
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True)
class PoolSeen:
    """A pool as it is: its range, and what of it is taken out or rests."""

    name: str
    first: int
    last: int
    resting: int = 0  # ports
    rests_until: float | None = None  # UTC epoch seconds, of the first that is free again
    excluded: Mapping[int, Message] = field(default_factory=dict)  # by hand: port -> why
    taken: Mapping[int, Message] = field(default_factory=dict)  # by the manager, until it is free: port -> by whom
    left_out: tuple[tuple[int, int], ...] = ()  # by the settings: ranges, both ends included

    def open(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of `numbers` that the pool may give out."""
        return tuple(number for number in numbers if self._has(number))

    def _has(self, number: int) -> bool:
        left_out = any(first <= number <= last for first, last in self.left_out)
        return self.first <= number <= self.last and number not in self.excluded and not left_out


@dataclass(frozen=True)
class Seen:
    """All that the doctor looks at. None: it could not be looked at."""

    pools: Sequence[PoolSeen]
    nodes: Sequence[Node]
    pods: Sequence[Pod]
    holders: Sequence[Island]  # islands that hold ports
    listeners: Sequence[Listener] | None
    faults: Sequence[Message]  # of the books
    ephemeral: tuple[int, int]
    node_ports: tuple[int, int] | None  # from which the cluster gives ports to Services; None: it gives none
    now: float  # UTC epoch seconds


def findings(seen: Seen) -> list[Finding]:
    """The worst first. Without warnings and errors it is a clean bill."""
    found = [
        *_faults(seen.faults),
        *_lost(seen.holders, seen.nodes),
        *_foreign_pods(seen.pods, seen.pools),
        *_processes(seen),
        *_taken(seen),
        *_ranges(seen),
        *_unsaid(seen),
        *_excluded(seen.pools),
        *_resting(seen.pools, seen.now),
    ]
    return sorted(found, key=lambda finding: ("error", "warning", "note").index(finding.severity))


def _faults(faults: Sequence[Message]) -> Iterator[Finding]:
    """Ports leaked or held twice: there must be none."""
    for fault in faults:
        yield Finding(
            "books",
            "error",
            messages.UNBALANCED(fault=fault),
            messages.REPORT_FAULT(),
            remedies=(Remedy("repair"),),
        )


def _lost(holders: Iterable[Island], nodes: Sequence[Node]) -> Iterator[Finding]:
    silent = {island.node for island in holders if island.node} - {node.name for node in nodes if node.ready}
    for island in holders:
        if island.node not in silent or island.state not in HOLDS_PORTS:
            continue
        waits = holds_for_node(island)
        advice = messages.RELEASE_IF_OFF() if waits else messages.RESTART_OR_STOP()
        numbers = tuple(port.number for port in island.ports)
        yield Finding(
            "lost-node",
            "warning",
            messages.LOST_NODE(
                id=island.id,
                ports=listed(numbers),
                node=island.node,
            ),
            advice,
            numbers,
            str(island.id),
            (Remedy("release" if waits else "stop", island=island.id),),
        )


def _foreign_pods(pods: Iterable[Pod], pools: Sequence[PoolSeen]) -> Iterator[Finding]:
    for pod in pods:
        if pod.island_id is not None:
            continue
        for pool in pools:
            taken = pool.open(number for number, _ in pod.host_ports)
            if taken:
                where = pod.node or messages.NO_NODE_YET()
                words = messages.FOREIGN_POD(
                    pod=pod.name,
                    node=where,
                    ports=listed(taken),
                )
                advice = messages.MOVE_POD()
                why = f"used by Pod {pod.name}"
                remedy = Remedy("exclude", taken, pool.name, why=why)
                yield Finding("foreign-pod", "warning", words, advice, taken, pod.name, (remedy,))


def foreign(nodes: Iterable[Node], pods: Sequence[Pod], listeners: Iterable[Listener]) -> Iterator[Listener]:
    """Those that are no Pod's: nothing of it listens there, on that address or on all.

    A server may listen on other addresses of its machine than its node's, so there a Pod's number is its own. Pods
    whose server has ended hold nothing.
    """
    names = {node.address: node.name for node in nodes}
    known = {(pod.node, number) for pod in pods if not _is_over(pod) for number, _ in pod.host_ports}
    numbers = {number for _, number in known}
    for listener in listeners:
        node = names.get(listener.address)
        if listener.number not in numbers if node is None else (node, listener.number) not in known:
            yield listener


def foreign_pods(pods: Iterable[Pod]) -> list[Pod]:
    """Those that are no islands and hold their host ports."""
    return [pod for pod in pods if pod.island_id is None and not _is_over(pod)]


def _is_over(pod: Pod) -> bool:
    return pod.phase in {"Succeeded", "Failed"} or (pod.server is not None and pod.server.exit_code is not None)


def _processes(seen: Seen) -> Iterator[Finding]:
    """Processes of the machines that are in no Pod and sit on our ports."""
    names = {node.address: node.name for node in seen.nodes}
    for listener in foreign(seen.nodes, seen.pods, seen.listeners or ()):
        for pool in seen.pools:
            if pool.open([listener.number]):
                words = messages.PROCESS(
                    process=listener.process,
                    port=listener.number,
                    node=names.get(listener.address) or listener.address or messages.ALL_NODES(),
                )
                advice = messages.END_PROCESS()
                why = f"used by {listener.process}"
                remedy = Remedy("exclude", (listener.number,), pool.name, why=why)
                yield Finding("process", "warning", words, advice, (listener.number,), pool.name, (remedy,))


def _ranges(seen: Seen) -> Iterator[Finding]:
    for pool in seen.pools:
        shared = _overlap((pool.first, pool.last), seen.node_ports)
        if shared:
            words = messages.NODE_PORTS(
                pool=pool.name,
                first=shared[0],
                last=shared[1],
            )
            advice = messages.MOVE_NODE_PORTS()
            yield Finding("node-ports", "warning", words, advice, subject=pool.name)
        shared = _overlap((pool.first, pool.last), seen.ephemeral)
        if shared:
            words = messages.EPHEMERAL(
                pool=pool.name,
                first=shared[0],
                last=shared[1],
            )
            advice = messages.RESERVE()
            yield Finding("ephemeral", "warning", words, advice, subject=pool.name)


def _unsaid(seen: Seen) -> Iterator[Finding]:
    """Where nobody can see who listens, a Pod on the host's network that names no port may be anywhere."""
    hidden = sorted(pod.name for pod in seen.pods if pod.host_network and not pod.host_ports and not pod.island_id)
    if hidden and seen.listeners is None:
        more = f" (+{len(hidden) - NAMED})" if len(hidden) > NAMED else ""
        words = messages.HOST_NETWORK(
            n=len(hidden),
            pods=", ".join(hidden[:NAMED]) + more,
        )
        advice = messages.LOOK_ON_NODE()
        yield Finding("host-network", "note", words, advice)


def _excluded(pools: Iterable[PoolSeen]) -> Iterator[Finding]:
    for pool in pools:
        for why, numbers in _by_reason(pool.excluded).items():
            words = messages.GIVEN_TO_NONE(ports=listed(numbers), pool=pool.name, why=why)
            remedy = Remedy("include", tuple(numbers), pool.name)
            yield Finding("excluded", "note", words, messages.INCLUDE_WHEN_FREE(), tuple(numbers), pool.name, (remedy,))


def _taken(seen: Seen) -> Iterator[Finding]:
    """What the manager met in use, and nobody sees there now: it may be free again, or out of sight."""
    there = {listener.number for listener in foreign(seen.nodes, seen.pods, seen.listeners or ())}
    there |= {number for pod in foreign_pods(seen.pods) for number, _ in pod.host_ports}
    for pool in seen.pools:
        hidden = {number: why for number, why in pool.taken.items() if number not in there}
        for why, numbers in _by_reason(hidden).items():
            words = messages.TAKEN(ports=listed(numbers), pool=pool.name, why=why)
            remedy = Remedy("include", tuple(numbers), pool.name)
            yield Finding(
                "taken", "warning", words, messages.FREE_BY_THEMSELVES(), tuple(numbers), pool.name, (remedy,)
            )


def _by_reason(ports: Mapping[int, Message]) -> dict[Message, list[int]]:
    found: dict[Message, list[int]] = {}
    for number, why in sorted(ports.items()):
        found.setdefault(why, []).append(number)
    return found


def _resting(pools: Iterable[PoolSeen], now: float) -> Iterator[Finding]:
    for pool in pools:
        if pool.resting:
            words = messages.RESTING(
                n=pool.resting,
                pool=pool.name,
                seconds=max(0, round((pool.rests_until or now) - now)),
            )
            yield Finding("resting", "note", words, messages.NOTHING_TO_DO(), subject=pool.name)


def _overlap(one: tuple[int, int], other: tuple[int, int] | None) -> tuple[int, int] | None:
    if other is None:
        return None
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def unseen(problem: str) -> Finding:
    """The cluster would not say who else is there."""
    words = messages.UNSEEN(problem=problem)
    return Finding("unseen", "warning", words, messages.LET_LIST())
