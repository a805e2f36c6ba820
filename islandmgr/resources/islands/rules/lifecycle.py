"""What the manager does next about one island: a pure decision from what is wanted, what is stored and what is seen.

No I/O, no clock of its own. The reconciler calls `decide`, does the one thing it says, and asks again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from islandmgr.model.domain import ENDED, STARTING_UP, UP, Exit, Island, State, Wanted, holds_for_node
from islandmgr.model.instants import latest
from islandmgr.model.messages import DETAIL, NOTHING, Message, as_message, declare
from islandmgr.model.observed import Container, Pod
from islandmgr.resources.islands.rules.endings import (
    BAD_CLOCK_EXIT,
    DELETED,
    REFUSED_EXIT,
    exit_words,
    init_words,
    pod_words,
    taken,
)
from islandmgr.resources.islands.rules.readiness import NEVER_READY, is_about_readiness
from islandmgr.resources.islands.rules.waiting import WAITING_WORDS, container_words, held_up, holding, unschedulable

HOPELESS = frozenset({"InvalidImageName", "ErrImageNeverPull", "HostPortTaken"})
"""Waiting reasons that no waiting cures."""

RELEASE = declare("island.ports_stay", "its ports stay held until the node is back or an operator releases them")()

TURNED_AWAY = frozenset({"NodeAffinity", "NodePorts", "OutOfmemory", "OutOfcpu", "OutOfpods", "OutOfephemeral-storage"})
"""Why a kubelet ends a Pod before it began: it knew something that the scheduler did not, or did not know yet."""

SLOW_INIT = 10.0  # seconds on a node after which the reason names the init container that is waited for

AGAIN = 2.0  # seconds that a Pod which was turned away is left to be seen before it is replaced

OUTRUN = declare(
    "island.outrun",
    "Its Pod %(pod)s is incarnation %(n)s, and only %(known)s is known here; an operator can adopt it under Repair",
)
ADRIFT = declare(
    "island.adrift",
    "Its Pod was removed, but node %(node)s does not answer, so its server may still run there; %(what)s",
)
NODE_SILENT = declare("island.node_silent", "Its node %(node)s does not answer; %(what)s")
OLD_NODE_SILENT = declare("island.old_node_silent", "The old server's node %(node)s does not answer; %(what)s")
UNKNOWN_ON_NODE = declare(
    "island.unknown_on_node", "Its node %(node)s does not answer, so nobody knows what the server does"
)
WAITS_FOR_OLD = declare("island.waits_for_old", "Waiting for the old server to end")
POD_NOT_CREATED = declare("island.pod_not_created", "Its Pod could not be created")
CONTAINERS_NOT_STARTED = declare("island.containers_not_started", "Its containers did not start")
NOT_READY = declare("island.not_ready", "Its readiness probe fails")
GIVEN_UP = declare("island.given_up", "%(reason)s; given up after %(n)s s")
CONTAINER_FAILED = declare("island.container_failed", "Container %(name)s failed")
EXIT_CODE = declare("island.exit_code", "exit code %(n)s")
TURNED_AWAY_BY = declare("island.turned_away", "Node %(node)s rejected its Pod")


@dataclass(frozen=True)
class Nothing:
    """All is as it should be, or only the cluster can bring news."""


@dataclass(frozen=True)
class Wait:
    """Look again after so many seconds even without news."""

    seconds: float


@dataclass(frozen=True)
class Create:
    """Make this incarnation's Pod."""


@dataclass(frozen=True)
class Delete:
    """Ask the cluster to delete this Pod; by force when an operator said that its silent node may be forgotten."""

    pod: Pod
    why: str
    force: bool = False


@dataclass(frozen=True)
class Become:
    """Write a new state, and what was learned with it, to the island's row."""

    state: State
    reason: str = NOTHING  # a message
    facts: Mapping[str, Any] = field(default_factory=dict)  # other columns of `Island`
    container: str = ""  # whose output tells why, when it is not the server's


@dataclass(frozen=True)
class Release:
    """The Pod is gone and nobody wants it back: `stopped`, and the ports go to rest."""


Action = Nothing | Wait | Create | Delete | Become | Release


def decide(
    island: Island,
    pods: Sequence[Pod],
    now: float,
    deadline: float,
    *,
    silent: bool = False,
    last: Pod | None = None,
) -> Action:
    """Say the one next step.

    Args:
        island: the row as it stands.
        pods: every Pod that carries the island's label, of any incarnation.
        now: UTC epoch seconds.
        deadline: seconds from `started_at` within which the server must be ready.
        silent: the node that the island was last on does not answer. A Pod that is not in the cluster any more may
            then still run there: its absence gives no ports back.
        last: the island's Pod as it was when it was removed, if that was seen.
    """
    if island.state is State.STOPPED:
        return _sweep(pods)
    if given_up := [pod for pod in pods if _given_up(island, pod.incarnation) and pod.node_lost]:
        return Delete(given_up[0], "an operator gave up its silent node", force=True)
    if silent and not pods and not _given_up(island, _last_with_a_pod(island)):
        return _adrift(island)
    if island.wanted is Wanted.STOP:
        return _take_down(island, pods)
    if newer := [pod for pod in pods if (pod.incarnation or 0) > island.incarnation and not pod.deleting]:
        return _become(island, State.LOST, _outrun(newer[0], island))
    older = [pod for pod in pods if pod.incarnation != island.incarnation]
    if older:
        return _make_way(island, older)
    if not pods:
        return _without_pod(island, last, now, deadline)
    return _follow(island, pods[0], now, deadline)


def _given_up(island: Island, incarnation: int | None) -> bool:
    """An operator said that what this incarnation left on a silent node may be forgotten."""
    return incarnation is not None and incarnation <= island.let_go


def _last_with_a_pod(island: Island) -> int:
    return island.incarnation - (1 if island.state is State.REQUESTED else 0)


def _outrun(pod: Pod, island: Island) -> Message:
    """The database is older than the Pod, as after a restore: nobody deletes what somebody may miss."""
    return OUTRUN(pod=pod.name, n=pod.incarnation, known=island.incarnation)


def _adrift(island: Island) -> Action:
    """The Pod was taken out of the cluster while its node was silent: it may still run and hold its ports there."""
    state = island.state if holds_for_node(island) else State.LOST
    return _become(island, state, ADRIFT(node=island.node, what=RELEASE))


def _sweep(pods: Sequence[Pod]) -> Action:
    left = [pod for pod in pods if not pod.deleting]
    return Delete(left[0], "its island is stopped") if left else Nothing()


def _take_down(island: Island, pods: Sequence[Pod]) -> Action:
    if not pods:
        return Release()
    left = [pod for pod in pods if not pod.deleting]
    if left:
        return Delete(left[0], "the island was stopped")
    lost = next((pod for pod in pods if pod.node_lost), None)
    if lost:
        return _become(island, State.STOPPING, NODE_SILENT(node=lost.node, what=RELEASE))
    return Nothing()


def _make_way(island: Island, older: Sequence[Pod]) -> Action:
    """The ports are the same, so the old Pod must be gone before the next incarnation's can start."""
    left = [pod for pod in older if not pod.deleting]
    if left:
        return Delete(left[0], f"incarnation {island.incarnation} follows")
    lost = next((pod for pod in older if pod.node_lost), None)
    if lost:
        return _become(island, island.state, OLD_NODE_SILENT(node=lost.node, what=RELEASE))
    return _become(island, island.state, WAITS_FOR_OLD())


def _without_pod(island: Island, last: Pod | None, now: float, deadline: float) -> Action:
    if island.state is State.REQUESTED:
        if _overdue(island, now, deadline):
            return Become(State.FAILED, _late(as_message(island.reason) or POD_NOT_CREATED(), deadline))
        return Create()
    if island.state in STARTING_UP | UP:
        return Become(State.LOST, (last and taken(last)) or DELETED)
    return Nothing()


def _follow(island: Island, pod: Pod, now: float, deadline: float) -> Action:
    """Read the state off the Pod of the current incarnation."""
    if island.state is State.FAILED:
        return Nothing() if pod.deleting else Delete(pod, "the island could not start")
    if pod.phase == "Failed" and pod.reason in TURNED_AWAY:
        return _turned_away(island, pod, now, deadline)
    if words := taken(pod):
        seen = {"node": pod.node, "host": pod.host, "connections": 0}
        return Nothing() if island.state is State.CRASHED else _become(island, State.LOST, words, seen)
    if pod.server is not None and pod.server.exit_code is not None:
        return _ended(island, pod, pod.server)
    if island.state is State.CRASHED:
        return Nothing()
    seen = {"node": pod.node, "host": pod.host}
    if pod.node_lost:
        return _become(island, State.LOST, UNKNOWN_ON_NODE(node=pod.node), seen)
    if (over := _over(island, pod, seen)) is not None:
        return over
    if pod.ready:
        ready = {**seen, "ready_at": island.ready_at or now}
        return _become(island, State.RUNNING, NOTHING, ready)
    if island.state in UP or island.ready_at is not None:
        return _become(island, State.UNREADY, container_words(pod.server) or NOT_READY(), seen)
    return _on_the_way(island, pod, seen, now, deadline)


def _turned_away(island: Island, pod: Pod, now: float, deadline: float) -> Action:
    """Nothing of it ever ran. The same incarnation gets another Pod, which the scheduler places anew."""
    reason = DETAIL(what=TURNED_AWAY_BY(node=pod.node), detail=pod.message or pod.reason)
    if _overdue(island, now, deadline):
        return Become(State.FAILED, _late(reason, deadline))
    if (island.state, island.reason) != (State.REQUESTED, reason):
        return Become(State.REQUESTED, reason)
    if pod.deleting:
        return Nothing()
    created = pod.created_at or 0.0
    early = created + AGAIN - now
    return Wait(early) if early > 0 and created <= latest(now) else Delete(pod, reason)


def _over(island: Island, pod: Pod, seen: Mapping[str, Any]) -> Action | None:
    """The Pod has ended, and its server told nothing of an end; None when it goes on."""
    init = holding(pod) if island.ready_at is None else None
    if init is not None and (pod.phase == "Failed" or (init.exit_code is not None and not init.stays)):
        return _never_begun(pod, init, seen)
    if pod.phase in {"Failed", "Succeeded"}:
        return _become(island, State.CRASHED, pod_words(pod), seen)
    return None


def _never_begun(pod: Pod, init: Container, seen: Mapping[str, Any]) -> Action:
    """The Pod has ended in its init containers, by itself or by a limit of its own (`pod.reason`)."""
    if init.exit_code is None:
        return Become(State.FAILED, pod_words(pod), seen, init.name)
    reason = pod_words(pod) if pod.reason else init_words(init)
    ended = Exit(init.exit_code, reason, init.finished_at or 0.0)
    return Become(State.FAILED, reason, {**seen, "exit": ended}, init.name)


def _on_the_way(island: Island, pod: Pod, seen: Mapping[str, Any], now: float, deadline: float) -> Action:
    broken = next((c for c in pod.containers if c.exit_code not in (None, 0) and not c.init), None)
    if broken is not None:
        why = NOTHING if broken.reason == "Error" and not broken.message else container_words(broken)
        words = DETAIL(what=CONTAINER_FAILED(name=broken.name), detail=why or EXIT_CODE(n=broken.exit_code))
        return Become(State.FAILED, words, seen, broken.name)
    stuck = next((c for c in pod.containers if c.reason in HOPELESS), None)
    if stuck is not None:
        return Become(State.FAILED, container_words(stuck), seen)
    waiting = next((container_words(c) for c in pod.containers if c.reason in WAITING_WORDS), NOTHING)
    up = pod.server is not None and pod.server.running
    overdue = _overdue(island, now, deadline)
    held = holding(pod)
    patience = island.changed_at + SLOW_INIT - now if held is not None and island.state is State.STARTING else 0.0
    if held is not None and (overdue or (island.state is State.STARTING and patience <= 0)):
        waiting = waiting or held_up(held)
    reason = waiting or (as_message(pod.hint) if pod.node else unschedulable(pod))
    if up and not reason and is_about_readiness(as_message(island.reason)):
        reason = as_message(island.reason)  # what was found out of it; a look at the Pod alone does not tell
    if overdue:
        words = _late(reason or (NEVER_READY() if up else CONTAINERS_NOT_STARTED()), deadline)
        return Become(State.FAILED, words, seen, held.name if held else "")
    step = _become(island, State.STARTING if pod.node else State.SCHEDULING, reason, seen)
    if step == Nothing() and not up:
        left = _started(island) + deadline - now
        return Wait(max(1.0, min(left, patience) if patience > 0 else left))
    return step


def _ended(island: Island, pod: Pod, server: Container) -> Action:
    if island.state is State.CRASHED:
        return Nothing()
    code = server.exit_code or 0
    reason = exit_words(code, server.reason, server.message)
    if island.exit is not None and island.exit.code == code:  # the side container has told, and saw more
        reason = as_message(island.exit.reason)
    state = State.FAILED if code in (REFUSED_EXIT, BAD_CLOCK_EXIT) else State.CRASHED
    ended = Exit(code, reason, server.finished_at or 0.0)
    return Become(state, reason, {"node": pod.node, "host": pod.host, "exit": ended, "connections": 0})


def _become(island: Island, state: State, reason: Message, facts: Mapping[str, Any] | None = None) -> Action:
    facts = facts or {}
    same = island.state is state and island.reason == reason
    if same and all(getattr(island, name) == value for name, value in facts.items()):
        return Nothing()
    return Become(state, reason, facts)


def _overdue(island: Island, now: float, deadline: float) -> bool:
    return now - _started(island) >= deadline


def _started(island: Island) -> float:
    return island.started_at or island.created_at


def _late(reason: Message, deadline: float) -> Message:
    return GIVEN_UP(reason=reason, n=round(deadline))


def gone_for_good(island: Island) -> bool:
    """True when no Pod of the island is expected to exist or come back by itself."""
    return island.state is State.STOPPED or (island.state in ENDED and island.wanted is Wanted.STOP)


def waits_for_clock(island: Island) -> bool:
    """True while an island is up and nobody has measured whether it shows the time that was committed for it."""
    return island.state in UP and island.clock_applied is None
