"""Servers that never come to an end: they send a byte now and then, so no time-out that counts per read ends them."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from socketserver import BaseRequestHandler, ThreadingTCPServer

from tests.integration.notifications.in_thread import in_thread

GAP = 0.1  # seconds between two bytes

HEAD = b"HTTP/1.1 200 OK\r\n"
ANSWERS = {
    "silent": b"",
    "status": HEAD,
    "headers": HEAD + b"X: y\r\nZ: ",
    "mail": b"220 ",
}


class Trickling(ThreadingTCPServer):
    """`start` at once, then a byte of no meaning each `GAP`, until somebody hangs up. `open` counts connections."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, start: bytes) -> None:
        self.start = start
        self.seen = self.open = 0
        self.over = threading.Event()
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def count(self, change: int) -> None:
        with self.lock:
            self.open += change
            self.seen += change > 0

    def server_close(self) -> None:
        self.over.set()
        super().server_close()


class _Handler(BaseRequestHandler):
    server: Trickling

    def handle(self) -> None:
        self.server.count(+1)
        try:
            self.request.sendall(self.server.start)
            while not self.server.over.wait(GAP):
                if self.server.start:
                    self.request.sendall(b"x")
                elif not self.request.recv(65536):
                    return
        except OSError:  # hung up over there
            pass
        finally:
            self.server.count(-1)


def trickling(kind: str) -> AbstractContextManager[Trickling]:
    """One of `ANSWERS` on a free port of loopback, as long as the block runs."""
    return in_thread(Trickling(ANSWERS[kind]))
