"""The output of a container, as it was written and as it comes."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import urllib3

from islandmgr.cluster.kubernetes import api_errors
from islandmgr.cluster.kubernetes.api import Api
from islandmgr.model.errors import Invalid, NotFound

CHUNK = 64 * 1024
SILENCE = 20.0  # seconds without a byte in an answer that should come at once
STOP_CHECK = 0.2  # seconds between looks at the followers' `stop`
NOT_YET = 0.5  # seconds until a container that has not started is asked again

# A kubelet that has the log no more says so in the log's place: it has answered 200 before it looks.
NO_LOG = re.compile(
    rb"unable to retrieve container logs for \w+://\w+"
    rb"|failed to (?:try resolving symlinks in path|open log file) \"[^\"\n]+\": [^\n]+"
)
NO_LOG_BEGINS = (b"unable to retrieve container logs for ", b"failed to try resolving", b"failed to open log file ")
LONGEST_NO_LOG = 1024  # bytes


class Stops:
    """Wakes readers whose `stop` is set: one thread for all of them, alive while there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: dict[int, tuple[threading.Event, urllib3.BaseHTTPResponse]] = {}
        self._thread: threading.Thread | None = None

    def add(self, stop: threading.Event, answer: urllib3.BaseHTTPResponse) -> None:
        with self._lock:
            self._readers[id(answer)] = (stop, answer)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="log-stops", daemon=True)
                self._thread.start()

    def discard(self, answer: urllib3.BaseHTTPResponse) -> None:
        with self._lock:
            self._readers.pop(id(answer), None)

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            with self._lock:
                if not self._readers:
                    self._thread = None
                    return
                stopped = [answer for stop, answer in self._readers.values() if stop.is_set()]
            for answer in stopped:
                try:
                    answer.shutdown()
                except (OSError, ValueError, RuntimeError):
                    self.discard(answer)
            pause.wait(STOP_CHECK)


def without_apology(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The log as it comes. Raises NotFound: there is none any more, and all that came is the kubelet's word for it."""
    held = b""
    for chunk in chunks:
        held += chunk
        if len(held) > LONGEST_NO_LOG or not any(held.startswith(it[: len(held)]) for it in NO_LOG_BEGINS):
            break
    if NO_LOG.fullmatch(held):
        raise NotFound(held.decode(errors="replace"))
    if held:
        yield held
    yield from chunks


class Logs:
    def __init__(self, api: Api) -> None:
        self._api = api
        self._stops = Stops()

    def read(
        self, path: str, container: str, tail: int | None, follow: bool, stop: threading.Event | None
    ) -> Iterator[bytes]:
        """Chunks. Asks now, so that a Pod that is not there is noticed before the first read."""
        stop = stop or threading.Event()
        query: dict[str, Any] = {"container": container}
        query |= {} if tail is None else {"tailLines": tail}
        query |= {"follow": "true"} if follow else {}
        first = self._open(path, query, follow)
        return self._chunks(first, path, query, follow, stop)

    def _chunks(
        self,
        answer: urllib3.BaseHTTPResponse | None,
        path: str,
        query: dict[str, Any],
        follow: bool,
        stop: threading.Event,
    ) -> Iterator[bytes]:
        while answer is None and follow and not stop.wait(NOT_YET):
            answer = self._open(path, query, follow)
        if answer is None:
            return
        self._stops.add(stop, answer)
        try:
            yield from without_apology(answer.stream(CHUNK, decode_content=False))
        except (urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError) as error:
            # The last two: the connection was shut in the middle of a read.
            if not stop.is_set():
                way = self._api.connection
                raise api_errors.of_exception(error, way.server, way.trouble()) from error
        finally:
            self._stops.discard(answer)
            answer.close()

    def _open(self, path: str, query: dict[str, Any], follow: bool) -> urllib3.BaseHTTPResponse | None:
        """None when the container has not started: there is nothing to read yet."""
        try:
            return self._api.stream(path, query, None if follow else SILENCE)
        except NotFound as error:
            if "could not find the requested resource" in error.message:
                return None  # the kubelet's words: it has not heard of the Pod yet
            raise
        except Invalid as error:
            if "is not valid for pod" in error.message:
                raise NotFound(error.message) from None
            if "waiting to start" in error.message or "not available" in error.message:
                return None
            raise
