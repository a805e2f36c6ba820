"""Mending what the manager does not mend by itself: rows, registry, ports and Pods that disagree.

What disagrees is decided in `rules`; here it is looked at, and one thing is done about it when somebody says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import structlog
from sqlalchemy import Connection

import allocator
from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts, note
from islandmgr.kernel.services import Services
from islandmgr.model.domain import ENDED, TERMINAL, UP, Actor, Island, State, island_subject
from islandmgr.model.errors import Conflict, Invalid, NotFound
from islandmgr.model.messages import Message
from islandmgr.model.observed import Pod
from islandmgr.model.state_words import state_words
from islandmgr.resources.islands.service import registry
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.islands.service.incarnations import next_incarnation
from islandmgr.resources.islands.service.verbs import Islands
from islandmgr.resources.repair import messages
from islandmgr.resources.repair.rules import Difference, Registered, RepairAct, Sides, differences

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Job:
    """One difference, and who repairs it when."""

    what: Difference
    actor: Actor
    now: float

    @property
    def island_id(self) -> int:
        assert self.what.island_id is not None
        return self.what.island_id


class Repair:
    def __init__(self, parts: Parts, verbs: Islands) -> None:
        self._parts = parts
        self._verbs = verbs
        self._ways: dict[RepairAct, Callable[[_Job], None]] = {
            RepairAct.DELETE_POD: lambda job: self._delete(job, force=False),
            RepairAct.FORGET_POD: lambda job: self._delete(job, force=True),
            RepairAct.ADOPT: self._adopt,
            RepairAct.RESTART: lambda job: _drop(verbs.restart(job.island_id, job.actor)),
            RepairAct.STOP: lambda job: _drop(verbs.stop(job.island_id, job.actor)),
            RepairAct.RELEASE: lambda job: _drop(verbs.release(job.island_id, job.actor)),
            RepairAct.REGISTER: self._register,
            RepairAct.UNREGISTER: self._unregister,
            RepairAct.RELEASE_PORTS: self._release_ports,
            RepairAct.REBUILD: self._rebuild,
        }

    def differences(self) -> list[Difference]:
        """All there are now. Raises Unavailable: the cluster or the database does not answer."""
        return differences(self._sides())

    def repair(self, difference_id: str, act: str, actor: Actor) -> Difference:
        """Do one thing about one difference; empty: what is offered first.

        Raises:
            NotFound: there is no such difference (any more). Invalid: that is not offered for it.
            Conflict: it changed at the same moment.
        """
        found = next((one for one in self.differences() if one.id == difference_id), None)
        if found is None:
            raise NotFound(messages.UNKNOWN(id=difference_id), difference=difference_id)
        if act and act not in set(found.repairs):
            why = messages.NOT_OFFERED(act=act, id=difference_id, offered=[*found.repairs])
            raise Invalid(why, accepted=[*found.repairs])
        chosen = RepairAct(act) if act else found.repairs[0]
        self._ways[chosen](_Job(found, actor, self._parts.now()))
        log.info("repaired", difference=difference_id, by=chosen, who=actor.name)
        if found.island_id is not None:
            self._parts.changed(island_subject(found.island_id))
        return found

    def _sides(self) -> Sides:
        """The Pods first: what has one was committed before, so a Pod without a row really has none."""
        pods = self._parts.cluster.list_pods()
        nodes = {node.name: node.ready for node in self._parts.cluster.list_nodes()}
        with self._parts.store.reading() as conn:
            rows = registry.all_of_them(conn)
            held = {block.island_id: tuple(block.ports) for block in allocator.held(conn)}
            known = {island.id: island for island in islands.live(conn)}
            named = {row.island_id for row in rows} | set(held) | {pod.island_id for pod in pods if pod.island_id}
            known |= {island.id: island for island in islands.with_ids(conn, named - set(known))}
            faults = allocator.imbalances(conn)
        return Sides(
            islands=known,
            registry=[_registered(row) for row in rows],
            pods=pods,
            held=held,
            faults=faults,
            silent={island.node for island in known.values() if island.node and not nodes.get(island.node)},
            now=self._parts.now(),
        )

    def _delete(self, job: _Job, *, force: bool) -> None:
        self._parts.cluster.delete_pod(job.what.pod, uid=job.what.uid, force=force)
        self._parts.store.run(lambda conn: self._record(conn, job, messages.POD_DELETED(pod=job.what.pod)))

    def _adopt(self, job: _Job) -> None:
        """The row becomes the newer Pod's; the reconciler reads its state off it."""
        pod = self._parts.cluster.get_pod(job.what.pod)
        if pod is None or pod.uid != job.what.uid or pod.incarnation is None:
            raise Conflict(messages.POD_GONE(pod=job.what.pod), pod=job.what.pod)
        self._parts.store.run(lambda conn: self._adopted(conn, job, pod))

    def _adopted(self, conn: Connection, job: _Job, pod: Pod) -> None:
        before = islands.get(conn, job.island_id, lock=True)
        if before.state in TERMINAL or (pod.incarnation or 0) <= before.incarnation:
            state = state_words(before.state)
            raise Conflict(messages.AT_INCARNATION(id=before.id, state=state, n=before.incarnation))
        follows = next_incarnation(replace(before, incarnation=(pod.incarnation or 1) - 1), job.now)
        seen = {"pod": pod.name, "node": pod.node, "host": pod.host, "state": State.STARTING, "changed_at": job.now}
        changes: dict[str, Any] = {**follows, **seen}
        after = islands.change(conn, before, **changes)
        registry.put(conn, registry.known(after, job.now))
        words = messages.ADOPTED(pod=pod.name, n=after.incarnation)
        note(conn, after, "state", job.actor, words, job.now, before=before.state, after=after.state)

    def _register(self, job: _Job) -> None:
        def work(conn: Connection) -> None:
            island = islands.get(conn, job.island_id, lock=True)
            if island.state not in UP:
                raise Conflict(messages.IS_IN_STATE(id=island.id, state=state_words(island.state)), state=island.state)
            registry.put(conn, registry.known(island, job.now))
            note(conn, island, "registration", job.actor, messages.REGISTERED(), job.now)

        self._parts.store.run(work)

    def _unregister(self, job: _Job) -> None:
        def work(conn: Connection) -> None:
            row = registry.find(conn, job.island_id)
            found = islands.with_ids(conn, [job.island_id])
            current = (
                found and found[0].state not in TERMINAL | ENDED and row and row.incarnation == found[0].incarnation
            )
            if current:
                raise Conflict(messages.REGISTERED_AGAIN(id=job.island_id))
            registry.remove(conn, job.island_id)
            self._record(conn, job, messages.TAKEN_OUT(id=job.island_id))

        self._parts.store.run(work)

    def _release_ports(self, job: _Job) -> None:
        def work(conn: Connection) -> None:
            found = islands.get(conn, job.island_id, lock=True)
            if found.state not in TERMINAL:
                state = state_words(found.state)
                raise Conflict(messages.ITS_OWN_PORTS(id=found.id, state=state), state=found.state)
            allocator.release(conn, found.id, job.now, self._parts.settings.quarantine)
            self._record(conn, job, messages.PORTS_GIVEN_BACK(id=found.id))

        self._parts.store.run(work)

    def _rebuild(self, job: _Job) -> None:
        def work(conn: Connection) -> None:
            allocator.rebuild(conn)
            self._record(conn, job, messages.COMPUTED())

        self._parts.store.run(work)

    def _record(self, conn: Connection, job: _Job, message: Message) -> None:
        found = job.what.island_id
        subject = None if found is None else island_subject(found)
        audit.done(conn, job.actor, job.now, subject=subject, target=job.what.id, message=message)


def _registered(row: registry.Registration) -> Registered:
    return Registered(row.island_id, row.incarnation, row.node, row.host, row.pod, row.ports, row.registered_at)


def _drop(_island: Island) -> None:
    """Nobody needs it here."""


def build(parts: Parts, services: Services) -> None:
    services.add(Repair(parts, services[Islands]))
