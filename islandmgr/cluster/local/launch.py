"""From the daemon to a running program: fork, take the steps that give it its own view, exec.

Between fork and exec only this module and the handed-in `steps` run. Starting a second Python to do it would cost
50 ms a container; a fork of the single-threaded daemon costs under 1 ms.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from islandmgr.cluster.local import syscalls
from islandmgr.cluster.local.disk import ORDINARY_UMASK

NOT_EXECUTABLE = 126
NOT_FOUND = 127
NOT_STARTED = 128
"""Exit codes of a program that never ran, as shells and container runtimes give them."""

_ALL_SIGNALS = signal.valid_signals()
_TO_DEFAULT = (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP)


@dataclass(frozen=True)
class Program:
    """What to execute. `argv[0]` is looked up in the PATH of `env`."""

    argv: tuple[str, ...]
    env: Mapping[str, str]
    folder: str = "/"


@dataclass(frozen=True)
class Stdio:
    """Open file descriptors of the daemon that become 0, 1 and 2."""

    stdin: int
    stdout: int
    stderr: int


class StartError(Exception):
    """The program could not be started; the text is the system's own reason, `code` what a shell would say."""

    def __init__(self, text: str, code: int = NOT_STARTED) -> None:
        super().__init__(text)
        self.code = code


class Process:
    """A child of the daemon."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def running(self) -> bool:
        return not self._code.done()

    async def wait(self) -> int:
        """Its exit code as a shell sees it: 128 + n after signal n."""
        return await asyncio.shield(self._code)  # who stops waiting does not end the process

    def ended(self, code: int) -> None:
        """The reaper's word."""
        self._code.set_result(code)

    def send(self, number: int) -> None:
        """Signal the process itself. Nothing happens once it has ended: only the reaper frees its number."""
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def send_group(self, number: int) -> None:
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)


class Children:
    """Every child of the daemon, ended ones reaped. Orphans that the daemon adopts are reaped and forgotten."""

    def __init__(self) -> None:
        self._known: dict[int, Process] = {}
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
        asyncio.get_running_loop().add_signal_handler(signal.SIGCHLD, self._reap)

    async def start(
        self, program: Program, stdio: Stdio, steps: Callable[[], None], pids: Callable[[], None] | None = None
    ) -> Process:
        """Run `steps` in a new process and then become `program`. Raises StartError, and leaves no process then.

        `pids` moves the daemon's next child to another PID namespace.
        """
        answer, tell = os.pipe()
        try:
            process = self._fork(program, stdio, steps, pids, tell)
        except OSError as error:
            os.close(answer)
            raise StartError(str(error)) from error
        finally:
            os.close(tell)
        try:
            problem = await _read_to_end(answer)
        except asyncio.CancelledError:
            process.send(signal.SIGKILL)
            raise
        if problem:
            code, _, text = problem.decode(errors="replace").partition(" ")
            await process.wait()
            raise StartError(text, int(code))
        return process

    def _fork(
        self,
        program: Program,
        stdio: Stdio,
        steps: Callable[[], None],
        pids: Callable[[], None] | None,
        tell: int,
    ) -> Process:
        with self._child_namespace(pids), _signals_blocked():
            pid = os.fork()
            if pid == 0:
                _become(program, stdio, steps, tell)
        process = Process(pid)
        self._known[pid] = process
        return process

    @contextlib.contextmanager
    def _child_namespace(self, pids: Callable[[], None] | None) -> Iterator[None]:
        if pids is None:
            yield
            return
        pids()
        try:
            yield
        finally:
            syscalls.setns(self._own_pids, syscalls.CLONE_NEWPID)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            process = self._known.pop(pid, None)
            if process:
                code = os.waitstatus_to_exitcode(status)
                process.ended(code if code >= 0 else 128 - code)


def _become(program: Program, stdio: Stdio, steps: Callable[[], None], tell: int) -> NoReturn:
    """The child's side. Never returns: every way out is exec or exit."""
    stage = "prepare"
    try:
        signal.set_wakeup_fd(-1)  # the pipe behind it is the daemon's
        for number in _TO_DEFAULT:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ALL_SIGNALS)
        syscalls.die_with_parent()
        syscalls.hide_from_debuggers()  # this copy of the daemon is about to enter where islands are
        os.setsid()
        os.umask(ORDINARY_UMASK)  # for the folders that `steps` make, and for the program
        for target, source in enumerate((stdio.stdin, stdio.stdout, stdio.stderr)):
            os.dup2(source, target)
        steps()
        os.chdir(program.folder)
        stage = "exec"
        os.execvpe(program.argv[0], list(program.argv), dict(program.env))  # noqa: S606
    except BaseException as error:  # whatever it is, the daemon shall hear it and this copy of it shall end
        _report(tell, *_blame(program, stage, error))
    finally:
        os._exit(NOT_STARTED)


def _blame(program: Program, stage: str, error: BaseException) -> tuple[int, str]:
    if stage == "exec" and isinstance(error, FileNotFoundError | NotADirectoryError):
        path = program.env.get("PATH", "")
        return NOT_FOUND, f"{program.argv[0]!r} is not a program that the container has (PATH={path})"
    if stage == "exec":
        return NOT_EXECUTABLE, f"{program.argv[0]!r} cannot be executed: {error}"
    return NOT_STARTED, str(error) or type(error).__name__


def _report(tell: int, code: int, text: str) -> None:
    with contextlib.suppress(OSError):
        os.write(tell, f"{code} {text}".encode(errors="replace")[:4000])


@contextlib.contextmanager
def _signals_blocked() -> Iterator[None]:
    """A signal between fork and exec would run the daemon's handlers in the child."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ALL_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


async def _read_to_end(fd: int) -> bytes:
    """What the child says before exec closes its end of the pipe; nothing when all went well."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bytes] = loop.create_future()
    parts: list[bytes] = []

    def readable() -> None:
        part = os.read(fd, 4096)
        parts.append(part)
        if not part and not done.done():
            done.set_result(b"".join(parts))

    loop.add_reader(fd, readable)
    try:
        return await done
    finally:
        loop.remove_reader(fd)
        os.close(fd)
