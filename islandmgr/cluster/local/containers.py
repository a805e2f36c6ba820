"""One container from its first obstacle to its last output."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from islandmgr.cluster.local import environ, execs, hostports, images, memory, privileges, probes, users, volumes
from islandmgr.cluster.local.cgroups import MemoryGroup
from islandmgr.cluster.local.environ import BadManifest
from islandmgr.cluster.local.isolation import CONTAINER_MARK, MARK, Box
from islandmgr.cluster.local.launch import NOT_STARTED, Process, Program, StartError, Stdio
from islandmgr.cluster.local.logs import Log
from islandmgr.cluster.local.site import Raw, Site, log_file
from islandmgr.cluster.local.status import ContainerState, fresh_state
from islandmgr.cluster.views import quantity
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import Unavailable

_GAPS = Backoff(0.5, 10.0)  # between attempts to start


class Obstacle(Exception):
    """Why a container cannot start now, in Kubernetes' word and in a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class Container:
    """`run` takes it through its life; `changed` is called after every change of `state`."""

    def __init__(self, site: Site, spec: Raw, changed: Callable[[], None], *, stays: bool = False) -> None:
        """`stays`: as an init container it runs beside the others, and is followed by `again` when it ends."""
        self.spec = spec
        self.name: str = spec["name"]
        self.state = fresh_state(spec, stays=stays)
        self.begun = asyncio.Event()
        self.log = Log(log_file(site.home, self.name), site.machine.log_limit)
        self._site = site
        self._machine = site.machine
        self._tell = site.tell
        self._changed = changed
        self._stopping = asyncio.Event()
        self._box: Box | None = None
        self._process: Process | None = None
        self._group: MemoryGroup | None = None
        self._over_limit = False
        self._input: int | None = None

    async def run(self) -> None:
        """Returns when the container has ended, or was stopped before it began."""
        gaps = _GAPS.gaps()
        while not self._stopping.is_set():
            try:
                box = self._make_box()
            except Obstacle as obstacle:
                self._wait_for(obstacle)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), next(gaps))
            else:
                await self._run(box)
                return

    def stop(self) -> None:
        """SIGTERM, or never start."""
        self._stopping.set()
        if self._process and self._process.running:
            self._tell("Normal", "Killing", f"Stopping container {self.name}")
            self._process.send(signal.SIGTERM)

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    async def stopped(self) -> None:
        """Until it was asked to stop."""
        await self._stopping.wait()

    def again(self) -> Container:
        """The next run of the same container, its output behind that of this one."""
        follower = Container(self._site, self.spec, self._changed, stays=self.state.stays)
        message = f"back-off restarting container {self.name}: it ended with code {self.state.exit_code}"
        waiting = follower.state.waiting("CrashLoopBackOff", message)
        follower.state = replace(waiting, started_at=self.state.started_at, restarts=self.state.restarts + 1)
        follower.begun = self.begun
        return follower

    def kill(self) -> None:
        self._stopping.set()
        if self._process:
            self._process.send(signal.SIGKILL)

    async def exec(self, argv: Sequence[str], stdin: bytes, timeout: float) -> execs.Outcome:
        """Run a command in the running container. Raises Unavailable when it does not run or `timeout` seconds pass."""
        if self._box is None or self._process is None or not self._process.running:
            raise Unavailable(f"container {self.name!r} of Pod {self._site.pod['metadata']['name']!r} does not run")
        try:
            async with asyncio.timeout(timeout):
                return await execs.run(self._machine.isolation, self._box, self._process, argv, stdin)
        except TimeoutError as error:
            said = f"{' '.join(argv)!r} in container {self.name!r} took longer than {timeout:g} s"
            raise Unavailable(said) from error

    def _make_box(self) -> Box:
        """Everything the container needs, or Obstacle."""
        self._check_ports()
        image = self.spec.get("image", "")
        folders = images.lookup(image, self._machine.images)
        if folders is None:
            known = ", ".join(sorted(self._machine.images))
            raise Obstacle(
                "ImagePullBackOff",
                f"the local cluster has no registry and was not told what image {image!r} stands for "
                f"(ISLANDMGR_LOCAL_IMAGES says it); known: {known}",
            )
        try:
            group = users.group_of_files(self._site.pod, can=self._machine.users)
            found = volumes.volume_folders(self._site.pod, self._site.places, group)
            mounts = volumes.container_mounts(self.spec, found, folders, self._site.places)
            capabilities = privileges.kept(self.spec)
            user = users.user_of(self._site.pod, self.spec, can=self._machine.users)
            env = environ.environment(self._site.pod, self.spec, self._base_env(), self._marks())
            argv = environ.command_line(self.spec, env)
        except (BadManifest, users.RootNotAllowedError, OSError) as error:
            raise Obstacle("CreateContainerConfigError", str(error)) from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            said = f"container {self.name!r} has not the shape of one ({type(error).__name__}: {error})"
            raise Obstacle("CreateContainerConfigError", said) from error
        program = Program(argv, env, self.spec.get("workingDir") or "/")
        self._group = self._make_group()
        join = self._group.join if self._group else lambda: None
        folder = self._site.home / "containers" / self.name
        return Box(program, mounts, folder, capabilities, user, self._machine.hidden, join)

    def _base_env(self) -> dict[str, str]:
        return {
            **self._machine.base_env,
            "HOSTNAME": self._site.pod["metadata"]["name"],
            "ISLANDMGR_BIND": self._site.address,
        }

    def _marks(self) -> dict[str, str]:
        """By these a killed agent's successor finds what it left."""
        return {MARK: str(self._machine.folder), CONTAINER_MARK: f"{self._site.uid}/{self.name}"}

    def _check_ports(self) -> None:
        ports = [
            (int(port["hostPort"]), port.get("protocol") or "TCP")
            for port in self.spec.get("ports") or []
            if port.get("hostPort")
        ]
        if problem := hostports.taken(self._site.address, ports):
            raise Obstacle("HostPortTaken", problem)

    def _make_group(self) -> MemoryGroup | None:
        limit = self._memory_limit()
        if limit is None or self._machine.groups is None:
            return None
        try:
            return self._machine.groups.make(f"{self._site.uid}-{self.name}", limit)
        except OSError:
            return None  # `memory.hold_limit` does it instead

    def _memory_limit(self) -> int | None:
        limit = ((self.spec.get("resources") or {}).get("limits") or {}).get("memory")
        return int(quantity(limit)) if limit is not None else None

    def _wait_for(self, obstacle: Obstacle) -> None:
        self._tell("Warning", obstacle.reason, obstacle.message)
        self._become(self.state.waiting(obstacle.reason, obstacle.message))

    async def _run(self, box: Box) -> None:
        self._box = box
        try:
            self._process = await self._start(box)
        except (StartError, OSError) as error:
            self._tell("Warning", "Failed", f"Error: {error}")
            self._close_input()
            self.log.finish()
            self._remove_group()
            self._become(self.state.ended(time.time(), NOT_STARTED, "StartError", str(error)))
            return
        self._tell("Normal", "Started", f"Started container {self.name}")
        self._become(self.state.started(time.time(), ready="readinessProbe" not in self.spec))
        self.begun.set()
        if self._stopping.is_set():  # asked while it started
            self._process.send(signal.SIGTERM)
        companions = [asyncio.create_task(work) for work in self._companions(self._process)]
        code = await self._process.wait()
        for task in companions:
            task.cancel()
        await self._machine.isolation.sweep(box)
        self._close_input()
        self.log.finish()
        oom = code != 0 and (self._over_limit or (self._group is not None and self._group.oom_kills() > 0))
        self._remove_group()
        self._become(
            self.state.ended(time.time(), code, "OOMKilled" if oom else "", self._limit_message() if oom else "")
        )

    async def _start(self, box: Box) -> Process:
        box.folder.mkdir(parents=True, exist_ok=True)
        (self._site.home / "logs").mkdir(exist_ok=True)
        output = self.log.open_pipe()
        given = self._open_input()
        try:
            return await self._machine.isolation.start(box, Stdio(given, output, output))
        finally:
            os.close(given)
            os.close(output)

    def _open_input(self) -> int:
        """With `stdin` an input that stays open and says nothing, as nobody is attached."""
        if not self.spec.get("stdin"):
            return os.open(os.devnull, os.O_RDONLY)
        given, self._input = os.pipe()
        return given

    def _close_input(self) -> None:
        if self._input is not None:
            os.close(self._input)
            self._input = None

    def _companions(self, process: Process) -> list[Any]:
        """What goes on beside the running container."""
        work: list[Any] = []
        if probe := self.spec.get("readinessProbe"):
            try:
                check = probes.checker(probe, self.spec, self._site.address, self._probe_exec)
                work.append(probes.watch(probe, check, self._probed))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                self._tell("Warning", "Unhealthy", f"this readiness probe cannot be run: {error}")
        limit = self._memory_limit()
        if limit is not None and self._group is None:
            work.append(memory.hold_limit(process.pid, limit, self._note_excess))
        return work

    def _note_excess(self) -> None:
        self._over_limit = True

    async def _probe_exec(self, argv: list[str], timeout: float) -> str:
        try:
            outcome = await self.exec(argv, b"", timeout)
        except Unavailable as error:
            return error.message
        said = (outcome.stdout + outcome.stderr).decode(errors="replace").strip()
        return f"{said or 'no output'} (exit code {outcome.code})" if outcome.code else ""

    def _probed(self, ready: bool, problem: str) -> None:
        if problem:
            self._tell("Warning", "Unhealthy", f"Readiness probe failed: {problem}")
        if ready != self.state.ready:
            self._become(replace(self.state, ready=ready))

    def _limit_message(self) -> str:
        limit = self.spec["resources"]["limits"]["memory"]
        return f"a process was ended because the container used more than its memory limit of {limit}"

    def _remove_group(self) -> None:
        if self._group:
            self._group.remove()

    def _become(self, state: ContainerState) -> None:
        if state != self.state:
            self.state = state
            self._changed()
