"""1,000 connections that send slowly, held for a minute: how long do a page and a probe take meanwhile?

A connection that the server cuts is made anew at once, so that as many are there all the time. First with the limit
for one address lifted, so that all of them stay until their time is over, then as it is set by default.

.venv/bin/python bench/slow_clients.py [connections] [seconds]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from socket import socket

import requests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.integration.manager.slow_clients import BEGINNINGS, connect, is_open
from tests.integration.serving import Serving, serving

ASKED = ("/", "/healthz", "/readyz", "/api/v1/islands")
DRIP = 5.0  # seconds between two bytes of one connection


def seconds_for(manager: Serving, path: str) -> float:
    began = time.perf_counter()
    requests.get(f"{manager.url}{path}", timeout=60).raise_for_status()
    return time.perf_counter() - began


class Slow:
    """As many slow connections as wished, all the time."""

    def __init__(self, port: int, number: int) -> None:
        self.cut = 0
        self._port = port
        self._kinds = count()
        self._dripped = time.monotonic()
        self._all = [self._connect() for _ in range(number)]

    def keep_up(self) -> None:
        drip = time.monotonic() - self._dripped > DRIP
        self._dripped = time.monotonic() if drip else self._dripped
        for at, connection in enumerate(self._all):
            if not is_open(connection):
                self.cut += 1
                connection.close()
                self._all[at] = self._connect()
            elif drip and at % len(BEGINNINGS):
                try:
                    connection.sendall(b"x")
                except OSError:
                    continue  # cut just now

    def close(self) -> None:
        for connection in self._all:
            connection.close()

    def _connect(self) -> socket:
        made = connect(self._port)
        made.sendall(BEGINNINGS[next(self._kinds) % len(BEGINNINGS)])
        return made


def measure(manager: Serving, number: int, seconds: float) -> None:
    alone = {path: statistics.median(seconds_for(manager, path) for _ in range(20)) for path in ASKED}
    slow, end = Slow(manager.port, number), time.monotonic() + seconds
    took: dict[str, list[float]] = {path: [] for path in ASKED}
    while time.monotonic() < end:
        slow.keep_up()
        for path in ASKED:
            took[path].append(seconds_for(manager, path))
    slow.close()
    print(f"{number} slow connections for {seconds:.0f} s; {slow.cut} were cut and made anew")
    for path, each in took.items():
        median, worst = statistics.median(each), max(each)
        print(
            f"  {path:<16} {len(each)} times: median {median * 1000:.1f} ms, worst {worst * 1000:.0f} ms; "
            f"{median / alone[path]:.1f} times as long as alone"
        )


def main(number: int = 1000, seconds: float = 60) -> None:
    for name, settings in (("no limit for one address", {"unfinished_per_address": 100_000}), ("as by default", {})):
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder), "", **settings) as manager:
            print(name)
            measure(manager, number, seconds)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
