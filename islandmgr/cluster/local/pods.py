"""A Pod on its node: init containers one by one, then all containers at once, until they end or are stopped."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

from islandmgr.cluster.base import NOT_HONOURED
from islandmgr.cluster.local import honoured, status
from islandmgr.cluster.local.containers import Container
from islandmgr.cluster.local.site import Site
from islandmgr.cluster.local.status import stays
from islandmgr.model.backoff import Backoff

States = list[status.ContainerState]

DEFAULT_GRACE = 30.0  # seconds, Kubernetes' own
_RESTARTS = Backoff(0.5, 300.0)  # of side containers that end


class PodLife:
    """`changed` gets the new states of the init containers and of the others after every change."""

    def __init__(self, site: Site, changed: Callable[[States, States], None]) -> None:
        self._site = site
        self._changed = changed

        spec = site.pod["spec"]
        self._init = [Container(site, one, self._report, stays=stays(one)) for one in spec.get("initContainers") or []]
        self._main = [Container(site, one, self._report) for one in spec["containers"]]
        self._beside: dict[str, asyncio.Task[None]] = {}  # side containers that have begun, by name
        self._grace = float(spec.get("terminationGracePeriodSeconds", DEFAULT_GRACE))
        self.overdue = False
        self._deadline = float("inf")  # on the monotonic clock, once the Pod is being stopped
        self._hurry = asyncio.Event()
        self._run = asyncio.create_task(self._live())
        self._limit = asyncio.create_task(self._end_when_overdue(spec.get("activeDeadlineSeconds")))

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
            if not (container.state.stays and container.state.running):
                container.stop()  # side containers that run follow, when the others are gone
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
            for number, container in enumerate(self._init):
                if container.state.stays:
                    self._beside[container.name] = asyncio.create_task(self._keep(number))
                    await self._begun(number)
                else:
                    await container.run()
                if not self._init[number].state.done:
                    return
            await asyncio.gather(*(container.run() for container in self._main))
        finally:
            await self._end_side_containers()
            self._limit.cancel()
            for container in (*self._init, *self._main):
                container.log.finish()

    async def _keep(self, number: int) -> None:
        """Run a side container, again and again, until the Pod ends."""
        gaps = _RESTARTS.gaps()
        while True:
            container = self._init[number]
            await container.run()
            if container.stopping or self._deadline < float("inf"):
                return
            self._init[number] = container.again()
            self._report()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._init[number].stopped(), next(gaps))

    async def _begun(self, number: int) -> None:
        """Until the side container has started for the first time, or never will."""
        name = self._init[number].name
        begun = asyncio.create_task(self._init[number].begun.wait())
        await asyncio.wait([begun, self._beside[name]], return_when=asyncio.FIRST_COMPLETED)
        begun.cancel()

    async def _end_side_containers(self) -> None:
        """In reverse order, one by one, within the grace of the Pod."""
        self._deadline = min(self._deadline, time.monotonic() + self._grace)
        for number in reversed(range(len(self._init))):
            running = self._beside.get(self._init[number].name)
            if running is None or running.done():
                continue
            self._init[number].stop()
            await asyncio.wait([running], timeout=max(0.0, self._deadline - time.monotonic()))
            while not running.done():
                self._init[number].kill()
                await asyncio.wait([running], timeout=0.2)

    async def _end_when_overdue(self, seconds: float | None) -> None:
        if seconds is None:
            return
        await asyncio.sleep(seconds)
        self.overdue = True
        self._report()
        await self.end(self._grace)

    def _report(self) -> None:
        self._changed([container.state for container in self._init], [container.state for container in self._main])

    def _say_what_differs(self) -> None:
        for volume in self._site.pod["spec"].get("volumes") or []:
            if path := (volume.get("hostPath") or {}).get("path"):
                self._site.tell("Normal", "HostPath", f"volume {volume['name']} is {path} of this machine itself")
        for what in (self._site.pod["metadata"].get("annotations") or {}).get(NOT_HONOURED, "").splitlines():
            self._site.tell("Warning", "NotSupported", honoured.sentence(what))
