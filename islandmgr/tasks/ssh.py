"""One step of a task: a command on a host that the settings name, over SSH.

The command runs without a terminal, which would change its output and whose hang-up a program may ignore. A small
shell program around it, `_GUARD`, waits for the end of its input instead: that comes when the channel is closed, when
the connection breaks and when this process dies, and then it ends the whole process group, with SIGKILL after a while.
What left the group by `setsid` lives on, as does what a command that ended by itself left in the background.
"""

from __future__ import annotations

import contextlib
import shlex
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import paramiko
import structlog

from islandmgr.cluster.ssh_login import FAULTS, LOGIN_TIMEOUT, Login, connect, explain
from islandmgr.config.setting_forms import SshHostSetting
from islandmgr.model.errors import Invalid, Unavailable

STOPPED = 128 + 15  # the exit code of a step that was stopped, as of a program that SIGTERM ended
PIECE = 64 * 1024  # the most bytes that `output` gets at once
KEEPALIVE = 15.0  # seconds between two questions whether the host is still there
MISSED = 3  # so many of them without any answer, and the connection is lost
POLL = 0.2  # seconds between two looks at `stop`
GRACE = 5  # seconds between SIGTERM and SIGKILL on the host
LAST_WORDS = 0.4  # seconds in which a stopped command may still write; then the channel is closed
CLOSING = 0.2  # seconds in which the reader of a closed channel should have come to its end
IDLE_TAIL = 2.0  # seconds without output after the exit code: what runs on in the background holds the output open
LONGEST_REQUEST = 128 * 1024 - 1  # bytes; Linux takes no longer argument of a program
LONGEST_TAIL = 30.0  # seconds for output after the exit code, in all

log = structlog.get_logger(__name__)

# One pipe for both outputs keeps their order. The command has neither the guard's input nor, as sh gives the default
# action back to children, its trap, with which it outlives its own SIGTERM and tells the command's exit code.
_GUARD = """\
exec 2>&1 3<&0 </dev/null
{ trap "" TERM; read -r gone <&3; kill -TERM 0; sleep "$2"; kill -KILL 0; } >/dev/null 2>&1 &
guard=$! stopped=
trap stopped=1 TERM
sh -c "$1" 3<&-
code=$?
exec >/dev/null 2>&1
[ "$stopped" ] || kill -KILL $guard
exit $code
"""


class StepLost(Unavailable):
    """It is not known how the step ended, or it never began: `reason` says why in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SshHost:
    """A host that runs steps. Only `key` is tried, and only a host key from `known_hosts` is accepted."""

    name: str
    address: str
    user: str
    key: Path
    known_hosts: Path
    port: int = 22
    key_password: str = field(default="", repr=False)

    @classmethod
    def from_setting(cls, setting: SshHostSetting) -> SshHost:
        """Raises `Invalid` when the file with the key's password cannot be read."""
        password, file = "", setting.key_password_file
        if file is not None:
            try:
                password = file.read_text("utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError):
                raise Invalid(f"key_password_file {str(file)!r} of SSH host {setting.name!r} cannot be read") from None
        return cls(**setting.model_dump(exclude={"key_password_file"}), key_password=password)

    @property
    def login(self) -> Login:
        return Login(
            host=self.address,
            user=self.user,
            port=self.port,
            key=self.key,
            key_password=self.key_password,
            known_hosts=self.known_hosts,
            unlock_setting=f"key_password_file of {self.name!r} in ISLANDMGR_SSH_HOSTS",
            known_hosts_setting=f"known_hosts of {self.name!r} in ISLANDMGR_SSH_HOSTS",
        )


def run(host: SshHost, command: str, output: Callable[[bytes], None], stop: threading.Event) -> int:
    """Run `command` with the host's `sh` and return its exit code, 128+n after signal n.

    `output` is called by another thread with each line of stdout and stderr as it comes, a long line in pieces. When
    `stop` is set this returns `STOPPED` within a second; the host may need some seconds more to end the command.

    Raises:
        Invalid: the command cannot be carried over.
        StepLost: the host cannot be logged in to, the connection broke, or there is no exit code.
        Exception: what `output` raised.
    """
    session = _Session(host, command, output)
    session.start()
    try:
        while not session.done.wait(POLL):
            if stop.is_set():
                log.info("a step over SSH is stopped", host=host.name)
                session.end_input()
                session.done.wait(LAST_WORDS)
                return STOPPED
            if session.silence > KEEPALIVE * MISSED:
                raise StepLost(f"SSH host {host.name!r} has not answered for {session.silence:.0f} s")
        return session.result()
    finally:
        session.close()


class _Session:
    """The connection of one step with the threads that read from it and look after it."""

    def __init__(self, host: SshHost, command: str, output: Callable[[bytes], None]) -> None:
        self.done = threading.Event()
        self._host = host
        self._request = _request(command)
        self._lines = _Lines(self._pass_on)
        self._output = output
        self._lock = threading.Lock()
        self._closed = False
        self._client: paramiko.SSHClient | None = None
        self._channel: paramiko.Channel | None = None
        self._heard = 0.0  # time.monotonic of the last sign of life; 0: not logged in yet
        self._code = -1
        self._fault: Exception | None = None

    def start(self) -> None:
        threading.Thread(target=self._work, name="ssh-step", daemon=True).start()

    @property
    def silence(self) -> float:
        """Seconds since the host was last heard of; the login has time limits of its own."""
        return time.monotonic() - self._heard if self._heard else 0.0

    def result(self) -> int:
        if self._fault is not None:
            raise self._fault
        return self._code

    def end_input(self) -> None:
        """Have the command ended while its output is still read: who writes to a closed channel dies of SIGPIPE."""
        channel = self._channel
        if channel is not None:
            with contextlib.suppress(*FAULTS):
                channel.shutdown_write()

    def close(self) -> None:
        """End the connection, and with it what runs on the host. No output follows but what is under way."""
        with self._lock:
            self._closed = True
            if self._client is not None:
                self._client.close()
        self.done.wait(CLOSING)

    def _work(self) -> None:
        try:
            transport = self._log_in()
            if transport is not None:
                threading.Thread(target=self._ask, args=(transport,), name="ssh-step-alive", daemon=True).start()
                self._code = self._follow(transport)
        except Exception as fault:
            self._fault = fault
        finally:
            self.done.set()

    def _log_in(self) -> paramiko.Transport | None:
        """None when the step was stopped meanwhile."""
        login = self._host.login
        try:
            client = connect(login, KEEPALIVE * MISSED)
        except FAULTS as error:
            raise StepLost(f"SSH host {self._host.name!r}: {explain(login, error)}") from None
        with self._lock:
            if self._closed:
                client.close()
                return None
            self._client = client
        self._heard = time.monotonic()
        return client.get_transport()

    def _ask(self, transport: paramiko.Transport) -> None:
        """Keep asking whether the host is there. paramiko's own keepalive does not wait for answers."""
        while not self.done.wait(KEEPALIVE) and transport.is_active():
            try:
                transport.global_request("keepalive@openssh.com")
            except FAULTS:
                return  # the silence will be noticed
            if transport.is_active():
                self._heard = time.monotonic()

    def _follow(self, transport: paramiko.Transport) -> int:
        try:
            channel = transport.open_session(timeout=LOGIN_TIMEOUT)
            channel.exec_command(self._request)
        except FAULTS as error:
            raise StepLost(f"{self._place} does not run the command: {str(error) or type(error).__name__}") from None
        self._channel = channel
        log.info("a step runs over SSH", host=self._host.name)
        self._read(channel)
        self._lines.end()
        code = channel.recv_exit_status()
        if code >= 0:
            return code
        if transport.is_active():
            raise StepLost(f"{self._place} ended the command without an exit code: it was killed there")
        raise StepLost(f"{self._place} is lost: {str(transport.get_exception() or '') or 'it closed the connection'}")

    @property
    def _place(self) -> str:
        return f"SSH host {self._host.name!r} ({self._host.login.place})"

    def _read(self, channel: paramiko.Channel) -> None:
        channel.settimeout(IDLE_TAIL)
        last = float("inf")
        while time.monotonic() < last:
            if last == float("inf") and channel.exit_status_ready():
                last = time.monotonic() + LONGEST_TAIL
            try:
                data = channel.recv(PIECE)
            except TimeoutError:
                if channel.exit_status_ready():
                    return
                continue
            if not data:
                return
            self._heard = time.monotonic()
            self._lines.feed(data)

    def _pass_on(self, line: bytes) -> None:
        if not self._closed:
            self._output(line)


def _request(command: str) -> bytes:
    """What sshd hands to the user's login shell, which is one of the sh family."""
    words = ["exec", "sh", "-c", _GUARD, "step", command, str(GRACE)]
    request = shlex.join(words).encode("utf-8", "surrogateescape")
    if b"\0" in request:
        raise Invalid("The command has a NUL byte, which no shell takes")
    if len(request) > LONGEST_REQUEST:
        raise Invalid(f"The command has {len(command)} characters, too many for one argument; put it into a file there")
    return request


class _Lines:
    """Cuts a stream of bytes into lines with their ends, and long lines into pieces, so that little is held."""

    def __init__(self, output: Callable[[bytes], None]) -> None:
        self._output = output
        self._rest = b""

    def feed(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._pieces(line + b"\n")
        if len(self._rest) >= PIECE:
            self._pieces(self._rest)
            self._rest = b""

    def end(self) -> None:
        self._pieces(self._rest)
        self._rest = b""

    def _pieces(self, text: bytes) -> None:
        for start in range(0, len(text), PIECE):
            self._output(text[start : start + PIECE])
