"""How far a container is kept apart from the machine: namespaces where the system allows them, else plain processes.

With namespaces a container has a root folder and process numbers of its own, and the kernel ends all its processes with
its first. As root that works at once; another user first enters a user namespace (`become_root_inside`).

Either way every program of a container, probes and those of `exec` too, gives up the rights it has not (`privileges`)
as the last thing before it begins.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tenacity import Retrying, retry_if_result

from islandmgr.cluster.local import plain, privileges, syscalls
from islandmgr.cluster.local.launch import Children, Process, Program, StartError, Stdio
from islandmgr.cluster.local.mounts import RUN, Mount, build_root, in_order, still_visible
from islandmgr.cluster.local.users import User
from islandmgr.model.backoff import Backoff

MARK = "ISLANDMGR_LOCAL"
"""In the environment of every process of a data folder; the value is the folder."""

CONTAINER_MARK = "ISLANDMGR_LOCAL_CONTAINER"
"""Pod uid and container name."""

_GAPS = Backoff(0.01, 1.0)  # between looks for processes: one that hangs in the kernel takes its time

Steps = Callable[[], None]


@dataclass(frozen=True)
class Box:
    """One container: what it runs and what it sees."""

    program: Program
    mounts: tuple[Mount, ...]
    folder: Path  # of the container itself, on the machine
    capabilities: frozenset[str] = privileges.DEFAULT
    user: User | None = None  # None: the agent's own
    hidden: frozenset[str] = frozenset()  # paths of the machine, without links, that it must not see
    first_steps: Steps = lambda: None  # taken before anything else, e.g. joining a memory group

    @property
    def mark(self) -> str:
        return f"{CONTAINER_MARK}={self.program.env[CONTAINER_MARK]}"


class Isolation(Protocol):
    """Starts containers and further programs in them; `describe` tells a person what is different here."""

    for_other_users: bool
    """Programs of others than the agent's own user reach their volumes."""

    def describe(self) -> str: ...

    async def start(self, box: Box, stdio: Stdio) -> Process: ...

    async def enter(self, box: Box, main: Process, program: Program, stdio: Stdio) -> Process: ...

    async def sweep(self, box: Box) -> None:
        """Called when the container's first process has ended: end what it left."""


class Namespaces:
    """A mount, an IPC and a PID namespace each."""

    for_other_users = True

    def __init__(self, children: Children, folder: Path) -> None:
        self._children = children
        self._root = folder / "root"  # an empty folder; every container mounts its own tmpfs there, unseen by others
        self._root.mkdir(exist_ok=True)
        self._needed = {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parent.parent)}

    def describe(self) -> str:
        return "each container with its own mounts and process numbers"

    async def start(self, box: Box, stdio: Stdio) -> Process:
        private_tmp = box.folder / "tmp"
        private_tmp.mkdir(parents=True, exist_ok=True)
        private_tmp.chmod(0o1777)
        mounts = in_order((Mount(str(private_tmp), "/tmp"), *box.mounts))  # noqa: S108  the container's own
        mounts += still_visible(self._needed, [RUN, *box.hidden, *(mount.target for mount in mounts)])

        def steps() -> None:
            box.first_steps()
            build_root(str(self._root), mounts, box.hidden)
            privileges.restrict(box.capabilities, box.user)

        return await self._children.start(
            box.program, stdio, steps, pids=lambda: syscalls.unshare(syscalls.CLONE_NEWPID)
        )

    async def enter(self, box: Box, main: Process, program: Program, stdio: Stdio) -> Process:
        with _namespace(main, "pid") as pids, _namespace(main, "ipc") as memory, _namespace(main, "mnt") as mounts:

            def steps() -> None:
                box.first_steps()
                syscalls.setns(memory, syscalls.CLONE_NEWIPC)
                syscalls.setns(mounts, syscalls.CLONE_NEWNS)
                privileges.restrict(box.capabilities, box.user)

            return await self._children.start(
                program, stdio, steps, pids=lambda: syscalls.setns(pids, syscalls.CLONE_NEWPID)
            )

    async def sweep(self, box: Box) -> None:
        """Nothing to do: the kernel ended the whole namespace before its first process counted as ended."""


@contextmanager
def _namespace(process: Process, kind: str) -> Iterator[int]:
    try:
        namespace = os.open(f"/proc/{process.pid}/ns/{kind}", os.O_RDONLY)
    except OSError as error:
        raise StartError("it has ended") from error
    try:
        yield namespace
    finally:
        os.close(namespace)


class Plain:
    """Ordinary processes; `reason` is why there are no namespaces."""

    for_other_users = False  # the volumes lie below a folder that is the agent's alone

    def __init__(self, children: Children, reason: str) -> None:
        self._children = children
        self._reason = reason
        syscalls.adopt_orphans()

    def describe(self) -> str:
        return (
            f"without namespaces ({self._reason}): mount paths in commands and variables are replaced by folders of"
            " this machine, other paths and all processes are shared"
        )

    async def start(self, box: Box, stdio: Stdio) -> Process:
        moves = self._moves(box)
        plain.make_links(moves)
        return await self._children.start(plain.rewritten(box.program, moves), stdio, _steps(box))

    async def enter(self, box: Box, main: Process, program: Program, stdio: Stdio) -> Process:
        if not main.running:
            raise StartError("it has ended")
        return await self._children.start(plain.rewritten(program, self._moves(box)), stdio, _steps(box))

    async def sweep(self, box: Box) -> None:
        gaps = _GAPS.gaps()
        while plain.kill(plain.marked(box.mark)):
            await asyncio.sleep(next(gaps))

    def _moves(self, box: Box) -> tuple[plain.Replacement, ...]:
        return plain.replacements(box.mounts, os.path.lexists, str(box.folder / "root"))


def _steps(box: Box) -> Steps:
    def steps() -> None:
        box.first_steps()
        privileges.restrict(box.capabilities, box.user)

    return steps


async def choose(children: Children, folder: Path, wanted: str) -> Isolation:
    """`namespaces`, `plain`, or (`auto`) what the system allows, found by trying. Raises StartError."""
    if wanted == "plain":
        return Plain(children, "as configured")
    isolation = Namespaces(children, folder)
    try:
        await _try(isolation, folder)
    except StartError as error:
        if wanted == "namespaces":
            raise
        return Plain(children, str(error))
    return isolation


async def _try(isolation: Namespaces, folder: Path) -> None:
    """Start the interpreter that containers will use, in a place that no machine has."""
    trial = folder / "trial"
    trial.mkdir(exist_ok=True)
    program = Program((sys.executable, "-c", ""), {"PATH": os.defpath}, "/islandmgr-trial/folder")
    with Path(os.devnull).open("r+b", buffering=0) as null:
        stdio = Stdio(null.fileno(), null.fileno(), null.fileno())
        process = await isolation.start(Box(program, (Mount(str(trial), program.folder),), trial), stdio)
        code = await process.wait()
    shutil.rmtree(trial)
    if code:
        raise StartError(f"{sys.executable} ends with code {code} in a mount namespace")


def become_root_inside(pid_file: Path) -> None:
    """For a user who may not mount: go on as root of a user namespace, where that is allowed and helps.

    To be called before anything asynchronous: this process may end here and go on as its own child, whose number as
    others see it is written to `pid_file`. That child is the first of a PID namespace, since only inside one that
    belongs to our user namespace may containers be given theirs.
    """
    if _works(_try_to_mount) or not _works(_try_inside):
        return
    _enter_user_namespace()
    syscalls.unshare(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID)
    child = os.fork()
    if child:
        pid_file.write_text(f"{child}\n")
        os._exit(0)
    _mount_own_proc()


def _works(attempt: Steps) -> bool:
    """Tried in a child, since there is no way back."""
    pid = os.fork()
    if pid == 0:
        try:
            attempt()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def _try_to_mount() -> None:
    syscalls.unshare(syscalls.CLONE_NEWNS)
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)


def _try_inside() -> None:
    _enter_user_namespace()
    syscalls.unshare(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID)
    if not _works(_mount_own_proc):
        raise OSError("/proc cannot be mounted")


def _enter_user_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    syscalls.unshare(syscalls.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")


def _mount_own_proc() -> None:
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("proc", "/proc", "proc", syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC)


def end_leftovers(folder: Path) -> None:
    """End every process that an agent of this folder left when it was killed, and wait until they are gone."""
    looks = Retrying(retry=retry_if_result(bool), wait=_GAPS)
    looks(lambda: plain.kill(plain.marked(f"{MARK}={folder}")))
