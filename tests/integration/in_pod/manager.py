"""A small real HTTP server that stands for the manager and answers as a test says."""

from __future__ import annotations

import json
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.integration.in_pod.waiting import PATIENCE, wait_until
from tests.ports import free_port


@dataclass(frozen=True)
class Request:
    path: str
    token: str
    kind: str
    body: dict[str, Any]


class Manager:
    """It has a port from the beginning, and is away until `come`.

    It answers 200 but for the statuses that `answer` foretold; after `hold` it answers nothing.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._answers: dict[str, deque[tuple[int, dict[str, Any]]]] = {}
        self.requests: list[Request] = []
        self._free = threading.Event()
        self._free.set()
        self._server: ThreadingHTTPServer | None = None

    def come(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def go(self) -> None:
        self._free.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def hold(self) -> None:
        self._free.clear()

    def answer(self, *statuses: int, to: str = "registrations", message: str = "") -> None:
        coming = self._answers.setdefault(f"/api/v1/{to}", deque())
        coming.extend((status, {"error": {"code": "x", "message": message}}) for status in statuses)

    def registrations(self) -> list[Request]:
        return [request for request in self.requests if request.path == "/api/v1/registrations"]

    def reports(self) -> list[dict[str, Any]]:
        return [request.body for request in self.requests if request.path == "/api/v1/reports"]

    def wait_for_report(self, **fields: Any) -> dict[str, Any]:
        """The newest report once it has these fields."""

        def told() -> bool:
            return bool(self.reports()) and fields.items() <= self.reports()[-1].items()

        wait_until(told, lambda: f"a report with {fields}; the last was {self.reports()[-1:]}")
        return self.reports()[-1]

    def wait_for_files(self) -> list[dict[str, Any]]:
        """Those of the newest report that has any."""

        def told() -> list[list[dict[str, Any]]]:
            return [report["files"] for report in self.reports() if report["files"]]

        wait_until(told, "a report with files")
        return told()[-1]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        manager = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                token = self.headers.get("Authorization", "")
                manager.requests.append(
                    Request(self.path, token, self.headers.get("Content-Type", ""), json.loads(body))
                )
                manager._free.wait(PATIENCE)
                coming = manager._answers.get(self.path)
                status, answer = coming.popleft() if coming else (200, {})
                content = json.dumps(answer, indent=1).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with suppress(ConnectionError):  # the client was stopped while it waited
                    self.wfile.write(content)

            def log_message(self, *args: Any) -> None: ...

        return Handler
