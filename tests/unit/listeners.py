"""Sockets that hear what is sent to this machine, and waiting for what a thread does."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def listening(family: int, kind: int, address: Any) -> Iterator[socket.socket]:
    with socket.socket(family, kind) as server:
        server.bind(address)
        if kind == socket.SOCK_STREAM:
            server.listen()
        server.setblocking(False)
        yield server


def heard_nothing(server: socket.socket) -> bool:
    try:
        server.accept() if server.type == socket.SOCK_STREAM else server.recv(100)
    except BlockingIOError:
        return True
    return False


def wait_until(good: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not good():
        assert time.monotonic() < end
        time.sleep(0.01)
