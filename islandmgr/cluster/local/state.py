"""The Pods as Kubernetes-shaped JSON, kept on disk one file each, with their events and those who watch."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import time
import uuid
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from islandmgr.cluster.base import NOT_HONOURED
from islandmgr.cluster.local import disk
from islandmgr.cluster.views import rfc3339
from islandmgr.model.errors import Unavailable

Raw = dict[str, Any]

_EVENTS_PER_POD = 100
_PODS_WITH_EVENTS = 500
_WATCHER_BACKLOG = 10_000
_WRITE_DELAY = 0.1  # seconds


@dataclass
class Event:
    """Repeats of one reason and message are counted instead of listed."""

    at: float
    kind: str
    reason: str
    message: str
    count: int = 1


class Events:
    """The last events of the last Pods, gone ones too: they are read after a crash. In memory only, as with Kubernetes
    they do not last either."""

    def __init__(self) -> None:
        self._by_pod: OrderedDict[str, OrderedDict[tuple[str, str], Event]] = OrderedDict()

    def add(self, pod: str, kind: str, reason: str, message: str) -> None:
        events = self._by_pod.setdefault(pod, OrderedDict())
        self._by_pod.move_to_end(pod)
        event = events.setdefault((reason, message), Event(0.0, kind, reason, message, 0))
        event.at, event.count = time.time(), event.count + 1
        events.move_to_end((reason, message))
        if len(events) > _EVENTS_PER_POD:
            events.popitem(last=False)
        if len(self._by_pod) > _PODS_WITH_EVENTS:
            self._by_pod.popitem(last=False)

    def of(self, pod: str) -> list[Event]:
        return list(self._by_pod.get(pod, {}).values())


class Watcher:
    """What one reader has not read yet: the newest state of each changed Pod, so a slow reader costs little."""

    def __init__(self) -> None:
        self._pending: OrderedDict[str, tuple[str, Raw]] = OrderedDict()
        self._wake = asyncio.Event()
        self.lagging = False  # so far behind that it has to start over

    def tell(self, kind: str, pod: Raw) -> None:
        self._pending[pod["metadata"]["uid"]] = (kind, pod)
        self.lagging = len(self._pending) > _WATCHER_BACKLOG
        self._wake.set()

    async def changes(self) -> list[tuple[str, Raw]]:
        await self._wake.wait()
        self._wake.clear()
        changes = list(self._pending.values())
        self._pending.clear()
        return changes


class Pods:
    """Every Pod by name. A stored Pod is never changed in place: `put` takes a new dict and makes it known.

    A new Pod is on disk before anybody hears of it, and `flush` writes what must be known before the next step. Other
    states are written a moment later, many at once: replacing a file costs a real disk milliseconds, and no state of a
    container outlives the agent anyway.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "pods"
        self.folder.mkdir(exist_ok=True)
        self.events = Events()
        self._pods: dict[str, Raw] = {}
        self._watchers: set[Watcher] = set()
        self._unwritten: set[str] = set()
        self._version = int(time.time() * 1000)  # goes on growing over restarts
        self._load()

    def all(self) -> list[Raw]:
        return list(self._pods.values())

    def get(self, name: str) -> Raw | None:
        return self._pods.get(name)

    def home(self, pod: Raw) -> Path:
        """The folder of everything that belongs to the Pod."""
        return self.folder / str(pod["metadata"]["uid"])

    def add(self, manifest: Mapping[str, Any], ignored: Sequence[str] = ()) -> Raw:
        """`ignored`: what it asks for and does not get here, for whoever looks at it."""
        told = {NOT_HONOURED: "\n".join(ignored)} if ignored else {}
        meta = {
            "namespace": "local",
            **manifest["metadata"],
            "annotations": {**(manifest["metadata"].get("annotations") or {}), **told},
            "uid": str(uuid.uuid4()),
            "creationTimestamp": rfc3339(time.time()),
        }
        status = {"phase": "Pending", "conditions": []}
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": meta, "spec": manifest["spec"], "status": status}
        try:
            self.home(pod).mkdir()
            self._keep(pod)
        except OSError as error:
            shutil.rmtree(self.home(pod), ignore_errors=True)
            raise Unavailable(f"Pod {meta['name']!r} cannot be written to {self.folder}: {error.strerror}") from error
        return self.put(pod)

    def put(self, pod: Raw) -> Raw:
        self._version += 1
        pod = {**pod, "metadata": {**pod["metadata"], "resourceVersion": str(self._version)}}
        self._pods[pod["metadata"]["name"]] = pod
        if not self._unwritten:
            asyncio.get_running_loop().call_later(_WRITE_DELAY, self.flush)
        self._unwritten.add(pod["metadata"]["name"])
        for watcher in self._watchers:
            watcher.tell("changed", pod)
        return pod

    def flush(self) -> None:
        """Write what is not written yet. On a full disk it stays unwritten until the Pod's next change."""
        for name in self._unwritten & self._pods.keys():
            with contextlib.suppress(OSError):
                self._keep(self._pods[name])
        self._unwritten.clear()

    def forget(self, name: str) -> None:
        """The Pod is gone, for everybody who watches; `clear` frees its folder once nothing runs in it any more."""
        pod = self._pods.pop(name)
        (self.home(pod) / "pod.json").unlink(missing_ok=True)
        for watcher in self._watchers:
            watcher.tell("gone", pod)

    def clear(self, pod: Raw) -> None:
        shutil.rmtree(self.home(pod), ignore_errors=True)

    @contextlib.contextmanager
    def watched(self) -> Iterator[Watcher]:
        watcher = Watcher()
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    def _keep(self, pod: Raw) -> None:
        disk.write_json(self.home(pod) / "pod.json", pod)

    def _load(self) -> None:
        for home in self.folder.iterdir():
            try:
                pod = json.loads((home / "pod.json").read_text())
            except (OSError, ValueError):
                shutil.rmtree(home, ignore_errors=True)  # a Pod that is gone, or that nobody was told about
            else:
                self._pods[pod["metadata"]["name"]] = pod
