"""The connection to one client, as gunicorn's threads see it: writing to it never waits long for who does not read."""

from __future__ import annotations

import errno
import select
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

SEND_SECONDS = 30.0  # that a client gets to take a whole answer, or one piece of a stream
MAX_KEPT = 8_000_000  # bytes of one answer that are kept for a client that does not take them

WsgiApp = Callable[..., Iterable[bytes]]


class ClientSocket(socket.socket):
    """Never blocks. What the client does not take at once is kept, and sent by the server's main loop (`flush`).

    A stream is written by a thread of its own as it comes; there a client that does not read has `SEND_SECONDS` for
    each piece.
    """

    def __init__(self, accepted: socket.socket) -> None:
        super().__init__(fileno=accepted.detach())
        super().setblocking(False)
        self.streams = False
        self._kept = bytearray()

    @property
    def kept(self) -> int:
        """Bytes that the client has not taken yet."""
        return len(self._kept)

    def setblocking(self, flag: bool) -> None:
        """Nothing: gunicorn's threads ask for blocking, and shall not have it."""

    def sendall(self, data: Any, _flags: int = 0, /) -> None:
        """Send or keep `data`. Raises BrokenPipeError when a client takes too long, and OSError as `send` does."""
        rest = memoryview(data)
        if self.flush():
            rest = rest[self._send(rest) :]
        self._kept += rest
        if self._kept and (self.streams or len(self._kept) > MAX_KEPT):
            self._drain()

    def flush(self) -> bool:
        """Send what the connection takes now; whether nothing is left. Raises OSError."""
        if self._kept:
            with memoryview(self._kept) as kept:
                sent = self._send(kept)
            del self._kept[:sent]
        return not self._kept

    def _send(self, data: memoryview) -> int:
        sent = 0
        while sent < len(data):
            try:
                sent += self.send(data[sent:])
            except BlockingIOError:
                break
        return sent

    def _drain(self) -> None:
        deadline = time.monotonic() + SEND_SECONDS
        poll = select.poll()
        poll.register(self, select.POLLOUT)
        while not self.flush():
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise BrokenPipeError(errno.EPIPE, f"The client did not take an answer within {SEND_SECONDS:.0f} s")


def telling_streams(app: WsgiApp) -> WsgiApp:
    """`app`, whose answers without a length are known as streams to the socket that they go to."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        connection: ClientSocket = environ["gunicorn.socket"]

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            connection.streams = not any(name.lower() == "content-length" for name, _ in headers)
            return start_response(status, headers, *more)

        return app(environ, start)

    return call
