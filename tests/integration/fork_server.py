"""A process that has imported the product once and forks managers from there: Python's start costs more than theirs.

A fork is a process like any other: a session, an environment and a log of its own. Only `/proc` shows the first
process's arguments and environment for it.

Run as a program with a socket's path, it takes one wish a connection, and tells there the fork's process id and, in
the end, its exit code. It ends, and the forks with it, when its standard input does.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import islandmgr
from tests import coverage_contexts

OTHERS = ("alembic.command", "apscheduler.triggers.interval", "cryptography.fernet")
"""What the product imports only when it needs it, as it does with its own rooms."""

PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>


class Forked:
    """A fork of the server, to be used as a `subprocess.Popen`."""

    def __init__(self, environ: Mapping[str, str], log: Path) -> None:
        self.returncode: int | None = None
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(_server_socket())
        self._connection.sendall(json.dumps({"environ": dict(environ), "log": str(log)}).encode() + b"\n")
        self._said = self._connection.makefile("rb")
        self.pid = int(self._said.readline())

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a forked manager", timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _end(self) -> None:
        self.returncode = int(self._said.readline())
        self._said.close()
        self._connection.close()


@cache
def _server_socket() -> str:
    """Where this process's own server listens."""
    path = Path(tempfile.mkdtemp(prefix="islandmgr-forks-"), "socket")
    # Its input is the end of a pipe that nobody writes to: it ends with this process.
    process = subprocess.Popen([sys.executable, "-m", __name__, str(path)], stdin=subprocess.PIPE)
    _started.append(process)
    while not path.exists():
        assert process.poll() is None, "the server of forks ended at once"
        time.sleep(0.02)
    return str(path)


_started: list[subprocess.Popen[bytes]] = []


def main(path: str) -> None:
    import_everything()
    assert threading.active_count() == 1, "a fork takes no threads along"
    gc.collect()
    gc.freeze()
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{path}.new")
        listener.listen()
        Path(f"{path}.new").rename(path)  # it answers from the first moment that it is seen
        Server(listener, wake).run()


def import_everything() -> None:
    for module in pkgutil.walk_packages(islandmgr.__path__, "islandmgr."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
    for name in OTHERS:
        importlib.import_module(name)


class Server:
    def __init__(self, listener: socket.socket, wake: int) -> None:
        self._listener = listener
        self._wake = wake
        self._callers: dict[int, socket.socket] = {}

    def run(self) -> None:
        while True:
            ready, _, _ = select.select([self._listener, self._wake, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            if self._listener in ready:
                self._fork(self._listener.accept()[0])
            if self._wake in ready:
                os.read(self._wake, 1000)
                self._tell_who_ended()

    def _fork(self, caller: socket.socket) -> None:
        with caller.makefile("rb") as said:
            wish = json.loads(said.readline())
        pid = os.fork()
        if not pid:
            for connection in (caller, self._listener, *self._callers.values()):
                connection.close()
            _become_manager(wish["environ"], wish["log"])
        self._callers[pid] = caller
        caller.sendall(b"%d\n" % pid)

    def _tell_who_ended(self) -> None:
        while self._callers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with self._callers.pop(pid) as caller:
                caller.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _become_manager(environ: dict[str, str], log: str) -> None:
    """Never returns: what ends the manager ends the process."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    os.environ.clear()
    os.environ.update(environ)
    coverage_contexts.switch(environ.get(coverage_contexts.VARIABLE, ""))
    time.tzset()
    null = os.open(os.devnull, os.O_RDONLY)
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    for source, target in ((null, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    os.closerange(3, 1000)
    from islandmgr.app.islandctl import main as islandctl

    sys.argv[:] = ["islandctl", "serve"]
    islandctl()
    sys.exit()


if __name__ == "__main__":
    main(sys.argv[1])
