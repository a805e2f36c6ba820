"""What is known of the nodes: which of them answer, and who lives there with how much."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import structlog

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes.api import Api, Raw
from islandmgr.cluster.views import finished, host_ports, pod_requests
from islandmgr.model.errors import Forbidden, IslandError, NotFound

NODES, PODS = "/api/v1/nodes", "/api/v1/pods"
FRESH = 3.0  # seconds that a list of nodes serves when no watch keeps it up to date
COST = 20  # a list of Pods serves so many times longer than it took: it then costs a twentieth of a core at most
CHEAP = 0.2  # seconds; what took less is not kept

_ENDED = frozenset({"Succeeded", "Failed"})

log = structlog.get_logger(__name__)


def answers(raw: Raw) -> bool:
    """False when the cluster has not heard of the node for a while. One that says that it is not ready answers."""
    conditions = (raw.get("status") or {}).get("conditions") or []
    ready: Raw = next((one for one in conditions if one.get("type") == "Ready"), {})
    return ready.get("status") != "Unknown"


class Lookout:
    """Which nodes answer. Kept by a watch while one runs (`live`), asked for otherwise. Thread-safe."""

    def __init__(self, api: Api) -> None:
        self.live = False
        self._api = api
        self._lock = threading.Lock()
        self._answers: dict[str, bool] = {}
        self._known = False  # False also where our account may not see nodes: then none counts as silent
        self._at = float("-inf")

    def replace(self, raws: Iterable[Raw]) -> set[str]:
        """A full list; the names of the nodes that answer now and did not, or the other way round."""
        fresh = {_name(raw): answers(raw) for raw in raws}
        with self._lock:
            before, self._answers = self._answers, fresh
            self._known, self._at = True, time.monotonic()
        return {name for name in {*before, *fresh} if before.get(name, False) != fresh.get(name, False)}

    def put(self, raw: Raw) -> set[str]:
        """One node changed; its name when it began or ceased to answer."""
        return self._set(_name(raw), answers(raw))

    def drop(self, raw: Raw) -> set[str]:
        """A node was taken out of the cluster. What ran on it may go on running."""
        return self._set(_name(raw), False)

    def seen(self, pod: base.Pod) -> base.Pod:
        """The Pod, with `node_lost` when its node does not answer."""
        if not pod.node or pod.node_lost or pod.phase in _ENDED or not self._is_silent(pod.node):
            return pod
        return replace(pod, node_lost=True)

    def _is_silent(self, name: str) -> bool:
        if not self.live and time.monotonic() - self._at > FRESH:
            self._refresh()
        with self._lock:
            if not self._known:
                return False
            found = self._answers.get(name)
        return not (self._ask(name) if found is None else found)

    def _ask(self, name: str) -> bool:
        """About a node that is not known: it may have joined a moment ago."""
        try:
            answering = answers(self._api.get(f"{NODES}/{name}"))
        except NotFound:
            answering = False
        except IslandError:
            return True
        self._set(name, answering)
        return answering

    def _refresh(self) -> None:
        try:
            self.replace(self._api.list_cached(NODES).get("items") or [])
        except Forbidden:
            self._at = time.monotonic()
        except IslandError as error:
            log.info("nodes not looked at", cause=error.message)

    def _set(self, name: str, answering: bool) -> set[str]:
        with self._lock:
            before = self._answers.get(name)
            self._answers[name] = answering
        return set() if before is answering else {name}


@dataclass(frozen=True)
class Tenant:
    """A Pod, as a user of a node: memory in bytes, CPU in millicores."""

    namespace: str
    name: str
    node: str
    memory: int
    cpu: int
    host_ports: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, raw: Raw) -> Tenant:
        meta = raw.get("metadata") or {}
        memory, cpu = pod_requests(raw)
        node = (raw.get("spec") or {}).get("nodeName") or ""
        return cls(meta.get("namespace") or "", _name(raw), node, memory, cpu, host_ports(raw))


class Tenants:
    """Everybody who takes room on the nodes. Our own Pods come from the watch while it runs; the others are listed."""

    def __init__(self, api: Api, namespace: str, ours: Mapping[str, str]) -> None:
        self.live: Mapping[str, Tenant] | None = None  # our own by name, kept by a watch
        self._api = api
        self._namespace = namespace
        self._mine = {"labelSelector": ",".join(f"{key}={value}" for key, value in ours.items())}
        self._not_mine = {"labelSelector": ",".join(f"{key}!={value}" for key, value in ours.items())}
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, list[Tenant]]] = {}  # until when (monotonic), what

    def all(self) -> list[Tenant]:
        """Who holds memory, CPU and ports now."""
        live = self.live
        with self._lock:
            # `list` of a dict's values is one step for the interpreter: the watch may change it meanwhile.
            mine = list(live.values()) if live is not None else self._listed("ours", self._ours)
            return mine + self._listed("foreign", self._foreign)

    def changed(self) -> None:
        """We made or removed a Pod: what is kept is old."""
        self._kept.pop("ours", None)

    def load(self) -> dict[str, tuple[int, int, int]]:
        """Node -> (memory, CPU, number) of its Pods: what they ask for, and how many there are."""
        found: dict[str, tuple[int, int, int]] = {}
        for one in self.all():
            memory, cpu, number = found.get(one.node, (0, 0, 0))
            found[one.node] = (memory + one.memory, cpu + one.cpu, number + 1)
        return found

    def _listed(self, key: str, listing: Callable[[], Iterator[Tenant]]) -> list[Tenant]:
        until, found = self._kept.get(key, (0.0, []))
        began = time.monotonic()
        if began < until:
            return found
        found = list(listing())
        took = time.monotonic() - began
        if took > CHEAP:
            self._kept[key] = (began + took * COST, found)
        return found

    def _ours(self) -> Iterator[Tenant]:
        found = self._api.list_cached(f"/api/v1/namespaces/{self._namespace}/pods", self._mine)
        return (Tenant.of(raw) for raw in found.get("items") or [] if not finished(raw))

    def _foreign(self) -> Iterator[Tenant]:
        running = "status.phase!=Succeeded,status.phase!=Failed"
        elsewhere = {"fieldSelector": f"{running},metadata.namespace!={self._namespace}"}
        here = {"fieldSelector": running, **self._not_mine}
        try:
            found = (self._api.list_cached(PODS, elsewhere)).get("items") or []
            yield from (Tenant.of(raw) for raw in found)
        except Forbidden as error:
            log.info("Pods of other namespaces are not counted", cause=error.message)
        found = self._api.list_cached(f"/api/v1/namespaces/{self._namespace}/pods", here).get("items") or []
        yield from (Tenant.of(raw) for raw in found)


def _name(raw: Raw) -> str:
    return str((raw.get("metadata") or {}).get("name") or "")
