"""Other ports for an island whose own are in use, as long as it was never reachable; afterwards they never change.

Two transactions, and between them the old Pod ends: the first keeps the ports out and asks for the next incarnation;
the second, when no Pod of the island is left, gives it another block. The second needs only what the first wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import structlog
from sqlalchemy import Connection

import allocator
import pod_specs
from islandmgr.engine.pod_cache import PodCache
from islandmgr.kernel import events
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import MANAGER, Island, State, Wanted
from islandmgr.model.errors import NoFreePorts
from islandmgr.model.messages import Message, as_message
from islandmgr.model.numbers import listed
from islandmgr.model.observed import Pod
from islandmgr.resources.islands.rules import port_conflicts as rules
from islandmgr.resources.islands.rules.lifecycle import Become
from islandmgr.resources.islands.rules.waiting import NO_PORTS
from islandmgr.resources.islands.service.incarnations import next_incarnation
from islandmgr.resources.islands.store import islands, registry
from islandmgr.resources.ports.service import taken
from islandmgr.resources.ports.service.eligible_pools import pools_for

REFUSED = "HostPortTaken"
"""The adapter's word for a container whose host port was in use before it began."""

log = structlog.get_logger(__name__)


class PortChanges:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def usable(self, island: Island, seen: PodCache) -> Island | Become:
        """The island with ports that nobody else uses, as far as that can be seen, before its Pod is made; or its end.

        Itself when nothing is to be done, or when a Pod of it is still there, which `seen` shows then.
        """
        own = _numbers(island)
        if not own:
            return island
        users = self._users(own)
        with self._parts.store.reading() as conn:
            marked = allocator.unusable(conn, island.id)
            if not (users or marked) or _was_reachable(conn, island):
                return island
        left = self._left_pod(island)
        if left is not None:
            seen.put(left)
            return island
        everywhere = users and taken.seen(self._parts, *taken.bounds(self._parts))  # or it would come to the next one
        try:
            return self._exchanged(island, {**(everywhere or {}), **users})
        except NoFreePorts as error:
            why = rules.PORTS_TAKEN(port=listed([*users, *marked]), who=_first(users) or taken.used_by())
            return Become(State.FAILED, rules.NO_OTHER_PORTS(why=why, detail=error.message))

    def after_end(self, island: Island, end: Become, pods: Sequence[Pod], output: str) -> Island | Become:
        """The end of a Pod, in better words where ports were to blame; or the island on its way to other ports."""
        own = _numbers(island)
        refused = any(container.reason == REFUSED for pod in pods for container in pod.containers)
        servers = bool(end.facts.get("exit")) and not end.container  # an init container has no ports of the island's
        in_use = rules.InUse() if refused else rules.found(output, own) if servers else None
        if in_use is None or island.wanted is not Wanted.RUN or end.state not in (State.FAILED, State.CRASHED):
            return end
        users = self._users(own)
        named = in_use.ports & set(own)
        culprits = {port: users.get(port) or taken.used_by(node=_node(island, pods)) for port in named} or users
        why = _why(island, end, refused, in_use, culprits)
        if in_use.ports and not named:
            return _told(end, why)
        with self._parts.store.reading() as conn:
            keeps, changed = _was_reachable(conn, island), _changes(conn, island)
        if keeps:
            self._parts.store.run(lambda conn: taken.keep_out(conn, self._parts, culprits))
            return _told(end, rules.KEEPS_PORTS(why=why))
        if changed >= rules.CHANGES:
            return _told(end, why)
        # Where nobody knows which one it was, it may be any of them.
        return self._asked(island, culprits or {port: taken.used_by(node=_node(island, pods)) for port in own}, why)

    def unplaced(self, island: Island, step: Become) -> Island | None:
        """On its way to other ports, when no node has its own free because of Pods that are no islands."""
        own = _numbers(island)
        if as_message(step.reason).code != NO_PORTS.code or not own:
            return None
        found = taken.pods_on(self._parts, *taken.bounds(self._parts))
        users = {port: why for port, why in found.items() if port in own}
        with self._parts.store.reading() as conn:
            if not users or _was_reachable(conn, island) or _changes(conn, island) >= rules.CHANGES:
                return None
        # All of them, or it would come to the next one.
        return self._asked(island, found, rules.PORTS_TAKEN(port=listed(list(users)), who=users[min(users)]))

    def _users(self, own: Sequence[int]) -> taken.Users:
        found = taken.seen(self._parts, min(own), max(own)) if own else None
        return {port: why for port, why in (found or {}).items() if port in own}

    def _left_pod(self, island: Island) -> Pod | None:
        """The Pod of the incarnation before: its ports are given back only when the cluster says that it is gone."""
        if island.incarnation == 1:
            return None
        before = replace(island, incarnation=island.incarnation - 1)
        return self._parts.cluster.get_pod(pod_specs.pod_name(before))

    def _asked(self, island: Island, users: taken.Users, why: Message) -> Island:
        """The first transaction: the next incarnation of the same start, which goes on with its deadline."""
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            taken.keep_out(conn, self._parts, users)
            message = rules.STARTS_ELSEWHERE(why=why)
            follows = next_incarnation(island, now) | {"started_at": island.started_at, "reason": message}
            after = islands.change(conn, island, **follows, changed_at=now)
            registry.remove(conn, island.id)
            note(conn, after, "state", MANAGER, message, now, before=island.state, after=after.state)
            return after

        after = self._parts.store.run(work)
        log.info("ports in use", ports=sorted(users), why=why)
        self._parts.written()
        return after

    def _exchanged(self, island: Island, users: taken.Users) -> Island:
        """The second transaction: another block for the old one."""
        now = self._parts.now()
        pools = pools_for(self._parts, island.branch)

        def work(conn: Connection) -> Island:
            taken.keep_out(conn, self._parts, users)
            block = allocator.exchange(conn, island.id, pools, now, self._parts.settings.quarantine)
            ports = tuple(replace(port, number=block.first + place) for place, port in enumerate(island.ports))
            after = islands.change(conn, island, pool=block.pool, ports=ports)
            words = rules.OTHER_PORTS(old=listed(_numbers(island)), new=listed(list(block.ports)))
            note(conn, after, "ports", MANAGER, words, now)
            return after

        after = self._parts.store.run(work)
        log.info("other ports", before=_numbers(island), after=_numbers(after))
        self._parts.written()
        return after


def _was_reachable(conn: Connection, island: Island) -> bool:
    """In any incarnation. Its history is kept as long as itself."""
    return island.ready_at is not None or events.has_become(conn, island.subject, State.RUNNING)


def _changes(conn: Connection, island: Island) -> int:
    """How often the present start was given up for other ports."""
    since = island.started_at or island.created_at
    history = events.of_subject(conn, island.subject)
    return sum(
        event.at >= since and getattr(event.message, "code", "") == rules.STARTS_ELSEWHERE.code for event in history
    )


def _why(island: Island, end: Become, refused: bool, in_use: rules.InUse, users: taken.Users) -> Message:
    if not refused:
        return rules.words(in_use, _numbers(island), end.facts["exit"].code)
    who = _first(users)
    return rules.PORTS_TAKEN(port=listed(list(users)), who=who) if who else end.reason  # type: ignore[return-value]


def _told(end: Become, why: Message) -> Become:
    ended = end.facts.get("exit")
    facts = {**end.facts, "exit": replace(ended, reason=why)} if ended else end.facts
    return replace(end, reason=why, facts=facts)


def _first(users: taken.Users) -> Message | None:
    return users[min(users)] if users else None


def _node(island: Island, pods: Sequence[Pod]) -> str:
    return next((pod.node for pod in pods if pod.node), island.node)


def _numbers(island: Island) -> list[int]:
    return [port.number for port in island.ports]
