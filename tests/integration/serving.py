"""A real manager process for tests: `islandctl serve` on a free port with a folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import requests

from tests import coverage_contexts
from tests.integration.fork_server import Forked
from tests.ports import free_port as free_port  # of those that other tests import from here

T = TypeVar("T")
Json = dict[str, Any]

PATIENCE = 120.0  # seconds that anything may take on a busy machine


def eventually(look: Callable[[], T], timeout: float = PATIENCE, gap: float = 0.05) -> T:
    """The first true answer of `look`; fails with the last one when there is none in time."""
    end = time.monotonic() + timeout
    while not (found := look()):
        assert time.monotonic() < end, f"not so after {timeout:.0f} s: {found!r}"
        time.sleep(gap)
    return found


class Client:
    """What programs see of a manager: its HTTP API. With a `token`, as whoever that belongs to."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url = url
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, body: Json | None = None, **more: Any) -> requests.Response:
        headers = self.headers | dict(more.pop("headers", {}))
        return requests.request(
            method, f"{self.url}/api/v1{path}", json=body, headers=headers, **{"timeout": 60, **more}
        )

    def json(self, method: str, path: str, body: Json | None = None, **more: Any) -> Json:
        answer = self.call(method, path, body, **more)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        found: Json = answer.json()
        return found

    def start_island(self, **wanted: Any) -> Json:
        return self.json("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "qa01", **wanted})

    def island(self, island_id: int) -> Json:
        return self.json("GET", f"/islands/{island_id}")

    def stop_all(self) -> None:
        """Stop every island; returns when they have stopped."""
        live = [one["id"] for one in self.json("GET", "/islands?limit=1000")["items"] if one["state"] != "stopped"]
        for island_id in live:
            self.call("DELETE", f"/islands/{island_id}")
        for island_id in live:
            self.wait_for(island_id, "stopped")

    def wait_for(self, island_id: int, *states: str, timeout: float = PATIENCE) -> Json:
        """The island once it is in one of `states`."""
        found: Json = {}

        def there() -> bool:
            found.update(self.island(island_id))
            return found["state"] in states

        try:
            eventually(there, timeout)
        except AssertionError:
            raise AssertionError(f"island {island_id} is {found['state']} ({found['reason']}), not {states}") from None
        return found


SERVE = [sys.executable, "-m", "islandmgr.cli", "serve"]


class Serving(Client):
    """One manager. Its islands and its data live in `data`, whatever becomes of the process."""

    forks = False
    """Whether managers are forked from a process that has imported everything. A test of the start wants a real one."""

    def __init__(self, data: Path, database_url: str = "", **settings: object) -> None:
        self.port = free_port()
        super().__init__(f"http://127.0.0.1:{self.port}")
        self.data = data
        self.log = data / "manager.log"
        self.process: subprocess.Popen[bytes] | Forked | None = None
        self.command = SERVE
        self.environ = {key: value for key, value in os.environ.items() if not key.startswith("ISLANDMGR_")}
        self.environ |= {
            "ISLANDMGR_PORT": str(self.port),
            "ISLANDMGR_DATA": str(data),
            "ISLANDMGR_DATABASE_URL": database_url,
            "ISLANDMGR_AUTH": "none",
            "ISLANDMGR_LOG_LEVEL": "info",  # `debug` has every statement and row: a fifth of all work
            coverage_contexts.VARIABLE: coverage_contexts.of_url(database_url),
            **{f"ISLANDMGR_{name.upper()}": str(value) for name, value in settings.items()},
        }

    def start(self, *, wait: bool = True) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        preloads = "LD_PRELOAD" in self.environ  # which only a program that starts heeds
        if self.forks and self.command == SERVE and not preloads:
            self.process = Forked(self.environ, self.log)
        else:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(self.command, env=self.environ, stdout=log, stderr=log)
        if wait:
            eventually(self.ready)

    def ready(self) -> bool:
        assert self.process is None or self.process.poll() is None, self.log.read_text()[-4000:]
        try:
            return requests.get(f"{self.url}/readyz", timeout=10).status_code == 200
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """SIGKILL to the manager alone, as the kernel would do when memory runs out."""
        if self.process is not None:
            workers = children_of(self.process.pid)
            self.process.kill()
            self.process.wait(30)
            self.process = None
            # They die with it, and hold its port until then.
            eventually(lambda: all(map(has_ended, workers)) and can_listen(self.port))

    def stop(self, timeout: float = 30.0) -> int:
        """SIGTERM; the exit code."""
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(timeout)
        self.process = None
        return code

    def processes(self) -> list[int]:
        """The manager's own: the one that was started and its workers."""
        assert self.process is not None
        return [self.process.pid, *children_of(self.process.pid)]

    def in_pods(self, pod: str = "") -> list[int]:
        """Processes of all local Pods, or of the one with that name; other managers on this machine have their own."""
        ours = processes_with(f"ISLANDMGR_LOCAL={self.data / 'local'}")
        return sorted({*ours} & {*processes_with(f"ISLANDMGR_POD={pod}")}) if pod else ours

    def pod_token(self, island_id: int) -> str:
        """The token of a running island, read where its Pod reads it."""
        for pid in processes_with(f"ISLANDMGR_URL={self.url}"):
            environ = environ_of(pid)
            if environ.get("ISLANDMGR_ISLAND") == str(island_id):
                return environ["ISLANDMGR_TOKEN"]
        raise AssertionError(f"no process of island {island_id}")

    def servers(self, pod: str = "") -> list[int]:
        """The sample servers themselves among them, without the scripts around."""
        return [
            pid
            for pid in self.in_pods(pod)
            if command_of(pid)[:1] == ["python3"] and "server.py" in command_of(pid)[-1]
        ]


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def can_listen(port: int) -> bool:
    """Whether a manager that starts now could."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def has_ended(pid: int) -> bool:
    """Whether its files are closed too: its command line is empty a moment before that."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in {"Z", "X"}
    except OSError:
        return True


def command_of(pid: int) -> list[str]:
    """The command line; empty when the process has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
    except OSError:
        return []


def environ_of(pid: int) -> dict[str, str]:
    """Its environment; empty when the process has ended."""
    try:
        entries = Path(f"/proc/{pid}/environ").read_text().split("\0")
    except OSError:
        return {}
    return dict(entry.split("=", 1) for entry in entries if "=" in entry)


def processes_with(variable: str) -> list[int]:
    """Process ids whose environment holds `NAME=value`."""
    wanted = variable.encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue  # it ended meanwhile
    return found


@contextmanager
def serving(data: Path, database_url: str = "", **settings: object) -> Iterator[Serving]:
    """A running manager; at the end it and all its islands are gone."""
    manager = Serving(data, database_url, **settings)
    try:
        manager.start()
        yield manager
    finally:
        if manager.process is None:
            manager.start(wait=False)  # a killed manager's islands are ended by the next one
            eventually(manager.ready)
        manager.stop()


def say(host: str, port: int, text: bytes = b"") -> bytes:
    """What a server answers on a fresh connection."""
    with socket.create_connection((host, port), timeout=10) as connection:
        if text:
            connection.sendall(text)
            return connection.recv(4096)
        chunks = []
        while chunk := connection.recv(4096):
            chunks.append(chunk)
        return b"".join(chunks)
