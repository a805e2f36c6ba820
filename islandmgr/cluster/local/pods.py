"""A Pod on its node: init containers one by one, then all containers at once, until they end or are stopped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from islandmgr.cluster.local import environ, privileges, status
from islandmgr.cluster.local.containers import Container
from islandmgr.cluster.local.site import Site

States = list[status.ContainerState]


class PodLife:
    """`changed` gets the new states of the init containers and of the others after every change."""

    def __init__(self, site: Site, changed: Callable[[States, States], None]) -> None:
        self._site = site
        self._changed = changed

        def containers(key: str) -> list[Container]:
            return [Container(site, spec, self._report) for spec in site.pod["spec"].get(key) or []]

        self._init = containers("initContainers")
        self._main = containers("containers")
        self._deadline = float("inf")  # on the monotonic clock, once the Pod is being stopped
        self._hurry = asyncio.Event()
        self._run = asyncio.create_task(self._live())

    def container(self, name: str) -> Container | None:
        return next((container for container in (*self._init, *self._main) if container.name == name), None)

    async def end(self, grace: float) -> None:
        """SIGTERM, after `grace` seconds SIGKILL; returns when every process has ended. A second call can only shorten
        the grace of the first."""
        first = self._deadline == float("inf")
        self._deadline = min(self._deadline, time.monotonic() + grace)
        self._hurry.set()
        if not first:
            await asyncio.wait([self._run])
            return
        for container in (*self._init, *self._main):
            container.stop()
        while not self._run.done() and time.monotonic() < self._deadline:
            self._hurry.clear()
            hurry = asyncio.create_task(self._hurry.wait())
            await asyncio.wait(
                [self._run, hurry],
                timeout=max(0.0, self._deadline - time.monotonic()),
                return_when=asyncio.FIRST_COMPLETED,
            )
            hurry.cancel()
        while not self._run.done():  # again and again: one may have been starting
            for container in (*self._init, *self._main):
                container.kill()
            await asyncio.wait([self._run], timeout=0.2)
        self._run.result()

    async def _live(self) -> None:
        self._report()
        self._say_what_differs()
        try:
            for container in self._init:
                await container.run()
                if container.state.exit_code != 0:
                    return
            await asyncio.gather(*(container.run() for container in self._main))
        finally:
            for container in (*self._init, *self._main):
                container.log.finish()

    def _report(self) -> None:
        self._changed([container.state for container in self._init], [container.state for container in self._main])

    def _say_what_differs(self) -> None:
        for volume in self._site.pod["spec"].get("volumes") or []:
            if path := (volume.get("hostPath") or {}).get("path"):
                self._site.tell("Normal", "HostPath", f"volume {volume['name']} is {path} of this machine itself")
        for container in (*self._init, *self._main):
            for field in environ.ignored_fields(container.spec):
                self._site.tell(
                    "Warning", "NotSupported", f"the local cluster ignores {field} of container {container.name}"
                )
            for what in privileges.not_given(container.spec):
                self._site.tell(
                    "Warning", "NotSupported", f"the local cluster gives container {container.name} no {what}"
                )
