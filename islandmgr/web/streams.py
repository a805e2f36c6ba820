"""Answers that stay open: live pages and followed logs. Each holds a thread of the server until it ends."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from flask import Flask, current_app, request

from islandmgr.config import metrics
from islandmgr.model.errors import Unavailable
from islandmgr.model.messages import declare
from islandmgr.web.access.who import still_good

EXTENSION = "islandmgr.open_streams"
LOOK = 1.0  # seconds between two looks whether the client is still there

TOO_MANY = declare("http.too_many_streams", "%(n)s streams are open, which is as many as this server holds")

T = TypeVar("T")


class OpenStreams:
    """Counts open streams and refuses one more than leaves threads for everything else.

    `stop` ends all of them: the server sets it when it is asked to end.
    """

    def __init__(self, threads: int) -> None:
        self.stop = threading.Event()
        self._most = max(1, threads - max(4, threads // 8))
        self._open = 0
        self._lock = threading.Lock()

    def carry(self, items: Callable[[ClientGone], Iterator[T]]) -> Carried[T]:
        """The items of a stream that counts as open until its generator is closed.

        `items` is given the event that says that nobody listens any more. It is called at once, so that what it raises
        before the first item becomes an ordinary error answer.

        Raises:
            Unavailable: too many are open.
        """
        with self._lock:
            if self._open >= self._most:
                raise Unavailable(TOO_MANY(n=self._open), open=self._open)
            self._open += 1
        metrics.open_streams.inc()
        try:
            source = items(ClientGone(self.stop, request.environ.get("gunicorn.socket"), still_good()))
        except BaseException:
            self._closed()
            raise
        return Carried(source, self._closed)

    def _closed(self) -> None:
        with self._lock:
            self._open -= 1
        metrics.open_streams.dec()


def install(app: Flask, threads: int) -> None:
    app.extensions[EXTENSION] = OpenStreams(threads)


def of_app() -> OpenStreams:
    streams: OpenStreams = current_app.extensions[EXTENSION]
    return streams


class ClientGone(threading.Event):
    """Set when the server ends, or when the client has closed its connection: then nobody reads what we would write.
    Set too when the session or token that the stream was opened with is good no more.

    Without looking at the connection a silent log would be followed for ever, as only a failing write tells.
    """

    def __init__(
        self, stop: threading.Event, connection: socket.socket | None, still_good: Callable[[], bool] | None = None
    ) -> None:
        super().__init__()
        self._stop = stop
        self._connection = connection
        self._still_good = still_good
        self._ask_again = time.monotonic() + LOOK

    def is_set(self) -> bool:
        if not super().is_set() and (self._stop.is_set() or self._hung_up() or self._shut_out()):
            self.set()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        end = None if timeout is None else time.monotonic() + timeout
        while not self.is_set():
            left = LOOK if end is None else min(LOOK, end - time.monotonic())
            if left <= 0:
                return False
            self._stop.wait(left)
        return True

    def _shut_out(self) -> bool:
        if self._still_good is None or time.monotonic() < self._ask_again:
            return False
        self._ask_again = time.monotonic() + LOOK
        return not self._still_good()

    def _hung_up(self) -> bool:
        if self._connection is None:
            return False
        try:
            return self._connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False  # open and silent, as it should be
        except (OSError, ValueError):
            return True


class Carried(Iterator[T]):
    """An iterator that tells once when it is done with, also when it was never begun (a generator would not)."""

    def __init__(self, source: Iterator[T], closed: Callable[[], None]) -> None:
        self._source = source
        self._closed: Callable[[], None] | None = closed

    def __next__(self) -> T:
        return next(self._source)

    def close(self) -> None:
        if self._closed is not None:
            closed, self._closed = self._closed, None
            close = getattr(self._source, "close", None)
            if close is not None:
                close()
            closed()
