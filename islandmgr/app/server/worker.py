"""gunicorn's threaded worker, made so that no thread ever waits for a client.

The main loop reads requests as they come, from all connections at once, and hands each to a thread only when it is
complete; what a client does not take of its answer is sent by the main loop too. So connections that send or read
slowly cost an open file and some memory, for a limited time, and a limited number of them. Followed logs and live pages
are different: each holds a thread, as many as `islandmgr.web.streams` allows.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from concurrent import futures
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.http.errors import NoMoreData
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from islandmgr.app.server.client_limits import DropLog, Limits, Phase, Waiting, key_of
from islandmgr.app.server.client_socket import SEND_SECONDS, ClientSocket
from islandmgr.app.server.request_buffer import Incoming, Parser, TooLarge
from islandmgr.web.guards import FOR_MACHINES, MAX_BODY

FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
PASSING = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED, errno.EINTR})
CHUNK = 65_536  # bytes read of one connection before the next one's turn
LINGER = 2.0  # seconds in which a client may read our last words before the connection is cut
LOOK = 0.2  # seconds between two looks at whose time is over
PAUSE = 0.5  # seconds without new connections when no file is left to open
MAX_BUFFERED = 256_000_000  # bytes of unfinished requests and answers, of all connections together

REASONS = {408: "Request Timeout", 413: "Content Too Large", 429: "Too Many Requests", 503: "Service Unavailable"}


class Connection(TConn):  # type: ignore[misc]
    """One client's connection, and what has come on it."""

    def __init__(self, cfg: Any, accepted: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, ClientSocket(accepted), client, server)
        self.initialized = self.data_ready = True  # gunicorn itself shall read nothing
        self.key = key_of(client)
        self.parser = Parser(cfg, client)
        self.incoming = Incoming(self.parser, MAX_BODY)
        self.keep = False

    @property
    def size(self) -> int:
        """Bytes that are buffered for it."""
        return len(self.incoming) + int(self.sock.kept)


class BufferingWorker(ThreadWorker):  # type: ignore[misc]
    """The subclass, which knows the settings, sets `limits`, and wraps the application into `telling_streams`."""

    limits = Limits()

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise RuntimeError("TLS ends at a reverse proxy: this server speaks plain HTTP, so leave out certfile")

    def init_process(self) -> None:
        self._waiting: Waiting[Connection] = Waiting()
        self._drops = DropLog()
        self._look_at = 0.0
        self._accept_at = 0.0
        # One thread each: a scrape that takes long must not hold up the question whether we live.
        self._probes = {path: futures.ThreadPoolExecutor(1, f"probe{path}") for path in FOR_MACHINES}
        super().init_process()

    # New connections

    def accept(self, listener: Any) -> None:
        try:
            accepted, client = listener.accept()
        except OSError as error:
            if error.errno in FULL:
                self._no_file_left()
            elif error.errno not in PASSING:
                raise
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, accepted, client, listener.getsockname())
        self._wait(conn, Phase.HEAD)
        if self.limits.per_address and self._waiting.unfinished(conn.key) > self.limits.per_address:
            self._drop(self._waiting.oldest(conn.key), "address", 429)
        if self.nr_conns >= self.worker_connections:
            self._drop(self._waiting.oldest(), "full", 503)

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled and time.monotonic() >= self._accept_at)

    def _no_file_left(self) -> None:
        """Whoever has been waiting longest makes way; with nobody to make way, newcomers wait in the kernel's queue."""
        if not self._drop(self._waiting.oldest(), "files", 503):
            self._drops.tell("files")
            self._accept_at = time.monotonic() + PAUSE
            self.set_accept_enabled(False)

    # From the first byte to a complete request

    def _ready(self, conn: Connection, _sock: Any) -> None:
        phase = self._waiting.phase(conn)
        if phase is Phase.ANSWER:
            self._go_on_answering(conn)
        elif phase is not None:  # else it had to make way for one whose turn came before
            self._read(conn)

    def _read(self, conn: Connection) -> None:
        try:
            data = conn.sock.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end(conn)
        elif self._waiting.phase(conn) is not Phase.CLOSE:  # what comes then is for nobody
            self._take(conn, data)

    def _take(self, conn: Connection, data: bytes) -> None:
        try:
            complete = conn.incoming.add(data)
        except TooLarge:
            self._refuse(conn, 413)
        except (StopIteration, NoMoreData):
            self._end(conn)
        except Exception as error:
            self.handle_error(None, conn.sock, conn.client, error)
            self._linger(conn)
        else:
            self._sort(conn, complete)

    def _sort(self, conn: Connection, complete: bool) -> None:
        request = conn.incoming.request
        if request is not None and request._expected_100_continue:
            request._expected_100_continue = False
            if not complete:
                self._say(conn, b"HTTP/1.1 100 Continue\r\n\r\n")
        if complete:
            self._forget(conn)
            self.enqueue_req(conn)
        elif request is not None:
            self._wait(conn, Phase.BODY)
        else:
            self._wait(conn, Phase.HEAD if conn.incoming.begun else Phase.IDLE)

    def enqueue_req(self, conn: Connection) -> None:
        """Let a thread answer; probes have threads of their own."""
        request = conn.incoming.request
        pool = self.tpool
        if request is not None and request.path in self._probes:
            pool = self._probes[request.path]
            request.force_close()  # so that one answer is all that the connection ever has to take
        done = pool.submit(self.handle, conn)
        done.add_done_callback(lambda future: self.method_queue.defer(self.finish_request, conn, future))

    # From the answer to the next request, or the end

    def finish_request(self, conn: Connection, done: futures.Future[Any]) -> None:
        conn.keep = not done.cancelled() and done.exception() is None and bool(done.result())
        self._go_on_answering(conn)

    def _go_on_answering(self, conn: Connection) -> None:
        try:
            all_sent = conn.sock.flush()
        except OSError:
            self._end(conn)
            return
        if not all_sent:
            self._wait(conn, Phase.ANSWER)
        elif conn.keep:
            conn.incoming.next()
            self._take(conn, b"")
        else:
            self._linger(conn)

    def _linger(self, conn: Connection) -> None:
        """Say that nothing more comes, and let the client read it: cutting at once could lose it on the way."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._end(conn)
        else:
            self._wait(conn, Phase.CLOSE)

    def _refuse(self, conn: Connection, status: int) -> None:
        self._say(conn, _refusal(status))
        self._linger(conn)

    def _drop(self, conn: Connection | None, reason: str, status: int) -> bool:
        """Cut a connection at once, to make room; whether there was one."""
        if conn is None:
            return False
        self._drops.tell(reason, conn.key)
        if conn.incoming.begun and self._waiting.phase(conn) is not Phase.ANSWER:
            self._say(conn, _refusal(status))
        self._end(conn)
        return True

    @staticmethod
    def _say(conn: Connection, words: bytes) -> None:
        with suppress(OSError):  # it has gone already, which the main loop sees
            conn.sock.sendall(words)

    def _end(self, conn: Connection) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()

    # Waiting

    def _wait(self, conn: Connection, phase: Phase) -> None:
        """Let the main loop call `_ready` when the client does something; the time for `phase` begins now."""
        seconds = {
            Phase.IDLE: self.cfg.keepalive if self.alive else min(self.cfg.keepalive, STOP_KEEPALIVE_LINGER),
            Phase.HEAD: self.limits.head,
            Phase.BODY: self.limits.body,
            Phase.ANSWER: SEND_SECONDS,
            Phase.CLOSE: LINGER,
        }[phase]
        before = self._waiting.phase(conn)
        if before is phase:
            return
        events = selectors.EVENT_WRITE if phase is Phase.ANSWER else selectors.EVENT_READ
        change = self.poller.register if before is None else self.poller.modify
        change(conn.sock, events, partial(self._ready, conn))
        self._waiting.put(conn, phase, time.monotonic() + seconds)

    def _forget(self, conn: Connection) -> None:
        if self._waiting.remove(conn):
            self.poller.unregister(conn.sock)

    def murder_keepalived(self, force: bool = False) -> None:
        """Called in every turn of gunicorn's main loop: end what has waited too long."""
        now = time.monotonic()
        if force:
            for conn in self._waiting.all():
                self._end(conn)
        elif now >= self._look_at:
            self._look_at = now + LOOK
            for conn in self._waiting.overdue(now):
                self._too_late(conn)
            while sum(conn.size for conn in self._waiting.all()) > MAX_BUFFERED:
                self._drop(self._waiting.oldest(), "memory", 503)

    def murder_pending(self) -> None:
        """Nothing: gunicorn's own lists of waiting connections stay empty."""

    def _cap_keepalive(self, deadline: float) -> None:
        """The server ends: nobody is waited for longer than that."""
        self._waiting.cap(deadline)

    def _too_late(self, conn: Connection) -> None:
        phase = self._waiting.phase(conn)
        if phase in {Phase.HEAD, Phase.BODY} and conn.incoming.begun:
            self._drops.tell(phase.value, conn.key)
            self._refuse(conn, 408)
            return
        if phase is Phase.ANSWER:
            self._drops.tell(phase.value, conn.key)
        self._end(conn)


def _refusal(status: int) -> bytes:
    return f"HTTP/1.1 {status} {REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()
