"""One kind of object, listed and then watched for ever: resumes where it was, notices silence, never spins."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import structlog
import urllib3

from islandmgr.cluster.kubernetes import api_errors
from islandmgr.cluster.kubernetes.api import Api, Query, Raw
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import IslandError

ROUND = (25, 35)  # seconds that one watch request lasts; the API server sends a bookmark before it ends one
SILENCE = 10.0  # seconds beyond a round without a byte: whatever answered is dead, though nothing was closed
GAPS = Backoff(0.2, 15.0, spread=0.3)  # between failures in a row
LASTING = 2.0  # seconds after which a watch that ends has been a good one
CHUNK = 256 * 1024

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Listed:
    """Everything there is."""

    items: list[Raw]


@dataclass(frozen=True)
class Told:
    """One change: `ADDED`, `MODIFIED` or `DELETED`."""

    kind: str
    raw: Raw


News = Listed | Told


class _GoneError(Exception):
    """The API server no longer knows the place we want to go on from."""


class Feed:
    """`run` hands news to `tell` until `stop` is set; `interrupt` wakes it then. For one thread.

    `trouble` says why nothing comes now; empty while the watch stands.
    """

    def __init__(self, api: Api, path: str, query: Query, tell: Callable[[News], None]) -> None:
        self.trouble = ""
        self._api = api
        self._path = path
        self._query = query
        self._tell = tell
        self._place = ""  # resourceVersion after the last news; empty before the first list
        self._answer: urllib3.BaseHTTPResponse | None = None

    def run(self, stop: threading.Event) -> None:
        failures = 0
        while not stop.is_set():
            began = time.monotonic()
            try:
                if not self._place:
                    self._list()
                self._watch(stop)
                good = time.monotonic() - began >= LASTING
            except _GoneError:
                self._place, good = "", time.monotonic() - began >= LASTING
            except IslandError as error:
                self._note(error, stop)
                good = False
            failures = 0 if good else failures + 1
            if failures:
                stop.wait(GAPS.gap(failures))

    def interrupt(self) -> None:
        """Wake the thread that waits for news, from another one."""
        answer = self._answer
        if answer is not None:
            _shut(answer)

    def _note(self, error: IslandError, stop: threading.Event) -> None:
        if not stop.is_set() and self.trouble != error.message:
            log.warning("the watch has a gap", path=self._path, cause=error.message)
        self.trouble = error.message

    def _list(self) -> None:
        found = self._api.list_cached(self._path, self._query)
        self._tell(Listed(found.get("items") or []))
        self._place = found["metadata"]["resourceVersion"]

    def _watch(self, stop: threading.Event) -> None:
        """One round."""
        seconds = random.randint(*ROUND)  # noqa: S311  # so that a fleet of watchers does not come back at once
        query = {
            **self._query,
            "watch": "1",
            "allowWatchBookmarks": "true",
            "resourceVersion": self._place,
            "timeoutSeconds": seconds,
        }
        answer = self._answer = self._api.stream(self._path, query, seconds + SILENCE)
        try:
            self.trouble = ""
            for line in _lines(answer, self._api, stop):
                self._take(json.loads(line))
        finally:
            self._answer = None
            answer.close()

    def _take(self, event: Raw) -> None:
        kind, raw = event["type"], event["object"]
        if kind == "ERROR":
            if raw.get("code") == 410:
                raise _GoneError
            raise api_errors.of_answer(
                int(raw.get("code") or 500), json.dumps(raw).encode(), self._api.connection.server
            )
        if kind != "BOOKMARK":
            self._tell(Told(kind, raw))
        self._place = raw["metadata"]["resourceVersion"]


def _lines(answer: urllib3.BaseHTTPResponse, api: Api, stop: threading.Event) -> Iterator[bytes]:
    """Lines of an answer as they come; raises Unavailable when it breaks off."""
    rest = b""
    try:
        for chunk in answer.stream(CHUNK, decode_content=False):
            if stop.is_set():
                return
            *lines, rest = (rest + chunk).split(b"\n") if rest else chunk.split(b"\n")
            yield from lines
    except (urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError) as error:
        # The last two: the connection was shut by `interrupt` in the middle of a read.
        if not stop.is_set():
            raise api_errors.of_exception(error, api.connection.server, api.connection.trouble()) from error


def _shut(answer: urllib3.BaseHTTPResponse) -> None:
    try:
        answer.shutdown()
    except (OSError, ValueError, RuntimeError):
        answer.close()
