"""Clients that send or read slowly, or never: everybody else is served meanwhile, and their time is limited."""

from __future__ import annotations

import resource
import socket
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.integration.manager.conftest import POOL
from tests.integration.manager.slow_clients import BEGINNINGS, connect, is_open, last_words, slow_clients
from tests.integration.serving import Json, Serving, eventually, serving

THREADS = 20
GET = b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = "/assets/any/vendor/tabulator-6.5.3/tabulator_esm.min.mjs"


def works(manager: Serving) -> None:
    """A page, the probes and an act: each by a connection of its own."""
    for path in ("/", "/healthz", "/readyz", "/metrics", "/api/v1/islands"):
        answer = requests.get(f"{manager.url}{path}", timeout=30)
        assert answer.status_code == 200, path
    assert manager.call("POST", "/islands", {"blueprint": 7}).status_code == 422


def counted(manager: Serving, reason: str) -> float:
    lines = requests.get(f"{manager.url}/metrics", timeout=30).text.splitlines()
    found = [line for line in lines if line.startswith(f'islandmgr_dropped_connections_total{{reason="{reason}"}}')]
    return float(found[0].split()[-1]) if found else 0.0


def test_slow_connections_hold_no_thread(tmp_path: Path) -> None:
    more: Json = {"head_timeout": 300, "body_timeout": 300, "unfinished_per_address": 1000}
    with (
        serving(tmp_path / "data", pools=POOL, web_threads=THREADS, **more) as manager,
        slow_clients(manager.port, 12 * THREADS) as slow,
    ):
        works(manager)
        assert all(map(is_open, slow))
        slow[2].sendall(b" " * 898 + b"}")  # and who is slow is served in the end
        assert slow[2].recv(100).startswith(b"HTTP/1.1 415 ")


def test_whoever_is_too_slow_is_told_and_cut(tmp_path: Path) -> None:
    more: Json = {"head_timeout": 1, "body_timeout": 1}
    with (
        serving(tmp_path / "data", pools=POOL, web_threads=THREADS, **more) as manager,
        slow_clients(manager.port, 2 * len(BEGINNINGS)) as slow,
    ):
        for number, connection in enumerate(slow):
            wanted = b"HTTP/1.1 408 Request Timeout\r\n" if BEGINNINGS[number % len(BEGINNINGS)] else b""
            assert last_words(connection)[:30] == wanted
        assert counted(manager, "head") == 2
        assert counted(manager, "body") == 4


def test_bytes_that_come_one_by_one_prolong_nothing(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "data", pools=POOL, web_threads=THREADS, head_timeout=1) as manager,
        connect(manager.port) as connection,
    ):
        connection.sendall(GET[:-4] % b"/")

        def cut() -> bool:
            if is_open(connection):
                connection.sendall(b"\r\nX: y")
            return not is_open(connection)

        eventually(cut, gap=0.1)
        assert last_words(connection).startswith(b"HTTP/1.1 408 ")


def test_one_address_may_have_so_many_unfinished_requests(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "data", pools=POOL, unfinished_per_address=8, head_timeout=300, body_timeout=300) as manager,
        connect(manager.port, "127.0.0.2") as other,
        connect(manager.port) as idle,
    ):
        other.sendall(GET[:-2] % b"/healthz")
        idle.sendall(GET % b"/api/v1/blueprints")  # a whole request: what then stays open counts for nothing
        with slow_clients(manager.port, 20) as slow:
            eventually(lambda: sum(map(is_open, slow)) <= 8)
            works(manager)
            assert all(map(is_open, slow[-4:]))  # the oldest make way, so that a new request always has its chance
            assert last_words(slow[1]).startswith(b"HTTP/1.1 429 ")
        other.sendall(b"\r\n")
        assert other.recv(100).startswith(b"HTTP/1.1 200 ")


def test_behind_a_proxy_all_come_from_one_address(tmp_path: Path) -> None:
    more: Json = {"proxies": 1, "unfinished_per_address": 4, "head_timeout": 300, "body_timeout": 300}
    with (
        serving(tmp_path / "data", pools=POOL, **more) as manager,
        slow_clients(manager.port, 40) as slow,
    ):
        works(manager)
        assert all(map(is_open, slow))


def test_answers_that_nobody_reads_hold_no_thread(tmp_path: Path) -> None:
    more: Json = {"unfinished_per_address": 1000}
    with serving(tmp_path / "data", pools=POOL, web_threads=THREADS, **more) as manager:
        assert requests.get(manager.url + LARGE, timeout=30).status_code == 200
        idle = []
        for _ in range(2 * THREADS):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", manager.port))
            for _ in range(20):  # more than the kernel keeps for a connection
                connection.sendall(GET % LARGE.encode())
            idle.append(connection)
        works(manager)
        for connection in idle:
            connection.close()


def test_requests_that_come_together_are_answered_in_turn(manager: Serving) -> None:
    with connect(manager.port) as connection:
        connection.sendall(GET % b"/api/v1/blueprints" + GET % b"/nope" + GET % b"/healthz")
        said = last_words(connection)
    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404", b"200"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\n\n", b"400"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, b"431"),
        (b"POST /api/v1/islands HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\n", b"400"),
        (
            b"POST /api/v1/islands HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
            b"100",
        ),
        (
            b"POST /api/v1/islands HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n",
            b"422",
        ),
    ],
)
def test_what_is_read_and_what_is_not(manager: Serving, request_: bytes, status: bytes) -> None:
    with connect(manager.port) as connection:
        connection.sendall(request_)
        assert connection.recv(100)[9:12] == status


class FewFiles(Serving):
    """Started with a low limit of open files; `hard` cannot be raised again."""

    def __init__(self, data: Path, soft: int, hard: int, **settings: Any) -> None:
        super().__init__(data, **settings)
        limit = f'ulimit -Sn {soft} && ulimit -Hn {hard} && exec "$@"'
        self.command = ["/bin/sh", "-c", limit, "sh", *self.command]


def soft_limit(pid: int) -> int:
    return resource.prlimit(pid, resource.RLIMIT_NOFILE)[0]


def test_the_soft_limit_of_open_files_is_raised_and_islands_keep_theirs(tmp_path: Path) -> None:
    manager = FewFiles(tmp_path / "data", 1024, 4096, pools=POOL, quarantine=0)
    manager.start()
    try:
        pod = manager.wait_for(manager.start_island()["id"], "running")["pod"]
        assert {soft_limit(pid) for pid in manager.servers(pod)} == {1024}
        assert max(map(soft_limit, manager.processes())) == 4096
    finally:
        manager.stop()


def test_more_connections_than_files_are_a_full_server_and_no_crash(tmp_path: Path) -> None:
    more: Json = {"unfinished_per_address": 100_000, "head_timeout": 300, "body_timeout": 300}
    manager = FewFiles(tmp_path / "data", 512, 512, pools=POOL, **more)
    manager.start()
    try:
        before = manager.processes()
        with slow_clients(manager.port, 700):
            works(manager)
            assert counted(manager, "full") > 0
        assert manager.processes() == before
    finally:
        manager.stop()


def test_no_file_left_to_open_is_no_crash(tmp_path: Path) -> None:
    """Whatever took them: here the limit is lowered under a running manager."""
    more: Json = {"unfinished_per_address": 100_000, "head_timeout": 300, "body_timeout": 300}
    with serving(tmp_path / "data", pools=POOL, **more) as manager:
        before = manager.processes()
        works(manager)
        limits = {pid: resource.prlimit(pid, resource.RLIMIT_NOFILE) for pid in before}
        for pid, (_, hard) in limits.items():
            used = len(list(Path(f"/proc/{pid}/fd").iterdir()))
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (used + 30, hard))
        with slow_clients(manager.port, 100):
            for _ in range(3):
                assert requests.get(f"{manager.url}/healthz", timeout=30).status_code == 200
        for pid, limit in limits.items():
            resource.prlimit(pid, resource.RLIMIT_NOFILE, limit)
        works(manager)
        assert counted(manager, "files") > 0
        assert manager.processes() == before
