"""The watch of our Pods: two feeds, Pods and nodes, made into one stream of changes.

Nodes, since a Pod's own JSON does not say that its node is silent; and a Pod that waits gets a hint about why.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

import structlog

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes.api import Api, Query, Raw
from islandmgr.cluster.kubernetes.feeds import Feed, Listed, News, Told
from islandmgr.cluster.kubernetes.hints import Hints
from islandmgr.cluster.kubernetes.nodes import NODES, Lookout, Tenant, Tenants
from islandmgr.cluster.views import finished, pod_view

STOP_CHECK = 0.2  # seconds between looks at `stop`
NODES_FIRST = 5.0  # seconds that the first list of Pods waits for that of the nodes

log = structlog.get_logger(__name__)


class Watching:
    """One run of `watch_pods`. `changes` is for one thread; the feeds have their own."""

    def __init__(
        self, api: Api, pods_path: str, query: Query, lookout: Lookout, tenants: Tenants, hints: Hints
    ) -> None:
        self._queue: queue.SimpleQueue[tuple[str, News]] = queue.SimpleQueue()
        self._feeds = {
            "nodes": Feed(api, NODES, {}, lambda news: self._queue.put(("nodes", news))),
            "pods": Feed(api, pods_path, query, lambda news: self._queue.put(("pods", news))),
        }
        self._lookout = lookout
        self._tenants = tenants
        self._hints = hints
        self._pods: dict[str, base.Pod] = {}  # as their JSON says: without what is known of nodes, without hints
        self._room: dict[str, Tenant] = {}
        self._nodes_seen = False

    def changes(self, stop: threading.Event) -> Iterator[base.Change]:
        over = threading.Event()
        threads = [
            threading.Thread(target=feed.run, args=(over,), name=f"watch-{name}", daemon=True)
            for name, feed in self._feeds.items()
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._until(stop)
        finally:
            over.set()
            self._lookout.live = False
            self._tenants.live = None
            self._hints.forget_all_but(())  # its thread ends when nobody waits
            for feed in self._feeds.values():
                feed.interrupt()
            for thread in threads:
                thread.join(2)

    def _until(self, stop: threading.Event) -> Iterator[base.Change]:
        early: list[News] = []  # Pods that came before the nodes did
        patience = time.monotonic() + NODES_FIRST
        while not stop.is_set():
            try:
                source, news = self._queue.get(timeout=STOP_CHECK)
            except queue.Empty:
                source, news = "", None
            if source == "nodes":
                yield from self._of_nodes(news)
            elif news is not None:
                early.append(news)
            if self._nodes_seen or time.monotonic() > patience:
                for one in early:
                    yield from self._of_pods(one)
                early.clear()
                yield from self._hinted()

    def _of_nodes(self, news: News | None) -> Iterator[base.Change]:
        match news:
            case Listed(items):
                turned = self._lookout.replace(items)
                self._nodes_seen = self._lookout.live = True
            case Told("DELETED", raw):
                turned = self._lookout.drop(raw)
            case Told(_, raw):
                turned = self._lookout.put(raw)
            case None:
                return
        if turned:
            yield from (base.Changed(self._seen(pod)) for pod in list(self._pods.values()) if pod.node in turned)

    def _of_pods(self, news: News) -> Iterator[base.Change]:
        match news:
            case Listed(items):
                self._pods, self._room = {}, {}
                for raw in items:
                    self._keep(raw)
                self._tenants.live = self._room
                self._hints.forget_all_but({pod.uid for pod in self._pods.values()})
                yield base.Synced(tuple(map(self._seen, self._pods.values())))
            case Told("DELETED", raw):
                pod = pod_view(raw)
                self._pods.pop(pod.name, None)
                self._room.pop(pod.name, None)
                self._hints.forget(pod.uid)
                yield base.Gone(self._lookout.seen(pod))
            case Told(_, raw):
                yield base.Changed(self._seen(self._keep(raw)))

    def _keep(self, raw: Raw) -> base.Pod:
        pod = self._pods[raw["metadata"]["name"]] = pod_view(raw)
        if finished(raw):
            self._room.pop(pod.name, None)
        else:
            self._room[pod.name] = Tenant.of(raw)
        self._hints.look(pod, raw)
        return pod

    def _seen(self, pod: base.Pod) -> base.Pod:
        hint = self._hints.of(pod)
        return self._lookout.seen(replace(pod, hint=hint) if hint else pod)

    def _hinted(self) -> Iterator[base.Change]:
        """Pods that something was found out about meanwhile."""
        found: Iterable[str] = self._hints.news()
        yield from (base.Changed(self._seen(self._pods[name])) for name in found if name in self._pods)
