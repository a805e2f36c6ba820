"""A receiver of webhooks for tests: remembers what came, and fails as it is told."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.integration.notifications.in_thread import in_thread

Json = dict[str, Any]
Answer = Callable[[Json], int]


class Receiver(ThreadingHTTPServer):
    """`taken` are the bodies that were answered with 2xx, in order; `seen` all, with their headers."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.taken: list[Json] = []
        self.seen: list[tuple[dict[str, str], bytes]] = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    def by_island(self) -> dict[int, list[int]]:
        """The events of each island in the order they were taken, repeats left out."""
        found: dict[int, list[int]] = defaultdict(list)
        with self.lock:
            for body in self.taken:
                events = found[body["island"]["id"]]
                if body["id"] not in events:
                    events.append(body["id"])
        return found


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = json.loads(body)
        with self.server.lock:
            status = self.server.answer(told)
            self.server.seen.append((dict(self.headers), body))
            if status < 300:
                self.server.taken.append(told)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.server.url + "/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def receiver(answer: Answer = lambda _: 204) -> AbstractContextManager[Receiver]:
    """A receiver on a free port of loopback, as long as the block runs."""
    return in_thread(Receiver(answer))
