"""`LocalCluster`: the cluster port, spoken to the local agent."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from islandmgr.cluster import base
from islandmgr.cluster.local import frames, hostports, options
from islandmgr.cluster.local import images as local_images
from islandmgr.cluster.local.channel import Channel
from islandmgr.cluster.local.images import Images
from islandmgr.cluster.views import pod_view
from islandmgr.model.backoff import Backoff
from islandmgr.model.cluster_traits import Traits
from islandmgr.model.errors import Unavailable

_GAPS = Backoff(0.1, 5.0)  # between attempts to watch again


class LocalCluster:
    """Pods as processes of this machine. Safe from several threads and after a fork.

    `folder` is the local cluster's own; its agent is started when nobody answers there. `images` says what image names
    stand for besides our own two (see `images`). `isolation` is `auto`, `namespaces` or `plain`. No container sees
    `folder` or what is `hidden`, files or folders, unless it runs as a plain process. The agent keeps `log_limit` bytes
    of each container's output.

    `close` leaves the agent and its Pods to other managers; without any for `idle_seconds` the agent ends them and
    itself, so that a killed manager leaves nothing for ever. `shutdown` ends them now, unless other managers are
    connected. With `keep` neither ends anything.
    """

    def __init__(
        self,
        folder: Path,
        *,
        keep: bool = False,
        images: Images | None = None,
        hidden: Iterable[Path] = (),
        idle_seconds: float = options.IDLE,
        isolation: options.IsolationKind = "auto",
        log_limit: int = options.LOG_LIMIT,
    ) -> None:
        self._folder = Path(folder).resolve()
        self.traits = Traits(ends_with_managers=not keep, nodes_are_this_machine=True, node_ports=None)
        self._images = images or {}
        idle = None if keep else idle_seconds
        self._channel = Channel(options.Options(self._folder, idle, isolation, log_limit), self._images, hidden)

    def check(self) -> str:
        said: str = self._channel.ask("check")
        return said

    def create_pod(self, manifest: base.Manifest) -> base.Pod:
        return pod_view(self._channel.ask("create_pod", manifest=manifest))

    def delete_pod(self, name: str, *, uid: str = "", grace_seconds: int | None = None, force: bool = False) -> None:
        self._channel.ask("delete_pod", name=name, uid=uid, grace_seconds=grace_seconds, force=force)

    def get_pod(self, name: str) -> base.Pod | None:
        raw = self._channel.ask("get_pod", name=name)
        return pod_view(raw) if raw else None

    def list_pods(self, *, ours: bool = True) -> list[base.Pod]:
        return [pod_view(raw) for raw in self._channel.ask("list_pods", ours=ours)]

    def watch_pods(self, stop: threading.Event) -> Iterator[base.Change]:
        failures = 0
        while not stop.is_set() and not self._channel.closed:
            try:
                for item in self._channel.stream("watch_pods", stop):
                    failures = 0
                    yield _change(item)
            except Unavailable:
                failures += 1
            if failures:
                stop.wait(_GAPS.gap(failures))

    def get_node(self, name: str) -> base.Node | None:
        return next((node for node in self.list_nodes() if node.name == name), None)

    def list_nodes(self, selector: str = "") -> list[base.Node]:
        return [base.Node(**node) for node in self._channel.ask("list_nodes", selector=selector)]

    def label_node(self, name: str, labels: Mapping[str, str | None]) -> base.Node:
        return base.Node(**self._channel.ask("label_node", name=name, labels=dict(labels)))

    def cordon(self, name: str, on: bool) -> base.Node:
        return base.Node(**self._channel.ask("cordon", name=name, on=on))

    def path_in_image(self, image: str, path: str) -> Path | None:
        return local_images.path_in(image, path, self._images)

    def listeners(self, first: int, last: int) -> list[base.Listener]:
        return hostports.listeners(first, last)

    def logs(
        self,
        name: str,
        container: str,
        *,
        tail: int | None = None,
        follow: bool = False,
        stop: threading.Event | None = None,
    ) -> Iterator[bytes]:
        stream = self._channel.stream("logs", stop, name=name, container=container, tail=tail, follow=follow)
        first = frames.unpack(next(stream, ""))  # a Pod that is not there is noticed now, not at the first read

        def chunks() -> Iterator[bytes]:
            with contextlib.closing(stream):
                if first:
                    yield first
                for chunk in stream:
                    yield frames.unpack(chunk)

        return chunks()

    def exec(
        self, name: str, container: str, argv: Sequence[str], *, stdin: bytes = b"", timeout: float = 10.0
    ) -> base.ExecResult:
        result = self._channel.ask(
            "exec",
            timeout,
            name=name,
            container=container,
            argv=list(argv),
            stdin=frames.pack(stdin),
            timeout=timeout,
        )
        return base.ExecResult(result["code"], frames.unpack(result["stdout"]), frames.unpack(result["stderr"]))

    def pod_events(self, name: str) -> list[base.PodEvent]:
        return [base.PodEvent(**event) for event in self._channel.ask("pod_events", name=name)]

    def close(self) -> None:
        self._channel.close()

    def shutdown(self, *, grace_seconds: float = 3.0) -> bool:
        """End all Pods (SIGTERM, after `grace_seconds` SIGKILL) and the agent, then close.

        Returns whether it did: not with `keep`, and not while other managers are connected.
        """
        if not self.traits.ends_with_managers:
            self.close()
            return False
        return self._channel.shut_down(grace_seconds)

    def claim_folder(self, claim: str) -> Path:
        """Where the content of a PersistentVolumeClaim is."""
        return self._folder / "volumes" / claim


def _change(item: Mapping[str, Any]) -> base.Change:
    if "synced" in item:
        return base.Synced(tuple(pod_view(raw) for raw in item["synced"]))
    if "gone" in item:
        return base.Gone(pod_view(item["gone"]))
    return base.Changed(pod_view(item["changed"]))
