"""A command in a running container, over a websocket of its own (`v5.channel.k8s.io`, `v4` on clusters before 1.30)."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import websocket

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes import api_errors
from islandmgr.cluster.kubernetes.access import CONNECT, SOCKET_OPTIONS, Connection
from islandmgr.model.errors import Invalid, NotFound, Unavailable

V5, V4 = "v5.channel.k8s.io", "v4.channel.k8s.io"
STDIN, STDOUT, STDERR, OUTCOME, CLOSE = 0, 1, 2, 3, 255  # first byte of every message
CHUNK = 32 * 1024
NOT_FOUND, NOT_EXECUTABLE = 127, 126  # as a shell would say it


@dataclass
class Run:
    """One run. `path` is the Pod's exec subresource."""

    connection: Connection
    path: str
    container: str
    argv: Sequence[str]
    stdin: bytes
    timeout: float  # seconds for everything, from connecting to the end
    protocols: Sequence[str] = (V5, V4)
    _out: dict[int, bytearray] = field(default_factory=lambda: {STDOUT: bytearray(), STDERR: bytearray()})
    _outcome: bytearray = field(default_factory=bytearray)

    def result(self) -> base.ExecResult:
        """Raises NotFound for a Pod or container that is not there, Unavailable when it does not end in time."""
        until = time.monotonic() + self.timeout
        try:
            line = self._open(until)
            try:
                if self.stdin and line.subprotocol != V5:
                    line.close()
                    return self._counted(until)
                self._talk(line, until)
            finally:
                line.close(timeout=0)
        except websocket.WebSocketBadStatusException as error:
            raise self._refused(error) from None
        except (websocket.WebSocketTimeoutException, TimeoutError):
            raise Unavailable(f"{self._words()} did not end within {self.timeout:g} s") from None
        except (websocket.WebSocketException, OSError) as error:
            raise api_errors.of_exception(error, self.connection.server, self.connection.trouble()) from error
        return self._ended()

    def _open(self, until: float) -> websocket.WebSocket:
        way = self.connection
        query = [("container", self.container), ("stdout", "true"), ("stderr", "true")]
        query += [("stdin", "true")] if self.stdin else []
        query += [("command", word) for word in self.argv]
        proxy = urlsplit(way.proxy or "")
        return websocket.create_connection(
            f"{way.base.replace('http', 'ws', 1)}{self.path}?{urlencode(query)}",
            timeout=max(CONNECT, until - time.monotonic()),
            header=way.headers(),
            subprotocols=list(self.protocols),
            sslopt={"context": way.tls, "server_hostname": way.tls_name or urlsplit(way.base).hostname},
            sockopt=SOCKET_OPTIONS,
            http_proxy_host=proxy.hostname,
            http_proxy_port=proxy.port,
            proxy_type="http",
            http_no_proxy=None if way.proxy else ["*"],
            enable_multithread=False,
            suppress_origin=True,
        )

    def _counted(self, until: float) -> base.ExecResult:
        """Before `v5` nobody can say that the input ends, so the command is told how long it is."""
        counted = ["sh", "-c", 'count=$1; shift; head -c "$count" | "$@"', "sh", str(len(self.stdin)), *self.argv]
        again = Run(self.connection, self.path, self.container, counted, b"", until - time.monotonic(), (V4,))
        return again._fed(self.stdin, until)

    def _fed(self, stdin: bytes, until: float) -> base.ExecResult:
        self.stdin = stdin
        line = self._open(until)
        try:
            self._talk(line, until)
        finally:
            line.close(timeout=0)
        return self._ended()

    def _talk(self, line: websocket.WebSocket, until: float) -> None:
        """Send the input, and take what comes until the other side is done."""
        for start in range(0, len(self.stdin), CHUNK):
            line.send_binary(bytes([STDIN]) + self.stdin[start : start + CHUNK])
            line.settimeout(0.001)  # an echo that nobody reads would stop both sides
            while self._take(line, until, waiting=False):
                pass
            line.settimeout(max(0.001, until - time.monotonic()))
        if self.stdin and line.subprotocol == V5:
            line.send_binary(bytes([CLOSE, STDIN]))
        while self._take(line, until):
            pass

    def _take(self, line: websocket.WebSocket, until: float, *, waiting: bool = True) -> bool:
        """One message; False at the end, or when none is there and nobody waits."""
        try:
            if waiting:
                line.settimeout(max(0.001, until - time.monotonic()))
            opcode, data = line.recv_data()
        except websocket.WebSocketTimeoutException:
            if waiting:
                raise
            return False
        except websocket.WebSocketConnectionClosedException:
            if not self._outcome:
                raise
            return False
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            return False
        channel, rest = (data[0], data[1:]) if data else (CLOSE, b"")
        if channel in self._out:
            self._out[channel] += rest[: base.EXEC_OUTPUT - len(self._out[channel])]
        elif channel == OUTCOME:
            self._outcome += rest[: base.EXEC_OUTPUT - len(self._outcome)]
        return not self._outcome or channel != OUTCOME

    def _ended(self) -> base.ExecResult:
        """Read the `Status` with which every run ends."""
        try:
            status: dict[str, Any] = json.loads(bytes(self._outcome))
        except ValueError:
            raise Unavailable(f"{self._words()} broke off before it ended") from None
        out, err = bytes(self._out[STDOUT]), bytes(self._out[STDERR])
        if status.get("status") == "Success":
            return base.ExecResult(0, out, err)
        causes = (status.get("details") or {}).get("causes") or []
        code = next((cause.get("message") for cause in causes if cause.get("reason") == "ExitCode"), None)
        said = str(status.get("message") or "it did not say why")
        if code is not None:
            return base.ExecResult(int(code), out, err)
        if "not found in $PATH" in said or "no such file or directory" in said:
            return base.ExecResult(NOT_FOUND, out, err + said.encode())
        if "permission denied" in said:
            return base.ExecResult(NOT_EXECUTABLE, out, err + said.encode())
        if "container not found" in said or "not found" in said.lower():
            raise NotFound(f"Container {self.container} does not run: {said}")
        raise Unavailable(f"{self._words()} could not be run: {said}")

    def _refused(self, error: websocket.WebSocketBadStatusException) -> Exception:
        fault = api_errors.of_answer(error.status_code, error.resp_body or b"", self.connection.server)
        if isinstance(fault, Invalid | Unavailable) and "container" in fault.message and "not" in fault.message:
            return NotFound(fault.message)
        return fault

    def _words(self) -> str:
        return f"{' '.join(self.argv)!r} in container {self.container}"
