"""Where the manager's rows, the registry's rows, the books of the ports and the Pods disagree, and what may be done
about each. Pure: no I/O, no clock of its own.

What the manager repairs by itself within moments is no difference. What somebody could miss it leaves alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from islandmgr.model.domain import ENDED, TERMINAL, UP, Island, State, Wanted, holds_for_node
from islandmgr.model.messages import NEXT, Message, all_of
from islandmgr.model.numbers import listed
from islandmgr.model.observed import Pod
from islandmgr.model.state_words import state_words
from islandmgr.resources.repair import messages

SETTLED = 5.0  # seconds after a change within which rows, registry and Pods may disagree
OVERDUE = 120.0  # seconds that a Pod of a stopped island may take to go


class RepairAct(StrEnum):
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


DANGEROUS = frozenset({RepairAct.DELETE_POD, RepairAct.FORGET_POD, RepairAct.STOP, RepairAct.RELEASE})
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
    faults: Sequence[Message]  # of the books, but for ports of stopped islands
    silent: Collection[str]  # nodes that do not answer, or are gone
    now: float  # UTC epoch seconds


@dataclass(frozen=True)
class Difference:
    """`id` is the same for as long as the difference is. The first of `repairs` is the one to try."""

    id: str
    message: Message
    advice: Message
    repairs: tuple[RepairAct, ...]
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
                messages.NEWER_POD(
                    pod=pod.name,
                    new=pod.incarnation,
                    id=island.id,
                    old=island.incarnation,
                ),
                messages.ADOPT_IF_PUT_BACK(),
                (RepairAct.ADOPT, RepairAct.DELETE_POD),
                island.id,
                pod.name,
                pod.uid,
            )


def _orphan(pod: Pod) -> Difference:
    return Difference(
        f"orphan-pod-{pod.name}",
        messages.ORPHAN_POD(pod=pod.name, node=_at(pod)),
        messages.DELETE_IF_NOT_OTHERS(),
        (RepairAct.DELETE_POD,),
        pod=pod.name,
        uid=pod.uid,
    )


def _left(pod: Pod, island: Island) -> Difference:
    words = messages.LEFT_POD(id=island.id, pod=pod.name)
    advice = messages.FORGET_IF_OFF(node=_at(pod)) if pod.node_lost else messages.DELETE_AGAIN()
    act = RepairAct.FORGET_POD if pod.node_lost else RepairAct.DELETE_POD
    return Difference(f"left-pod-{pod.name}", words, advice, (act,), island.id, pod.name, pod.uid)


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
                messages.WAITS_FOR_NODE(id=island.id, node=island.node),
                messages.RELEASE_IF_OFF(),
                (RepairAct.RELEASE,),
                island.id,
            )
        expected = island.state in UP | {State.SCHEDULING, State.STARTING, State.LOST, State.CRASHED}
        if expected and island.wanted is Wanted.RUN and island.id not in with_pod:
            yield Difference(
                f"no-pod-{island.id}",
                messages.NO_POD(id=island.id, state=state_words(island.state)),
                messages.RESTART_OR_STOP(),
                (RepairAct.RESTART, RepairAct.STOP),
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
                messages.UNREGISTERED(id=island.id),
                messages.REGISTER(),
                (RepairAct.REGISTER, RepairAct.RESTART),
                island.id,
            )


def _compared(row: Registered, island: Island | None) -> Iterator[Difference]:
    if island is None or island.state in TERMINAL | ENDED or row.incarnation != island.incarnation:
        why = (
            messages.NO_SUCH_ISLAND()
            if island is None
            else messages.IT_IS(state=state_words(island.state))
            if island.state in TERMINAL | ENDED
            else messages.WAS_INCARNATION(old=row.incarnation, new=island.incarnation)
        )
        yield Difference(
            f"stale-registration-{row.island_id}",
            messages.STILL_REGISTERED(id=row.island_id, why=why),
            messages.TAKE_OUT(),
            (RepairAct.UNREGISTER,),
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
            messages.OTHER_ADDRESS(id=island.id),
            messages.REGISTER_ANEW(),
            (RepairAct.REGISTER, RepairAct.RESTART),
            island.id,
        )


def _ports(sides: Sides) -> Iterator[Difference]:
    for island_id, numbers in sides.held.items():
        island = sides.islands.get(island_id)
        if island is None or island.state in TERMINAL:
            yield Difference(
                f"leaked-ports-{island_id}",
                messages.STILL_HOLDS(id=island_id, ports=listed(numbers)),
                messages.GIVE_BACK(),
                (RepairAct.RELEASE_PORTS,),
                island_id,
            )
    for island in sides.islands.values():
        row = tuple(sorted(port.number for port in island.ports))
        if island.state not in TERMINAL and row and tuple(sorted(sides.held.get(island.id, ()))) != row:
            yield Difference(
                f"wrong-ports-{island.id}",
                messages.NOT_ITS_OWN(
                    id=island.id,
                    ports=listed(row),
                ),
                messages.CLONE_AND_STOP(),
                (RepairAct.STOP,),
                island.id,
            )
    if sides.faults:
        yield Difference(
            "books",
            messages.UNBALANCED(fault=all_of(sides.faults, NEXT)),
            messages.COMPUTE_ANEW(),
            (RepairAct.REBUILD,),
        )


def _settled(island: Island, now: float) -> bool:
    return now - max(island.changed_at, island.started_at or 0.0, island.registered_at or 0.0) > SETTLED


def _at(pod: Pod) -> Message | str:
    return pod.node or messages.NO_NODE_YET()
