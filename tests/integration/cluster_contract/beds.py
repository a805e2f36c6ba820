"""A cluster to test on, and the small things the tests need to know of it."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from islandmgr.cluster import base

PATIENCE = 120.0  # seconds; a condition that takes longer is a failure on any machine
SERVER = "server"

T = TypeVar("T")
_numbers = itertools.count(1)


@dataclass
class Bed:
    """`image` has a POSIX shell with its usual tools; no cluster has `missing_image`.

    `listen(port)` is a command that accepts TCP connections on a port of the Pod, in that image. `node_label` is a
    label by which nodes can be told apart and `node_value` one of its values that at least one node has.
    """

    cluster: base.Cluster
    image: str
    missing_image: str
    listen: Callable[[int], list[str]]
    node_label: str
    node_value: str
    run: str = field(default_factory=lambda: secrets.token_hex(3))
    made: list[str] = field(default_factory=list)

    def manifest(self, command: Sequence[str] | str, **container: Any) -> dict[str, Any]:
        """A Pod of ours with one container; a string is run by the shell. `spec` in `container` goes to the Pod's."""
        number = next(_numbers)
        spec = container.pop("spec", {})
        name = f"contract-{self.run}-{number}"
        self.made.append(name)
        return {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "name": name,
                "labels": {
                    base.MANAGED_BY[0]: base.MANAGED_BY[1],
                    base.ISLAND_LABEL: str(number),
                    base.INCARNATION_LABEL: "1",
                },
                "annotations": {base.SERVER_CONTAINER_ANNOTATION: SERVER},
            },
            "spec": {
                "restartPolicy": "Never",
                "terminationGracePeriodSeconds": 30,
                "containers": [self.container(command, **container)],
                **spec,
            },
        }

    def container(self, command: Sequence[str] | str, name: str = SERVER, **fields: Any) -> dict[str, Any]:
        argv = ["sh", "-c", command] if isinstance(command, str) else list(command)
        return {"name": name, "image": self.image, "command": argv, **fields}

    def start(self, command: Sequence[str] | str, **container: Any) -> str:
        """Create a Pod and give back its name."""
        return self.cluster.create_pod(self.manifest(command, **container)).name

    def wait(self, name: str, until: Callable[[base.Pod], bool]) -> base.Pod:
        """The Pod once `until` holds."""

        def look() -> base.Pod | None:
            pod = self.cluster.get_pod(name)
            assert pod is not None, f"Pod {name} is gone"
            return pod if until(pod) else None

        return eventually(look, lambda: f"{self.cluster.get_pod(name)}\n{self.cluster.pod_events(name)}")

    def wait_gone(self, name: str) -> None:
        eventually(lambda: self.cluster.get_pod(name) is None, lambda: f"{self.cluster.get_pod(name)}")

    def wait_log(self, name: str, text: bytes, container: str = SERVER) -> None:
        def said() -> bytes:
            return b"".join(self.cluster.logs(name, container))

        eventually(lambda: text in said(), said)

    def clean(self) -> None:
        """Remove every Pod of this bed, whatever state a failed test left it in."""
        for name in self.made:
            self.cluster.delete_pod(name, grace_seconds=0)
        for name in self.made:
            self.wait_gone(name)
        self.made.clear()

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        watch = Watch(self.cluster)
        try:
            yield watch
        finally:
            watch.end()


class Watch:
    """Collects what `watch_pods` yields, in a thread of its own."""

    def __init__(self, cluster: base.Cluster) -> None:
        self.changes: list[base.Change] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._collect, args=(cluster,), daemon=True)
        self._thread.start()
        eventually(lambda: bool(self.changes), lambda: "no first list")

    def of(self, name: str) -> list[base.Pod | str]:
        """What was seen of one Pod: its states, and `gone`."""
        seen: list[base.Pod | str] = []
        for change in list(self.changes):
            if isinstance(change, base.Synced):
                seen.extend(pod for pod in change.pods if pod.name == name)
            elif change.pod.name == name:
                seen.append(change.pod if isinstance(change, base.Changed) else "gone")
        return seen

    def wait_gone(self, name: str) -> None:
        eventually(lambda: "gone" in self.of(name), lambda: repr(self.of(name)))

    def end(self) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "watch_pods goes on after stop was set"

    def _collect(self, cluster: base.Cluster) -> None:
        for change in cluster.watch_pods(self._stop):
            self.changes.append(change)


def eventually(look: Callable[[], T | None], explain: Callable[[], object]) -> T:
    """The first true answer of `look`; fails with `explain()` when there is none in time."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"not within {PATIENCE:g} s: {explain()}"
        time.sleep(0.02)


def ended(pod: base.Pod) -> bool:
    return pod.server is not None and pod.server.exit_code is not None


def running(pod: base.Pod) -> bool:
    return pod.server is not None and pod.server.running


def ready(pod: base.Pod) -> bool:
    return pod.ready
