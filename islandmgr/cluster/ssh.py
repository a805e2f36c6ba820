"""A way through a jump host: a port on loopback that leads over SSH to an address which only that host can reach.

The only importer of `paramiko`. The host's key must be known beforehand: nobody is asked, so nothing is learned.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import paramiko
import structlog

from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import Invalid

GAPS = Backoff(0.5, 30.0)  # between two tries to reach the jump host
PATIENCE = 10.0  # seconds for each step of a login
ALIVE = 5  # seconds between two signs of life over SSH
SILENCE_MS = 20_000  # unanswered for so long, the connection is dead
CHUNK = 64 * 1024

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Login:
    """Where and as whom. `key` None: the agent's and ~/.ssh's keys. `known_hosts` None: ~/.ssh/known_hosts."""

    host: str
    user: str
    port: int = 22
    key: Path | None = None
    key_password: str = field(default="", repr=False)
    known_hosts: Path | None = None


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
        self._known = _known_hosts(login)
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
            channel = transport.open_channel("direct-tcpip", self._target, peer, timeout=PATIENCE)
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
                self._client = self._connect()
            except (paramiko.SSHException, OSError, EOFError, ValueError) as error:
                self._failed(self._client_words(error))
                return None
            self._failures = 0
            log.info("logged in at the jump host", host=self._login.host)
            return self._client.get_transport()

    def _failed(self, problem: str) -> None:
        self.problem = problem
        self._failures += 1
        gap = GAPS.gap(self._failures)
        self._not_before = time.monotonic() + gap
        log.warning("the jump host is out of reach", cause=problem, seconds=gap)

    def _connect(self) -> paramiko.SSHClient:
        login = self._login
        line = socket.create_connection((login.host, login.port), PATIENCE)
        client = paramiko.SSHClient()
        try:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE_MS)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.load_host_keys(str(self._known))
            client.set_missing_host_key_policy(paramiko.RejectPolicy())
            client.connect(
                login.host,
                login.port,
                login.user,
                key_filename=str(login.key.expanduser()) if login.key else None,
                passphrase=login.key_password or None,
                allow_agent=login.key is None,
                look_for_keys=login.key is None,
                sock=line,
                timeout=PATIENCE,
                banner_timeout=PATIENCE,
                auth_timeout=PATIENCE,
            )
            transport = client.get_transport()
            if transport is not None:
                transport.set_keepalive(ALIVE)
        except BaseException:
            client.close()
            line.close()
            raise
        return client

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _client_words(self, error: Exception) -> str:
        login = self._login
        place = f"{login.host}:{login.port}"
        match error:
            case paramiko.BadHostKeyException():
                return (
                    f"{place} shows another host key than {self._known} has for it: it was installed anew, or somebody "
                    "stands in between. Ask its operator, then replace the line"
                )
            case paramiko.ssh_exception.IncompatiblePeer():
                return (
                    f"{place} offers only what is no longer safe ({error}): old servers sign with SHA-1, which is not "
                    "accepted any more. Update the jump host's OpenSSH to 7.2 or newer, or give it an ed25519 host key"
                )
            case paramiko.PasswordRequiredException():
                return f"The key {login.key} is locked with a password; set ISLANDMGR_SSH_KEY_PASSWORD"
            case paramiko.AuthenticationException():
                return f"{place} does not let {login.user!r} in with {login.key or 'the keys at hand'}: {error}"
            case paramiko.SSHException() if "not found in known_hosts" in str(error):
                return (
                    f"{place} is not in {self._known}; add its key after comparing it with what its operator says: "
                    f"ssh-keyscan -p {login.port} {login.host}"
                )
            case socket.gaierror():
                return f"The jump host's name {login.host!r} is not known: {error.strerror}"
            case OSError() if error.strerror:
                return f"{place} cannot be reached: {error.strerror}"
            case _:
                return f"{place}: {error or type(error).__name__}"


def _known_hosts(login: Login) -> Path:
    path = (login.known_hosts or Path("~/.ssh/known_hosts")).expanduser()
    if not path.is_file():
        raise Invalid(
            f"ISLANDMGR_SSH_KNOWN_HOSTS is {str(path)!r}, which is no file; the jump host's key must be known "
            f"beforehand: ssh-keyscan -p {login.port} {login.host} > known_hosts, compared with what its operator says"
        )
    return path


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
