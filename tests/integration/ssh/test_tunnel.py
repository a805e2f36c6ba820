"""The way through a jump host, with a real sshd: it carries, it refuses whom it does not know, it comes back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from islandmgr.cluster.ssh import Login, Tunnel
from islandmgr.model.errors import Invalid
from tests.integration.serving import eventually, free_port
from tests.integration.ssh.sshd import Sshd


class Echo:
    """What only the jump host could reach: sends back what it gets."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self.listener.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller:
            while data := caller.recv(65536):
                caller.sendall(data)

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


@pytest.fixture
def echo() -> Iterator[Echo]:
    echo = Echo()
    yield echo
    echo.close()


def said(tunnel: Tunnel, text: bytes = b"hello") -> bytes:
    """What comes back through the tunnel; empty when it is closed on us."""
    with socket.create_connection(tunnel.address, 60) as line:
        try:
            line.sendall(text)
            answer = b""
            while len(answer) < len(text) and (data := line.recv(65536)):
                answer += data
        except ConnectionError:
            return b""
        return answer


def why_not(login: Login, target: tuple[str, int]) -> str:
    """What the tunnel says after somebody tried to get through."""
    tunnel = Tunnel(login, target)
    try:
        assert said(tunnel) == b""
        return tunnel.problem
    finally:
        tunnel.close()


def test_it_carries_many_connections_at_once(sshd: Sshd, echo: Echo) -> None:
    tunnel = Tunnel(sshd.login(), echo.address)
    assert tunnel.problem == ""
    answers: list[bytes] = []
    big = b"x" * 300_000
    threads = [threading.Thread(target=lambda: answers.append(said(tunnel))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [b"hello"] * 10
    assert said(tunnel, big) == big
    tunnel.close()


def test_an_unknown_host_is_refused(sshd: Sshd, echo: Echo) -> None:
    sshd.known_hosts.write_text("")
    problem = why_not(sshd.login(), echo.address)
    assert "is not in" in problem
    assert f"ssh-keyscan -p {sshd.port}" in problem


def test_a_host_with_another_key_is_refused(sshd: Sshd, echo: Echo) -> None:
    sshd.know(sshd.make_key("other"))
    assert "another host key" in why_not(sshd.login(), echo.address)


def test_a_key_that_is_not_let_in(sshd: Sshd, echo: Echo) -> None:
    stranger = sshd.make_key("stranger")
    problem = why_not(sshd.login(key=stranger), echo.address)
    assert f"does not let {sshd.user!r} in" in problem
    assert str(stranger) in problem


def test_a_jump_host_that_cannot_be_reached(sshd: Sshd, echo: Echo) -> None:
    port = free_port()
    sshd.known_hosts.write_text(sshd.known_hosts.read_text().replace(str(sshd.port), str(port)))
    assert "Connection refused" in why_not(sshd.login(port=port), echo.address)


def test_an_api_server_that_the_jump_host_cannot_reach(sshd: Sshd) -> None:
    port = free_port()
    assert f"cannot reach the API server at 127.0.0.1:{port}" in why_not(sshd.login(), ("127.0.0.1", port))


def test_known_hosts_must_be_there(sshd: Sshd) -> None:
    login = replace(sshd.login(), known_hosts=Path("/nowhere/known_hosts"))
    with pytest.raises(Invalid, match="/nowhere/known_hosts"):
        Tunnel(login, ("127.0.0.1", 1))


def test_an_old_server_that_signs_with_sha1_only(tmp_path: Path, echo: Echo) -> None:
    """Key exchange of the kind that was dropped; a host like that says so in its first message."""
    sshd = Sshd(tmp_path, KexAlgorithms="diffie-hellman-group14-sha1")
    sshd.start()
    try:
        problem = why_not(sshd.login(), echo.address)
    finally:
        sshd.stop()
    assert "SHA-1" in problem
    assert "OpenSSH" in problem


def test_it_comes_back_after_the_jump_host_died(sshd: Sshd, echo: Echo) -> None:
    tunnel = Tunnel(sshd.login(), echo.address)
    assert said(tunnel) == b"hello"
    sshd.stop()
    eventually(lambda: said(tunnel) == b"" and tunnel.problem)
    for _ in range(5):
        said(tunnel)  # while it is away nobody waits: the gaps between tries are the tunnel's
    assert "Connection refused" in tunnel.problem
    sshd.start()
    eventually(lambda: said(tunnel) == b"hello")
    assert tunnel.problem == ""
    tunnel.close()
    with pytest.raises(OSError):
        socket.create_connection(tunnel.address, 5).close()
