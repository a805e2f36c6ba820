"""Telling the manager what is new, over HTTP, from a thread of its own.

Only the latest state counts: what could not be told is replaced by what is true now, so nothing piles up while the
manager is away.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any, NamedTuple
from urllib.parse import urlsplit

TIMEOUT = 5.0  # seconds for one attempt
ANSWER = 4096  # bytes of an answer that are read
REFUSED = frozenset({401, 403, 409, 410})  # our token is not wanted any more; asking again cannot help
FIRST_GAP, LONGEST_GAP = 1.0, 60.0  # seconds between attempts; doubling
USE_GRAIN = 600  # seconds; a last use that only grows is news once in this time


class Report(NamedTuple):
    """The body of `POST /api/v1/reports`, but for the island's id and incarnation; docs/in-pod.md has the fields."""

    connections: int
    last_used_at: int | None
    exit: dict[str, Any] | None
    files: list[dict[str, Any]]
    log: str
    clock: dict[str, Any]


def is_news(told: Report | None, report: Report) -> bool:
    """Whether the manager needs to hear it. While players are connected, the last use moves on all the time."""
    if told is None:
        return True
    if report._replace(last_used_at=None) != told._replace(last_used_at=None):
        return True
    return (report.last_used_at or 0) - (told.last_used_at or 0) >= USE_GRAIN


def next_gap(gap: float) -> float:
    """Seconds to wait after the attempt that followed a wait of `gap`."""
    return min(max(FIRST_GAP, gap * 2), LONGEST_GAP)


class Reporter(threading.Thread):
    """`tell` it the state as often as you like; it posts what is news. `refused` once the manager wants no more."""

    def __init__(self, url: str, token: str, sender: dict[str, Any]) -> None:
        super().__init__(name="reporter", daemon=True)
        self.refused = False
        self._url = f"{url.rstrip('/')}/api/v1/reports"
        self._token = token
        self._sender = sender
        self._latest: Report | None = None
        self._told: Report | None = None
        self._closing = False
        self._complaint = ""
        self._changed = threading.Condition()

    def tell(self, report: Report) -> None:
        with self._changed:
            self._latest = report
            if self._pending():
                self._changed.notify()

    def close(self, patience: float) -> None:
        """Try to tell what has not been told, for at most `patience` seconds."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self.join(patience)

    def run(self) -> None:
        gap = 0.0
        while not self.refused:
            report = self._next(gap)
            if report is None:
                return
            status = self._post(report)
            if 200 <= status < 300:
                self._told, gap = report, 0.0
            elif status in REFUSED:
                self.refused = True
                print(f"islandmgr: the manager wants no more reports ({status})", file=sys.stderr, flush=True)
            elif self._closing:
                return
            else:
                gap = next_gap(gap)

    def _pending(self) -> bool:
        return self._latest is not None and is_news(self._told, self._latest)

    def _next(self, gap: float) -> Report | None:
        """Wait `gap` seconds, then for news; None when there is none and we are closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing, gap)
            self._changed.wait_for(lambda: self._closing or self._pending())
            return self._latest if self._pending() else None

    def _post(self, report: Report) -> int:
        try:
            body = json.dumps({**self._sender, **report._asdict()}, ensure_ascii=False)
            return post(self._url, self._token, body.encode("utf-8", "replace"))[0]
        except (OSError, ValueError) as error:
            if str(error) != self._complaint:
                self._complaint = str(error)
                print(f"islandmgr: no report to {self._url}: {error}", file=sys.stderr, flush=True)
            return 0


def tell_killed(url: str, token: str, killed: dict[str, Any]) -> None:
    """`POST /api/v1/endings`, once: the Pod is about to go, and nothing hangs on it."""
    try:
        post(f"{url.rstrip('/')}/api/v1/endings", token, json.dumps(killed).encode())
    except (OSError, ValueError) as error:
        print(f"islandmgr: not told whom start.sh killed: {error}", file=sys.stderr, flush=True)


def post(url: str, token: str, body: bytes) -> tuple[int, bytes]:
    """POST JSON; return the HTTP status and the beginning of the answer's body.

    Raises OSError when there is no answer, ValueError when it is not HTTP.
    """
    parts = urlsplit(url)
    if parts.scheme != "https":
        sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]  # http.client then does without; saves 4 MB
    import http.client

    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=TIMEOUT)
    try:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request("POST", parts.path, body, headers)
        response = connection.getresponse()
        return response.status, response.read(ANSWER)
    except http.client.HTTPException as error:
        raise ValueError(f"{type(error).__name__} {error}") from error
    finally:
        connection.close()
