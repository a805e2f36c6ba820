"""Where the manager's rows, the registry's rows, the books of the ports and the Pods disagree, and what may be done
about each. Pure: no I/O, no clock of its own.

What the manager mends by itself within moments is no difference. What somebody could miss is never mended by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from islandmgr.model.domain import ENDED, TERMINAL, UP, Island, State, Wanted, holds_for_node
from islandmgr.model.messages import Sentence, sentence
from islandmgr.model.numbers import listed
from islandmgr.model.observed import Pod

SETTLED = 5.0  # seconds after a change within which rows, registry and Pods may disagree
OVERDUE = 120.0  # seconds that a Pod of a stopped island may take to go


_STATES = {
    State.REQUESTED: sentence("requested"),
    State.SCHEDULING: sentence("scheduling"),
    State.STARTING: sentence("starting"),
    State.RUNNING: sentence("running"),
    State.UNREADY: sentence("not answering"),
    State.STOPPING: sentence("stopping"),
    State.STOPPED: sentence("stopped"),
    State.CRASHED: sentence("crashed"),
    State.FAILED: sentence("start failed"),
    State.LOST: sentence("lost"),
}


class Mend(StrEnum):
    """What can be done about a difference."""

    DELETE_POD = "delete-pod"
    FORGET_POD = "forget-pod"  # take it out of the cluster without its silent node
    ADOPT = "adopt"  # let the row follow the newer Pod
    RESTART = "restart"
    STOP = "stop"
    RELEASE = "release"  # give up what a silent node may still run
    REGISTER = "register"  # write the registry's row from what is known
    UNREGISTER = "unregister"
    RELEASE_PORTS = "release-ports"
    REBUILD = "rebuild"  # compute the books anew from what is held and excluded


DANGEROUS = frozenset({Mend.DELETE_POD, Mend.FORGET_POD, Mend.STOP, Mend.RELEASE})
"""A running server may end by them, or its ports be used twice."""


@dataclass(frozen=True)
class Registered:
    """A row of the registry, as far as it is compared."""

    island_id: int
    incarnation: int
    node: str
    host: str
    pod: str
    ports: Mapping[str, int]
    at: float  # UTC epoch seconds


@dataclass(frozen=True)
class Sides:
    """All that is compared, seen at one time: the Pods first."""

    islands: Mapping[int, Island]  # not stopped, and those that anything below names
    registry: Sequence[Registered]
    pods: Sequence[Pod]  # of ours
    held: Mapping[int, tuple[int, ...]]  # island -> ports, as the books say
    faults: Sequence[str]  # of the books, but for ports of stopped islands
    silent: Collection[str]  # nodes that do not answer, or are gone
    now: float  # UTC epoch seconds


@dataclass(frozen=True)
class Difference:
    """`id` is the same for as long as the difference is. The first of `mends` is the one to try."""

    id: str
    message: Sentence
    advice: Sentence
    mends: tuple[Mend, ...]
    island_id: int | None = None
    pod: str = ""
    uid: str = field(default="", compare=False)


def differences(sides: Sides) -> list[Difference]:
    """All of them, by island."""
    found = [*_pods(sides), *_rows(sides), *_registry(sides), *_ports(sides)]
    return sorted(found, key=lambda difference: (difference.island_id or 0, difference.id))


def _pods(sides: Sides) -> Iterator[Difference]:
    for pod in sides.pods:
        if pod.task_id is not None:
            continue
        island = sides.islands.get(pod.island_id) if pod.island_id is not None else None
        if island is None:
            if not pod.deleting:
                yield _orphan(pod)
        elif island.state is State.STOPPED:
            if sides.now - island.changed_at > OVERDUE or pod.node_lost:
                yield _left(pod, island)
        elif pod.incarnation is not None and pod.incarnation > island.incarnation and not pod.deleting:
            yield Difference(
                f"newer-pod-{pod.name}",
                sentence(
                    "Pod %(pod)s is incarnation %(new)s of island %(id)s, of which only %(old)s is known here.",
                    pod=pod.name,
                    new=pod.incarnation,
                    id=island.id,
                    old=island.incarnation,
                ),
                sentence(
                    "Was the database put back to an older state? Adopt it, and the island goes on with that Pod."
                ),
                (Mend.ADOPT, Mend.DELETE_POD),
                island.id,
                pod.name,
                pod.uid,
            )


def _orphan(pod: Pod) -> Difference:
    return Difference(
        f"orphan-pod-{pod.name}",
        sentence(
            "Pod %(pod)s on %(node)s says that it is an island's, and no island has it.", pod=pod.name, node=_at(pod)
        ),
        sentence(
            "Another manager's in this namespace, or one from before the database was put back? If not, delete it."
        ),
        (Mend.DELETE_POD,),
        pod=pod.name,
        uid=pod.uid,
    )


def _left(pod: Pod, island: Island) -> Difference:
    words = sentence("Island %(id)s is stopped, and its Pod %(pod)s is still there.", id=island.id, pod=pod.name)
    advice = (
        sentence("Its node %(node)s does not answer. If that machine is off for good, forget the Pod.", node=_at(pod))
        if pod.node_lost
        else sentence("It takes long to end; delete it again, or look at its node.")
    )
    mend = Mend.FORGET_POD if pod.node_lost else Mend.DELETE_POD
    return Difference(f"left-pod-{pod.name}", words, advice, (mend,), island.id, pod.name, pod.uid)


def _rows(sides: Sides) -> Iterator[Difference]:
    """Islands without what they should have in the cluster."""
    with_pod = {pod.island_id for pod in sides.pods}
    for island in sides.islands.values():
        if not _settled(island, sides.now) or island.state in TERMINAL:
            continue
        lost_pod = any(pod.island_id == island.id and pod.node_lost for pod in sides.pods)
        if holds_for_node(island) and island.node in sides.silent and (lost_pod or island.id not in with_pod):
            yield Difference(
                f"silent-node-{island.id}",
                sentence(
                    "Island %(id)s waits for node %(node)s, which does not answer.", id=island.id, node=island.node
                ),
                sentence("If that machine is off for good, release what the island holds there."),
                (Mend.RELEASE,),
                island.id,
            )
        expected = island.state in UP | {State.SCHEDULING, State.STARTING, State.LOST, State.CRASHED}
        if expected and island.wanted is Wanted.RUN and island.id not in with_pod:
            yield Difference(
                f"no-pod-{island.id}",
                sentence("Island %(id)s is %(state)s and has no Pod.", id=island.id, state=_STATES[island.state]),
                sentence("Restart it with the same ports and clock, or stop it to give its ports back."),
                (Mend.RESTART, Mend.STOP),
                island.id,
            )


def _registry(sides: Sides) -> Iterator[Difference]:
    rows = {row.island_id: row for row in sides.registry}
    for row in rows.values():
        island = sides.islands.get(row.island_id)
        if island is None or (_settled(island, sides.now) and sides.now - row.at > SETTLED):
            yield from _compared(row, island)
    for island in sides.islands.values():
        if island.state in UP and island.id not in rows and _settled(island, sides.now):
            yield Difference(
                f"unregistered-{island.id}",
                sentence("Island %(id)s runs, and the registry does not have it.", id=island.id),
                sentence("Other game services do not find it. Register it from what is known here."),
                (Mend.REGISTER, Mend.RESTART),
                island.id,
            )


def _compared(row: Registered, island: Island | None) -> Iterator[Difference]:
    if island is None or island.state in TERMINAL | ENDED or row.incarnation != island.incarnation:
        why = (
            sentence("no island has that number")
            if island is None
            else sentence("it is %(state)s", state=_STATES[island.state])
            if island.state in TERMINAL | ENDED
            else sentence(
                "that was incarnation %(old)s, and it is at %(new)s", old=row.incarnation, new=island.incarnation
            )
        )
        yield Difference(
            f"stale-registration-{row.island_id}",
            sentence("The registry still has island %(id)s, but %(why)s.", id=row.island_id, why=why),
            sentence("Other game services go to a server that is not there. Take it out of the registry."),
            (Mend.UNREGISTER,),
            row.island_id,
        )
        return
    pairs = (
        (dict(row.ports), {port.name: port.number for port in island.ports}),
        (row.node, island.node),
        (row.host, island.host),
        (row.pod, island.pod),
    )
    if island.state in UP and any(one != other for one, other in pairs):
        yield Difference(
            f"wrong-registration-{island.id}",
            sentence("The registry says another address of island %(id)s than it has.", id=island.id),
            sentence("Register it anew from what is known here."),
            (Mend.REGISTER, Mend.RESTART),
            island.id,
        )


def _ports(sides: Sides) -> Iterator[Difference]:
    for island_id, numbers in sides.held.items():
        island = sides.islands.get(island_id)
        if island is None or island.state in TERMINAL:
            yield Difference(
                f"leaked-ports-{island_id}",
                sentence("Island %(id)s is stopped and still holds %(ports)s.", id=island_id, ports=listed(numbers)),
                sentence("Give them back: they rest a moment and can be used again."),
                (Mend.RELEASE_PORTS,),
                island_id,
            )
    for island in sides.islands.values():
        row = tuple(sorted(port.number for port in island.ports))
        if island.state not in TERMINAL and row and tuple(sorted(sides.held.get(island.id, ()))) != row:
            yield Difference(
                f"wrong-ports-{island.id}",
                sentence(
                    "Island %(id)s uses %(ports)s, which the books do not have as its own.",
                    id=island.id,
                    ports=listed(row),
                ),
                sentence("Another island may get them. Clone it and stop it."),
                (Mend.STOP,),
                island.id,
            )
    if sides.faults:
        yield Difference(
            "books",
            sentence("The books of the ports do not balance: %(fault)s", fault=" ".join(sides.faults)),
            sentence("Compute them anew from what islands hold; please report it with the manager's log."),
            (Mend.REBUILD,),
        )


def _settled(island: Island, now: float) -> bool:
    return now - max(island.changed_at, island.started_at or 0.0, island.registered_at or 0.0) > SETTLED


def _at(pod: Pod) -> Sentence | str:
    return pod.node or sentence("no node yet")
