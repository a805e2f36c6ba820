"""What the reconciler does about one island, one act at a time. Each may be repeated without harm."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, assert_never

import structlog
from sqlalchemy import Connection

import allocator
from islandmgr.config import metrics
from islandmgr.engine.pod_cache import PodCache
from islandmgr.kernel.context import SIDE_CONTAINER, Parts, note, touch
from islandmgr.model.domain import ENDED, MANAGER, STARTING_UP, UP, Island, State
from islandmgr.model.errors import Conflict, Forbidden, Invalid, IslandError, NotFound
from islandmgr.model.messages import DETAIL, NOTHING, Message, as_message
from islandmgr.model.observed import Pod
from islandmgr.resources.clocks.service import UNKNOWN, ClockMeasurement, Rounds, zones
from islandmgr.resources.drains.service import rows as drain_rows
from islandmgr.resources.islands import messages
from islandmgr.resources.islands.reconcile.port_changes import PortChanges
from islandmgr.resources.islands.reconcile.starting import Starting
from islandmgr.resources.islands.rules import lifecycle
from islandmgr.resources.islands.service import crash_bundles as crashes
from islandmgr.resources.islands.service.pod_manifests import manifest_of
from islandmgr.resources.islands.store import bundles, islands, registry

GRACE = ("python3", "-S", "-m", "sidecar", "grace")

log = structlog.get_logger(__name__)


class Acts:
    def __init__(self, parts: Parts, clocks: ClockMeasurement) -> None:
        self._parts = parts
        self._clocks = clocks
        self._rounds = Rounds()
        self._ports = PortChanges(parts)
        self._starting = Starting(parts)

    def do(self, action: lifecycle.Action, island: Island, seen: PodCache) -> Island | None:
        """Do what was decided; the island as it is then. None when that has to wait for something, after which the
        island is woken.

        Raises what the cluster and the store raise; the caller tries again.
        """
        match action:
            case lifecycle.Create():
                return self._create(island, seen)
            case lifecycle.Delete(pod, why, force):
                log.info("deleting the Pod", pod=pod.name, why=why, force=force)
                grace = None if force else self._grace(island)
                if grace is not None:
                    self._tell_grace(pod.name, grace)
                self._parts.cluster.delete_pod(pod.name, uid=pod.uid, grace_seconds=grace, force=force)
                self._look_again(pod.name, island, seen)
                return island
            case lifecycle.Become():
                return self._tested_and_become(island, action, seen)
            case lifecycle.Release():
                return self._release(island)
            case lifecycle.Nothing() | lifecycle.Wait():
                return island
            case _:
                assert_never(action)

    def look_after(self, island: Island) -> float | None:
        """What there is to do for an island that is as it should be; seconds until the next look."""
        if island.state is State.STARTING:
            return self._starting.look(island)
        if island.state not in UP:
            self._rounds.forget(island.id)
            if island.state not in STARTING_UP:
                self._clocks.forget(island.id)
            return None
        wait = self._rounds.wait(island, self._parts.now(), time.monotonic())
        if wait > 0:
            return wait
        looked = self._clocks.look_after(island)
        if looked is None:
            return None  # it comes again when the look is over
        outcome = looked[0]
        # While somebody else has it in hand nobody has looked: should they fail, it is due at once.
        return UNKNOWN[0] if outcome is None else self._looked(island, outcome.applied, settled=outcome.settled)

    def _looked(self, island: Island, applied: bool | None, *, settled: bool) -> float:
        return self._rounds.looked(island, applied, self._parts.now(), time.monotonic(), settled=settled)

    def _grace(self, island: Island) -> int | None:
        """From SIGTERM to SIGKILL, if the drain that moves the island says so."""
        with self._parts.store.reading() as conn:
            return drain_rows.grace_of_move(conn, island.id)

    def _tell_grace(self, pod: str, seconds: int) -> None:
        """The Pod's own grace is all that its start script knows. Where this fails the cluster ends it in time."""
        try:
            answer = self._parts.cluster.exec(pod, SIDE_CONTAINER, GRACE, stdin=str(seconds).encode(), timeout=3.0)
            said = answer.stderr.decode("utf-8", "replace") if answer.code else ""
        except IslandError as error:
            said = error.message
        if said:
            log.info("the Pod was not told its grace", pod=pod, cause=said)

    def _create(self, island: Island, seen: PodCache) -> Island:
        usable = self._ports.usable(island, seen)
        if isinstance(usable, lifecycle.Become):
            return self._become(island, usable)
        if usable != island or seen.of(island.id):
            return usable  # what is next is decided anew
        try:
            pod = self._parts.cluster.create_pod(manifest_of(self._parts, island))
        except (Invalid, NotFound, Forbidden, Conflict) as error:
            reason = DETAIL(what=lifecycle.POD_NOT_CREATED(), detail=error.message)
            return self._become(island, lifecycle.Become(State.FAILED, reason))
        seen.put_created(pod)
        log.info("created the Pod", pod=pod.name)
        told = messages.NOT_HONOURED(what=list(pod.not_honoured)) if pod.not_honoured else NOTHING
        after = self._become(island, lifecycle.Become(State.SCHEDULING), told=told)
        zones.note_before_start(self._parts, after)
        return after

    def _look_again(self, name: str, island: Island, seen: PodCache) -> None:
        """Let the next decision see that the deletion was asked for, or that the Pod is gone already."""
        pod = self._parts.cluster.get_pod(name)
        if pod is not None:
            seen.put(pod)
            return
        for old in seen.of(island.id):
            if old.name == name:
                seen.drop(old)

    def _tested_and_become(self, island: Island, action: lifecycle.Become, seen: PodCache) -> Island | None:
        """Before anybody is told that it runs, for the first time or again: does it really show the time it should?
        What could not be measured while it did not run says nothing about it now."""
        elsewhere = self._ports.unplaced(island, action)
        if elsewhere is not None:
            return elsewhere
        runs_now = action.state is State.RUNNING and island.state is not State.RUNNING
        if not runs_now or island.clock_applied:
            return self._become(island, action, pods=seen.of(island.id))
        tested = self._clocks.self_test(island)
        if tested is None:
            return None
        self._looked(island, tested["clock_applied"], settled=False)  # its processes have hardly begun
        return self._become(island, action, tested)

    def _become(
        self,
        island: Island,
        action: lifecycle.Become,
        more: Mapping[str, Any] = MappingProxyType({}),
        pods: Sequence[Pod] = (),
        told: Message = NOTHING,
    ) -> Island:
        """Write the new state, and `more` with it, and a further line of its history where something is `told`. An
        island that ends leaves its bundle in the same transaction."""
        now = self._parts.now()
        moved = action.state is not island.state
        ended = moved and action.state in ENDED
        # Of a lost one nothing more can be learned: its node would be waited for in vain.
        last_log = action.state is not State.LOST
        bundle = None
        if ended:
            bundle = crashes.collect(self._parts, island, container=action.container, last_log=last_log)
        if bundle is not None:
            blamed = self._ports.after_end(island, action, pods, bundle.log)
            if isinstance(blamed, Island):
                return blamed
            action = blamed
        changes: dict[str, Any] = {**action.facts, **more, "state": action.state, "reason": action.reason}
        if moved:
            changes["changed_at"] = now

        def work(conn: Connection) -> Island:
            after = islands.change(conn, island, **changes)
            if moved or action.reason != island.reason:
                message = as_message(action.reason) or _arrived(after)
                note(conn, after, "state", MANAGER, message, now, before=island.state, after=action.state)
            else:
                touch(conn, after, now)  # a host or a node was learned: nothing for the history
            if told:
                note(conn, after, "note", MANAGER, told, now)
            if bundle is not None:
                registry.remove(conn, island.id)
                bundles.merge(conn, crashes.of_now(bundle, after))
            return after

        after = self._parts.store.run(work)
        log.info("state", before=island.state, after=action.state, reason=action.reason)
        if action.state is State.RUNNING and island.state in STARTING_UP and island.started_at:
            metrics.start_seconds.labels(island.blueprint).observe(now - island.started_at)
        self._parts.written()
        return after

    def _release(self, island: Island) -> Island:
        """The Pod is gone: give the ports back and close the row, in one transaction."""
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            after = islands.change(
                conn, island, state=State.STOPPED, changed_at=now, stopped_at=now, connections=0, clock_applied=None
            )
            allocator.release(conn, island.id, now, self._parts.settings.quarantine)
            registry.remove(conn, island.id)
            note(conn, after, "state", MANAGER, messages.GONE(), now, before=island.state, after=State.STOPPED)
            return after

        after = self._parts.store.run(work)
        log.info("stopped")
        self._parts.written()
        return after


def _arrived(island: Island) -> Message:
    return {
        State.SCHEDULING: messages.POD_CREATED(),
        State.STARTING: messages.ON_NODE(node=island.node),
        State.RUNNING: messages.READY(),
    }.get(island.state, NOTHING)
