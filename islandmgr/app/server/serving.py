"""How the manager is served: gunicorn's threads for HTTP, and the manager's own threads beside them in one worker.

Used by `islandctl serve`, and by a plain `gunicorn wsgi:app` through `gunicorn.conf.py`: several workers on one
machine or on several may run against one MySQL, and the lease makes one of them lead.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import mmap
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.errors import AppImportError
from gunicorn.glogging import Logger

from islandmgr.app.server.client_limits import Limits
from islandmgr.app.server.client_socket import telling_streams
from islandmgr.app.server.worker import BufferingWorker
from islandmgr.cli.exit_codes import CODE_OF_ERROR, Code
from islandmgr.config import file_modes, open_files
from islandmgr.config.settings import Settings
from islandmgr.model.errors import IslandError
from islandmgr.web import streams

ALL = 9  # seconds from SIGTERM until what still runs is killed; whoever stops us may count on ten
REQUESTS = 4  # seconds that requests get of them
PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>
GARBAGE = 10_000  # objects more than before, after which the collector looks at the youngest
FROZEN = 120  # seconds without a sign of life from the worker's main loop, after which it is started anew


def options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings, for the limit of open files that holds now. One worker: its threads wait most of the time,
    and SQLite wants one process."""
    settings = open_files.fitted(settings)
    return {
        "bind": [f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}"],
        "workers": 1,
        "worker_class": Worker,
        "threads": settings.web_threads,
        "worker_connections": open_files.connections(settings.web_threads),
        "sendfile": False,  # it waits for the client
        "limit_request_line": 8190,  # gunicorn's most
        "graceful_timeout": ALL,
        "timeout": FROZEN,
        "logger_class": Logs,
        "control_socket_disable": True,
    }


class Logs(Logger):  # type: ignore[misc]
    """gunicorn's log without handlers of its own: its lines go the way of all others (`islandmgr.config.logs`)."""

    def setup(self, cfg: Config) -> None:  # noqa: ARG002
        self.error_log = logging.getLogger("gunicorn.error")
        self.access_log = logging.getLogger("gunicorn.access")

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Nothing: `islandmgr.web.request_log` writes a line that knows the island."""


def die_with_parent() -> None:
    """Let the kernel kill this process when its parent dies. A worker that outlived a killed arbiter would hold the
    port and the lock that the next start needs."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _settle_memory() -> None:
    """Take what the program itself is made of out of the garbage collector's rounds: a whole one of them stopped all
    threads for a fifth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


class Worker(BufferingWorker):
    """Runs the manager's threads beside the requests, and ends both together, on whatever signal, within `ALL`."""

    wsgi: Any
    _ending: threading.Thread | None = None

    def init_signals(self) -> None:
        super().init_signals()
        signal.signal(signal.SIGHUP, self.handle_exit)  # the terminal was closed

    def load_wsgi(self) -> None:
        from islandmgr.app.web_app import application

        die_with_parent()
        os.umask(file_modes.UMASK)  # whatever this process writes is for its own user
        super().load_wsgi()
        self.cfg.set("graceful_timeout", REQUESTS)  # in this process; the arbiter counts to `ALL`
        self.manager = application(self.wsgi).manager
        with self.wsgi.app_context():
            self.streams = streams.of_app()
        self.limits = Limits.of(application(self.wsgi).services.settings)
        self.wsgi = telling_streams(self.wsgi)
        _settle_memory()
        self.manager.start()

    def run(self) -> None:
        try:
            super().run()
        finally:
            self._begin_end()
            if self._ending is not None:
                self._ending.join()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM. What takes locks is left to the main loop: a signal may come while it holds them."""
        super().handle_exit(sig, frame)
        self.method_queue.defer(self._begin_end)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """SIGINT and SIGQUIT: Ctrl-C reaches the arbiter and us at once, and deserves an orderly end too."""
        self.handle_exit(sig, frame)

    def _begin_end(self) -> None:
        """End open streams, and the manager while requests are still answered. Once."""
        if self._ending is None:
            self.streams.stop.set()
            self._ending = threading.Thread(target=self.manager.stop, name="ending")
            self._ending.start()


class _Arbiter(Arbiter):  # type: ignore[misc]
    """A closed terminal ends the server; gunicorn would reload it, and go on without anybody who sees it."""

    handle_hup = Arbiter.handle_term


class Server(BaseApplication):  # type: ignore[misc]
    """`islandctl serve`."""

    def __init__(self, settings: Settings) -> None:
        open_files.raise_limit()
        self._settings = settings
        self._outcome = mmap.mmap(-1, 1)  # shared with the worker: the exit code of a start that failed
        super().__init__()

    def load_config(self) -> None:
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In the worker, after the fork. A fault that has words ends the server with them."""
        from islandmgr.app.bootstrap import bootstrap
        from islandmgr.app.web_app import create_app

        try:
            return create_app(bootstrap(open_files.fitted(self._settings)))
        except IslandError as error:
            self._outcome[0] = CODE_OF_ERROR.get(error.code, Code.FAILED)
            raise AppImportError(f"Error: {error.message}") from error

    def run(self) -> None:
        """Serve until a signal; exits the process."""
        try:
            _Arbiter(self).run()
        except SystemExit as end:
            sys.exit(self._outcome[0] or end.code)
