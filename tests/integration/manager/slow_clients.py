"""Clients that keep a server waiting: of each kind in turn, from one address or from many."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice

BEGINNINGS = (
    b"",  # nothing at all
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    b"PUT /api/v1/islands/1/clock HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{",
    b"POST /api/v1/islands HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
)


def connect(port: int, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=60, source_address=(source, 0))


@contextmanager
def slow_clients(port: int, number: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        made = []
        for beginning in islice(cycle(BEGINNINGS), number):
            made.append(stack.enter_context(connect(port)))
            made[-1].sendall(beginning)
        yield made


def is_open(connection: socket.socket) -> bool:
    """Whether the server has neither said anything nor closed."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return not poll.poll(0)


def last_words(connection: socket.socket) -> bytes:
    """All that the server says until it closes; waits for it a minute at most."""
    said = []
    try:
        while chunk := connection.recv(65_536):
            said.append(chunk)
    except ConnectionResetError:
        pass
    return b"".join(said)
