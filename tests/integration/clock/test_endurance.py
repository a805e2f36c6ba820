"""Servers with threads through more than a hundred random changes: they do not end, hang or spin, and agree."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.clock.servers import Seen, ThreadedServer, compiled, in_python
from tests.integration.faketime.server import ClockFile
from tests.integration.serving import eventually

CHANGES = 120
LOOK_EVERY = 6
AGREE = 0.005  # seconds

EARLIEST, LATEST = 946_684_800, 4_102_444_799  # 2000 to 2099


@pytest.fixture
def clock_file(tmp_path: Path) -> ClockFile:
    file = ClockFile(tmp_path)
    file.write("+0")
    return file


@pytest.fixture
def servers(clock_file: ClockFile, tmp_path: Path) -> Iterator[list[ThreadedServer]]:
    """Two in C, one in Python: several processes on one clock file, as in a Pod."""
    native = compiled(tmp_path)
    with ExitStack() as stack:
        yield [stack.enter_context(ThreadedServer(one, clock_file)) for one in (native, native, in_python())]


def any_line(choose: random.Random) -> str:
    if choose.random() < 0.2:
        return str(choose.randint(EARLIEST, LATEST))
    if choose.random() < 0.5:
        return f"{choose.randint(-100, 100):+d}"
    return f"{choose.randint(EARLIEST, LATEST) - int(time.time()):+d}"


def shows(seen: Seen, line: str) -> bool:
    if line[0] not in "+-":
        return seen.wall == int(line)
    return abs(seen.wall - seen.real - int(line)) <= AGREE + seen.unsure


def until_all_show(servers: list[ThreadedServer], line: str) -> None:
    eventually(lambda: all(shows(server.look(), line) for server in servers))


def until_all_went_round(server: ThreadedServer) -> None:
    """Each of its threads comes back from waiting once more."""
    early = server.look().rounds
    eventually(lambda: all(then < now for then, now in zip(early, server.look().rounds, strict=True)))


def cpu_at_rest(servers: list[ThreadedServer]) -> list[float]:
    """CPU seconds a real second of each."""
    before = [server.look() for server in servers]
    time.sleep(2)
    after = [server.look() for server in servers]
    return [(late.cpu - early.cpu) / (late.real - early.real) for early, late in zip(before, after, strict=True)]


def test_random_changes(clock_file: ClockFile, servers: list[ThreadedServer], tmp_path: Path) -> None:
    choose = random.Random(20261120)
    calm = cpu_at_rest(servers)
    for number in range(CHANGES):
        line = any_line(choose)
        clock_file.write(line)
        time.sleep(choose.uniform(0, 0.3))
        if number % LOOK_EVERY == 0:
            until_all_show(servers, line)
    last = f"{choose.randint(1000, 10**6):+d}"
    clock_file.write(last)
    until_all_show(servers, last)
    with ThreadedServer(compiled(tmp_path), clock_file) as newcomer:
        until_all_show([newcomer], last)
    for server in servers:
        until_all_went_round(server)
    assert max(cpu_at_rest(servers)) < max(calm) + 0.25
