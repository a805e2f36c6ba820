"""The Pods as the watch last showed them, by island."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable

from islandmgr.model.observed import Pod

REMEMBERED = 1000  # Pods that are gone


class PodCache:
    """Thread-safe. Holds no truth of its own: before a Pod's absence has consequences the cluster is asked."""

    def __init__(self) -> None:
        self.complete = threading.Event()  # a full list was seen: only now does a Pod's absence mean anything
        self._lock = threading.Lock()
        self._gone: OrderedDict[str, Pod] = OrderedDict()  # Pod name -> as it was when it was removed
        self._pods: dict[int, dict[str, Pod]] = defaultdict(dict)  # island id -> Pod name -> Pod

    def of(self, island_id: int) -> list[Pod]:
        with self._lock:
            return list(self._pods.get(island_id, {}).values())

    def all(self) -> list[Pod]:
        with self._lock:
            return [pod for pods in self._pods.values() for pod in pods.values()]

    def island_ids(self) -> set[int]:
        with self._lock:
            return {island_id for island_id, pods in self._pods.items() if pods}

    def put(self, pod: Pod) -> bool:
        """False when it was seen like that before."""
        if pod.island_id is None:
            return False
        with self._lock:
            pods = self._pods[pod.island_id]
            news = pods.get(pod.name) != pod
            pods[pod.name] = pod
            return news

    def put_created(self, pod: Pod) -> None:
        """A Pod as its creation answered: what the watch has shown of it by now is newer."""
        if pod.island_id is None:
            return
        with self._lock:
            pods = self._pods[pod.island_id]
            if pod.name not in pods or pods[pod.name].uid != pod.uid:
                pods[pod.name] = pod

    def last(self, name: str) -> Pod | None:
        """The Pod of that name as it was when it was removed, if that was not too long ago."""
        with self._lock:
            return self._gone.get(name)

    def drop(self, pod: Pod) -> None:
        """A Pod is gone; a namesake with another uid is another Pod and stays."""
        if pod.island_id is None:
            return
        with self._lock:
            self._gone[pod.name] = pod
            self._gone.move_to_end(pod.name)
            if len(self._gone) > REMEMBERED:
                self._gone.popitem(last=False)
            pods = self._pods.get(pod.island_id, {})
            if pod.name in pods and pods[pod.name].uid == pod.uid:
                del pods[pod.name]
            if not pods:
                self._pods.pop(pod.island_id, None)

    def replace(self, pods: Iterable[Pod]) -> None:
        """A full list: what is not in it was not there when it was made."""
        fresh: dict[int, dict[str, Pod]] = defaultdict(dict)
        for pod in pods:
            if pod.island_id is not None:
                fresh[pod.island_id][pod.name] = pod
        with self._lock:
            self._pods = fresh
        self.complete.set()
