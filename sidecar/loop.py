"""The side container's life: look around once a second, tell the manager what is new, end when told to.

It stays when the server is dead, since a Pod whose containers have all ended is cleared away with what it left.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sidecar import logs
from sidecar.announcing import Announcer
from sidecar.clockfile import ClockFile
from sidecar.connections import Connections
from sidecar.ending import Ending
from sidecar.keeping import Keeper
from sidecar.reporting import Report, Reporter, tell_killed

REQUIRED = ("ISLANDMGR_ISLAND", "ISLANDMGR_INCARNATION", "ISLANDMGR_URL", "ISLANDMGR_TOKEN")
LAST_REPORT = 0.8  # seconds that a last report may take when the Pod is being deleted
FAREWELL = 0.05  # seconds between looks whether the server has ended


class Surroundings(NamedTuple):
    """What the Pod's environment says."""

    island: int
    incarnation: int
    url: str
    token: str
    run: str
    ports: frozenset[int]
    keep: list[str]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Surroundings:
        """Raises ValueError, naming what is missing or wrong."""
        missing = [name for name in REQUIRED if not environment.get(name)]
        if missing:
            raise ValueError(f"missing are {', '.join(missing)}")
        ports = environment.get("ISLANDMGR_PORTS", "")
        return cls(
            island=int(environment["ISLANDMGR_ISLAND"]),
            incarnation=int(environment["ISLANDMGR_INCARNATION"]),
            url=environment["ISLANDMGR_URL"],
            token=environment["ISLANDMGR_TOKEN"],
            run=environment.get("ISLANDMGR_RUN", "/run/islandmgr"),
            ports=frozenset(int(pair.rpartition("=")[2]) for pair in ports.split(",") if pair),
            keep=[pattern for pattern in environment.get("ISLANDMGR_KEEP", "").split(":") if pattern],
        )


def keep_pod(environment: Mapping[str, str]) -> int:
    """Run until SIGTERM or SIGINT, and then until the server has ended. Returns the exit code."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        surroundings = Surroundings.from_environment(environment)
    except ValueError as error:
        print(f"islandmgr: the side container's environment is not right: {error}", file=sys.stderr)
        return 78
    watch = Watch(surroundings)
    sender = {"island": surroundings.island, "incarnation": surroundings.incarnation}
    reporter = Reporter(surroundings.url, surroundings.token, sender)
    reporter.start()
    while True:
        reporter.tell(watch.look(time.time()))
        if stop.wait(pause(time.time(), hurry=not watch.server_started())):
            break
    reporter.tell(watch.look(time.time()))
    see_off(watch, Ending(f"{surroundings.run}/handover"), surroundings, sender)
    reporter.close(LAST_REPORT)
    return 0


def see_off(watch: Watch, ending: Ending, surroundings: Surroundings, sender: dict[str, int]) -> None:
    """Hold the clock until the server has ended: its grace is ours. That it ended is no news, it was asked to; that it
    had to be killed is."""
    while ending.server_lives():
        watch.look(time.time())
        time.sleep(FAREWELL)
    killed = ending.killed()
    if killed is not None:
        tell_killed(surroundings.url, surroundings.token, {**sender, **killed})


def pause(now: float, *, hurry: bool) -> float:
    """Seconds to the next half second of real time, when a clock with a rate wants its next line; less while a start
    may be waiting for us."""
    left = 1.0 - (now - 0.5) % 1.0
    return min(left, 0.2) if hurry else left


class Watch:
    """All that one island's side container looks at."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._handover = f"{surroundings.run}/handover"
        self._clock = ClockFile(f"{surroundings.run}/clock")
        self._connections = Connections(surroundings.ports)
        self._announcer = Announcer(surroundings.url, surroundings.token, self._handover)
        self._keeper = Keeper(surroundings.keep, f"{self._handover}/kept", self._born())
        self._exit: dict[str, Any] | None = None
        self._log = ""
        self._complaint = ""

    def look(self, now: float) -> Report:
        """Do what is due at real time `now` and say how things are. One part's trouble does not stop the others."""
        parts: tuple[Callable[[], None], ...] = (
            lambda: self._clock.step(now),
            self._announcer.look,
            lambda: self._connections.look(now),
            self._watch_exit,
            self._trim_logs,
            lambda: self._keeper.look(now, ended=self._exit is not None),
        )
        for part in parts:
            try:
                part()
            except OSError as error:
                self._complain(error)
        return Report(
            connections=self._connections.count,
            last_used_at=self._connections.last_used_at,
            exit=self._exit,
            files=self._keeper.files,
            log=self._log,
            clock=self._describe_clock(),
        )

    def _watch_exit(self) -> None:
        if self._exit is None:
            self._exit = read_exit(f"{self._handover}/server.exit")
            if self._exit is not None:
                self._log = logs.last_words(self._handover)
                self._keeper.look_soon()

    def _trim_logs(self) -> None:
        for name in ("out.log", "err.log"):
            logs.trim(f"{self._handover}/{name}")

    def _describe_clock(self) -> dict[str, Any]:
        """start.sh knows better than the file whether the clock can be applied at all."""
        clock = self._clock.describe()
        problem = logs.tail(f"{self._handover}/clock-problem", 1, 1000).strip()
        return {**clock, "problem": problem} if problem else clock

    def server_started(self) -> bool:
        return self._exit is not None or os.path.lexists(f"{self._handover}/server.pid")

    def _born(self) -> float:
        """UTC epoch seconds, not later than the server's start; this program may come up some time after it."""
        try:
            return os.stat(f"{self._handover}/preload").st_mtime
        except OSError:
            return time.time() - 1.0

    def _complain(self, error: OSError) -> None:
        if str(error) != self._complaint:
            self._complaint = str(error)
            print(f"islandmgr: {error}", file=sys.stderr, flush=True)


def read_exit(path: str) -> dict[str, Any] | None:
    """How the server ended, as start.sh wrote it, or None while it has not."""
    try:
        record = json.loads(logs.tail(path, 1, 1000))
        left = {"left": str(record["left"])} if record.get("left") else {}
        return {"code": int(record["code"]), "at": int(record["at"]), **left}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
