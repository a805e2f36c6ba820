"""Servers with threads through more than a hundred random changes: they do not end, hang or spin, and agree."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.clock.servers import (
    ThreadedServer,
    any_line,
    compiled,
    in_python,
    until_all_show,
    until_all_went_round,
)
from tests.integration.faketime.server import ClockFile

CHANGES = 120
LOOK_EVERY = 6


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
