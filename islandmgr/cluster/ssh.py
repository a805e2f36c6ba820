"""A way through a jump host: a port on loopback that leads over SSH to an address which only that host can reach.

How one logs in there is `ssh_login`'s.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time

import paramiko
import structlog

from islandmgr.cluster.ssh_login import FAULTS, LOGIN_TIMEOUT, Login, connect, explain, known_hosts_file
from islandmgr.model.backoff import Backoff

__all__ = ["Login", "Tunnel"]

GAPS = Backoff(0.5, 30.0)  # between two tries to reach the jump host
ALIVE = 5  # seconds between two signs of life over SSH
SILENCE = 20  # seconds; unanswered for so long, the connection is dead
CHUNK = 64 * 1024

log = structlog.get_logger(__name__)


class Tunnel:
    """Listens on loopback from the start; logs in when the first connection comes, and again when it was lost.

    `problem` says in plain words why nobody gets through now; empty when all is well or nothing was tried yet.
    """

    def __init__(self, login: Login, target: tuple[str, int]) -> None:
        self.problem = ""
        self._login = login
        self._target = target
        self._lock = threading.Lock()
        self._client: paramiko.SSHClient | None = None
        self._failures = 0
        self._not_before = 0.0  # time.monotonic of the next try
        known_hosts_file(login)  # what is missing is said at once
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._thread = threading.Thread(target=self._accept, name="tunnel", daemon=True)
        self._thread.start()

    @property
    def address(self) -> tuple[str, int]:
        host, port = self._listener.getsockname()
        return host, port

    def close(self) -> None:
        """End it and every connection through it."""
        # A closed socket does not wake the thread that waits on it; a shut one does.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            self._drop()

    def _accept(self) -> None:
        while True:
            try:
                caller, peer = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller, peer), name="tunnel-open", daemon=True).start()

    def _serve(self, caller: socket.socket, peer: tuple[str, int]) -> None:
        with caller:
            channel = self._channel(peer)
            if channel is None:
                return
            with channel:
                back = threading.Thread(target=_pump, args=(channel, caller), name="tunnel-back", daemon=True)
                back.start()
                _pump(caller, channel)
                back.join()

    def _channel(self, peer: tuple[str, int]) -> paramiko.Channel | None:
        """A connection to the target, or None with `problem` set."""
        transport = self._transport()
        if transport is None:
            return None
        try:
            channel = transport.open_channel("direct-tcpip", self._target, peer, timeout=LOGIN_TIMEOUT)
        except (paramiko.SSHException, OSError, EOFError) as error:
            host, port = self._target
            self.problem = f"{self._login.host} cannot reach the API server at {host}:{port}: {error}"
            return None
        self.problem = ""
        return channel

    def _transport(self) -> paramiko.Transport | None:
        """The login, made anew when it is gone; not tried more often than the gaps say."""
        with self._lock:
            transport = self._client.get_transport() if self._client else None
            if transport is not None and transport.is_active():
                return transport
            self._drop()
            if time.monotonic() < self._not_before:
                return None
            try:
                self._client = connect(self._login, SILENCE)
            except FAULTS as error:
                self._failed(explain(self._login, error))
                return None
            self._failures = 0
            log.info("logged in at the jump host", host=self._login.host)
            transport = self._client.get_transport()
            if transport is not None:
                transport.set_keepalive(ALIVE)
            return transport

    def _failed(self, problem: str) -> None:
        self.problem = problem
        self._failures += 1
        gap = GAPS.gap(self._failures)
        self._not_before = time.monotonic() + gap
        log.warning("the jump host is out of reach", cause=problem, seconds=gap)

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _pump(source: socket.socket | paramiko.Channel, sink: socket.socket | paramiko.Channel) -> None:
    """Carry bytes one way until either side ends."""
    try:
        while data := source.recv(CHUNK):
            sink.sendall(data)
    except (OSError, EOFError):
        pass
    for end in (source, sink):
        # Both sides: a half that stays open would hold the other thread for ever.
        with contextlib.suppress(OSError, EOFError):
            end.shutdown(socket.SHUT_RDWR if isinstance(end, socket.socket) else 2)
