"""The real libfaketime does with our lines what the arithmetic says, and only with them."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import faketime
from islandmgr.model.domain import REAL_TIME
from islandmgr.model.errors import Invalid
from tests.integration.faketime.server import CLOCKS_APART, ClockFile, Reading, Server

ZONE = "Asia/Shanghai"
ZONES = ["UTC", "America/New_York", "Asia/Shanghai"]

BODIES: list[Any] = [
    {"mode": "real"},
    {"mode": "at", "at": "2026-12-31 23:59:30"},
    {"mode": "at", "at": "2000-01-01T00:00:00Z"},
    {"mode": "at", "at": "2038-01-19T03:14:05Z"},  # over the end of 32 bits
    {"mode": "at", "at": "2099-12-31T23:59:00Z"},
    {"mode": "shift", "shift": "+2d3h"},
    {"mode": "shift", "shift": "-90m"},
    {"mode": "freeze"},
    {"mode": "freeze", "at": "2028-02-29 12:00"},
    {"mode": "freeze", "at": "2026-11-01T01:30:00-04:00"},  # the library goes by each process's own zone:
    {"mode": "freeze", "at": "2026-11-01T01:30:00-05:00"},  # 01:30 comes twice in New York
    {"mode": "rate", "rate": 60},
    {"mode": "rate", "rate": 10, "at": "2026-12-31 23:58"},
]


@pytest.fixture
def clock_file(tmp_path: Path) -> ClockFile:
    file = ClockFile(tmp_path)
    file.write("+0")
    return file


def until_next_second() -> None:
    """Into the next real second: then every process has to read the file again."""
    second = time.time() // 1
    while time.time() // 1 == second:
        time.sleep(0.02)


@pytest.fixture
def servers(clock_file: ClockFile) -> Iterator[list[Server]]:
    """Three that were started at different moments, in different zones, and have read the clock file."""
    with ExitStack() as stack:
        started = []
        for zone in ZONES:
            started.append(stack.enter_context(Server(clock_file, zone)))
            started[-1].read()
        yield started


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_what_is_asked_is_what_processes_show(clock_file: ClockFile, servers: list[Server], body: Any) -> None:
    now = time.time()
    line = faketime.line(faketime.ask(body, REAL_TIME, now, ZONE), now)
    clock_file.write(line)
    until_next_second()
    for server in servers:
        assert server.read().shows(line), (line, server.readings)
    for zone in ZONES:
        assert Reading(*clock_file.date(zone=zone)).shows(line)


@pytest.mark.parametrize("body", [body for body in BODIES if body["mode"] != "rate"], ids=str)
def test_a_measurement_says_applied(clock_file: ClockFile, body: Any) -> None:
    clock = faketime.ask(body, REAL_TIME, time.time(), ZONE)
    clock_file.write(faketime.line(clock, time.time()))
    before, fake, after = clock_file.date()
    slack = (after - before) * 500  # the real time of the reading is known no better
    assert abs(faketime.compare(clock, fake, (before + after) / 2)) <= slack + 1
    before, fake, after = clock_file.date("+%s")  # all that busybox has
    slack = (after - before) * 500
    error = abs(faketime.compare(clock, fake, (before + after) // 2))
    assert faketime.is_applied(max(0.0, error - slack), resolution=1)


@pytest.mark.parametrize(
    "body", [{"mode": "shift", "shift": "+1h"}, {"mode": "freeze", "at": "2028-02-29 12:00"}], ids=str
)
def test_a_measurement_says_not_applied(clock_file: ClockFile, body: Any) -> None:
    clock = faketime.ask(body, REAL_TIME, time.time(), ZONE)
    clock_file.path.unlink()  # the library then shows real time
    before, fake, after = clock_file.date()
    assert before <= fake <= after
    assert not faketime.is_applied(faketime.compare(clock, fake, (before + after) / 2), resolution=1)


def test_a_change_shows_from_the_next_whole_second_on(clock_file: ClockFile, servers: list[Server]) -> None:
    """In all processes at once, back and forth, whatever zone and age they have."""
    for line in ("+86400", "-86400", "1790000000", "+0"):
        clock_file.write(line)
        shows = clock_file.history[-1][1] // 1 + 1 + CLOCKS_APART
        for server in servers:
            while not [reading for reading in server.readings if reading.start >= shows]:
                server.read()
                time.sleep(0.005)
            assert all(reading.shows(line) for reading in server.readings if reading.start >= shows), line
            server.readings.clear()


def test_steps_make_a_rate(clock_file: ClockFile, servers: list[Server]) -> None:
    """Rate 10 for 8 steps, written when `next_step` says, seen by three processes and held against the file."""
    now = time.time()
    clock = faketime.ask({"mode": "rate", "rate": 10, "at": "2026-12-31 23:59:30"}, REAL_TIME, now, ZONE)
    clock_file.write(faketime.line(clock, now))
    for _ in range(8):
        step = faketime.next_step(clock, time.time())
        assert step is not None
        at, line = step
        while time.time() < at:
            for server in servers:
                server.read()
            time.sleep(0.005)
        clock_file.write(line)
    for server in servers:
        seen = list(lines_seen(server, clock_file))
        assert len({line for _, line in seen}) >= 4
        # Steps that were written in time show what was meant, from whole seconds on.
        errors = [
            second + int(line) - faketime.island_time(clock, second)
            for second, line in seen
            if line == faketime.line(clock, second)
        ]
        assert errors
        assert max(map(abs, errors)) <= 0.5
        assert max(errors) - min(errors) < 0.001  # no drift


def lines_seen(server: Server, clock_file: ClockFile) -> Iterator[tuple[float, str]]:
    """The line that a process shows in each real second: the one in the file when it first looked, all second long.

    Readings at the turn of a second are left out, as they belong to neither for certain.
    """
    readings = [reading for reading in server.readings if reading.is_within_one_second()]
    for second, group in itertools.groupby(readings, key=lambda reading: reading.start // 1):
        first, *others = group
        fitting = [line for line in clock_file.lines_between(second, first.end) if first.shows(line)]
        assert len(fitting) == 1, (second, first, clock_file.history)
        assert all(reading.shows(fitting[0]) for reading in others), (second, fitting, others)
        yield second, fitting[0]


@pytest.mark.parametrize("text", ["abc", "now", "tomorrow 05:00", "2026-12-31 23:59:30"])
def test_what_is_no_line_ends_no_server(clock_file: ClockFile, text: str) -> None:
    """It goes on by the last line that it read; one that begins then is on real time."""
    with pytest.raises(Invalid):
        faketime.parse_line(text)
    clock_file.write("+86400")
    with Server(clock_file) as server:
        assert server.read().shows("+86400")
        clock_file.write(text)
        until_next_second()
        until_next_second()
        assert server.read().shows("+86400")
    done = clock_file.run("date", "+%s")
    assert done.returncode == 0
    assert abs(int(done.stdout) - time.time()) < 3600


@pytest.mark.parametrize("body", [{"mode": "real"}, {"mode": "freeze"}, {"mode": "shift", "shift": "-2d"}], ids=str)
def test_sleeping_goes_on(clock_file: ClockFile, body: Any) -> None:
    """The environment keeps sleeps, polls and time-outs on real time, also while time stands."""
    now = time.time()
    clock_file.write(faketime.line(faketime.ask(body, REAL_TIME, now, ZONE), now))
    waits = "import select, time; time.sleep(0.1); select.select([], [], [], 0.1); select.poll().poll(100); print('on')"
    done = clock_file.run(sys.executable, "-S", "-c", waits)
    assert (done.stdout, done.returncode) == ("on\n", 0), done.stderr
