"""What the local cluster knows and does: Pods come, are given a node, live there, and go."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Coroutine, Mapping
from typing import Any

from islandmgr.cluster import base, views
from islandmgr.cluster.base import MANAGERS_ENDED
from islandmgr.cluster.local import honoured, scheduler, selectors, status
from islandmgr.cluster.local import manifest as manifests
from islandmgr.cluster.local.containers import Container
from islandmgr.cluster.local.logs import Log
from islandmgr.cluster.local.nodes import Nodes
from islandmgr.cluster.local.pods import DEFAULT_GRACE, PodLife, States
from islandmgr.cluster.local.site import Machine, Site, log_file
from islandmgr.cluster.local.state import Pods
from islandmgr.model.errors import Conflict, NotFound, Unavailable

Raw = dict[str, Any]

KILLED = "the local cluster agent was killed, and its containers with it"


class Engine:
    """Lives in the agent's event loop; every method is called from there."""

    def __init__(self, machine: Machine, pods: Pods, nodes: Nodes) -> None:
        self.machine = machine
        self.pods = pods
        self.nodes = nodes
        self._lives: dict[str, PodLife] = {}  # by Pod uid
        self._tasks: set[asyncio.Task[None]] = set()
        self._frozen = False

    def recover(self) -> None:
        """Put right what a killed agent left on disk: its containers are dead, and what was being deleted is gone.

        Pods without a node get one when the first manager has said what images stand for.
        """
        for pod in self.pods.all():
            if pod["metadata"].get("deletionTimestamp"):
                self._vanish(pod)
            else:
                self.pods.put(status.interrupted(pod, time.time(), KILLED))

    def create(self, manifest: Mapping[str, Any]) -> Raw:
        """Raises Invalid, Conflict, Unavailable."""
        manifests.check(manifest)
        name = manifest["metadata"]["name"]
        existing = self.pods.get(name)
        if existing is None:
            pod = self.pods.add(manifest, [one.what for one in honoured.ignored(manifest, users=self.machine.users)])
            self.schedule()
            return self.pods.get(name) or pod
        wanted = base.identity(manifest["metadata"].get("labels") or {})
        if base.identity(existing["metadata"].get("labels") or {}) != wanted or not any(wanted):
            raise Conflict(f"a Pod named {name!r} exists already and belongs to something else", pod=name)
        return existing

    def delete(self, name: str, uid: str, grace_seconds: float | None, force: bool) -> None:
        pod = self.pods.get(name)
        if pod is None or (uid and uid != pod["metadata"]["uid"]):
            return
        grace = 0.0 if force else self._grace(pod, grace_seconds)
        if not pod["metadata"].get("deletionTimestamp"):
            deletion = {
                "deletionTimestamp": views.rfc3339(time.time() + grace),
                "deletionGracePeriodSeconds": int(grace),
            }
            pod = self.pods.put({**pod, "metadata": {**pod["metadata"], **deletion}})
            self.pods.flush()
        if force:
            self.pods.forget(name)
        self._spawn(self._end(pod, grace))

    def schedule(self) -> None:
        """Give a node to every Pod that waits for one, oldest first; say why not otherwise."""
        for pod in self.pods.all():
            if pod["spec"].get("nodeName") in (None, "") and not pod["metadata"].get("deletionTimestamp"):
                self._schedule_one(pod)

    def label_node(self, name: str, labels: Mapping[str, str | None]) -> base.Node:
        self.nodes.label(name, labels)
        self.schedule()
        return self.node(name)

    def cordon(self, name: str, on: bool) -> base.Node:
        self.nodes.cordon(name, on)
        self.schedule()
        return self.node(name)

    def node(self, name: str) -> base.Node:
        pods = [pod for pod in self.pods.all() if pod["spec"].get("nodeName") == name]
        return views.node_view(self.nodes.get(name), pods)

    def list_nodes(self, selector: str) -> list[base.Node]:
        fits = selectors.parse(selector)
        nodes = [self.node(raw["metadata"]["name"]) for raw in self.nodes.all()]
        return [node for node in nodes if fits(node.labels)]

    def container(self, name: str, container: str) -> Container:
        """Raises NotFound, or Unavailable for one that is not on a node, or was there under an earlier agent."""
        pod = self._pod_with(name, container)
        life = self._lives.get(pod["metadata"]["uid"])
        found = life.container(container) if life else None
        if found is None:
            raise Unavailable(f"container {container!r} of Pod {name!r} does not run")
        return found

    def log(self, name: str, container: str) -> Log:
        """Output, also of a container that an earlier agent ran. Raises NotFound."""
        pod = self._pod_with(name, container)
        life = self._lives.get(pod["metadata"]["uid"])
        found = life.container(container) if life else None
        if found:
            return found.log
        log = Log(log_file(self.pods.home(pod), container), self.machine.log_limit)
        log.finish()
        return log

    def _pod_with(self, name: str, container: str) -> Raw:
        pod = self.pods.get(name)
        if pod is None:
            raise NotFound(f"there is no Pod {name!r}", pod=name)
        names = [spec["name"] for key in ("initContainers", "containers") for spec in pod["spec"].get(key) or []]
        if container not in names:
            raise NotFound(
                f"Pod {name!r} has no container {container!r}; it has {', '.join(names)}", pod=name, container=container
            )
        return pod

    async def end_all(self, grace: float, epitaph: str) -> None:
        """End every Pod. They stay known, as failed because of the managers' end: `epitaph` says in which way."""
        for pod in self.pods.all():
            self.pods.put(status.interrupted(pod, time.time(), epitaph, MANAGERS_ENDED))
        self._frozen = True
        await asyncio.gather(*(life.end(grace) for life in self._lives.values()), return_exceptions=True)
        while self._tasks:
            await asyncio.wait(self._tasks)
        self.pods.flush()

    async def _end(self, pod: Raw, grace: float) -> None:
        life = self._lives.get(pod["metadata"]["uid"])
        try:
            if life:
                await life.end(grace)
        finally:
            self._vanish(pod)
            self.schedule()

    def _vanish(self, pod: Raw) -> None:
        known = self.pods.get(pod["metadata"]["name"])
        if known and known["metadata"]["uid"] == pod["metadata"]["uid"]:
            self.pods.forget(pod["metadata"]["name"])
        self._lives.pop(pod["metadata"]["uid"], None)
        self.pods.clear(pod)

    def _schedule_one(self, pod: Raw) -> None:
        name = pod["metadata"]["name"]
        decision = scheduler.place(pod, scheduler.rooms(self.nodes.all(), self.pods.all()))
        if isinstance(decision, scheduler.Placed):
            self._bind(pod, decision.node)
            return
        refused = status.with_condition(pod, "PodScheduled", False, time.time(), "Unschedulable", decision.message)
        if refused != pod:
            self.pods.events.add(name, "Warning", "FailedScheduling", decision.message)
            self.pods.put(refused)

    def _bind(self, pod: Raw, node: str) -> None:
        now, address = time.time(), self.nodes.address(node)
        place = {"hostIP": address, "podIP": address, "startTime": views.rfc3339(now)}
        bound = {**pod, "spec": {**pod["spec"], "nodeName": node}, "status": {**pod["status"], **place}}
        bound = self.pods.put(status.with_condition(bound, "PodScheduled", True, now))
        self.pods.flush()  # or the next agent would start a second time what is started now
        name, uid = pod["metadata"]["name"], pod["metadata"]["uid"]

        def tell(kind: str, reason: str, message: str) -> None:
            self.pods.events.add(name, kind, reason, message)

        def changed(init: States, main: States) -> None:
            self._changed(name, uid, init, main)

        tell("Normal", "Scheduled", f"Successfully assigned {name} to {node}")
        self._lives[uid] = PodLife(Site(self.machine, bound, self.pods.home(bound), tell), changed)

    def _changed(self, name: str, uid: str, init: States, main: States) -> None:
        pod = self.pods.get(name)
        if self._frozen or pod is None or pod["metadata"]["uid"] != uid:
            return
        overdue = uid in self._lives and self._lives[uid].overdue
        fresh = self.pods.put(status.with_containers(pod, init, main, time.time(), overdue=overdue))
        if views.finished(fresh):  # its memory and ports are free
            self.schedule()

    def _grace(self, pod: Raw, asked: float | None) -> float:
        if asked is not None:
            return float(asked)
        return float(pod["spec"].get("terminationGracePeriodSeconds", DEFAULT_GRACE))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            traceback.print_exception(error)
