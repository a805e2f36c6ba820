"""Every way to wait for a moment, by both C libraries: it ends when the island's clock shows that moment, whatever the
clock does meanwhile; and by the monotonic clock it ends as if nothing were faked.

The table of ways stands in waits.c; docs/clock-internals.md has it for people.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.faketime.server import ClockFile, libraries
from tests.integration.serving import PATIENCE, eventually

COMPILERS = {"glibc": "gcc", "musl": "musl-gcc"}
DAY = 86400


class Waiting:
    """One process that waits in one way."""

    def __init__(self, program: Path, environment: dict[str, str], way: str, clock: str, seconds: float) -> None:
        self.way = way
        command = [str(program), way, clock, str(seconds)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.output = self.process.stdout
        assert self.output.readline() == "waiting\n", way

    def ended(self) -> bool:
        return self.process.poll() is not None

    def result(self) -> str:
        return self.output.readline().strip()

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.output.close()


class Ways:
    """All ways of one C library, as one compiled program has them."""

    def __init__(self, program: Path, file: ClockFile) -> None:
        self.program, self.file = program, file
        listed = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
        self.by_wall = [line.split()[0] for line in listed]
        self.by_both = [line.split()[0] for line in listed if line.endswith("both")]

    @contextmanager
    def begin(self, clock: str, seconds: float) -> Iterator[list[Waiting]]:
        """Wait in all ways at once."""
        ways = self.by_wall if clock == "REALTIME" else self.by_both
        begun: list[Waiting] = []
        try:
            environment = self.file.environment()
            begun.extend(Waiting(self.program, environment, way, clock, seconds) for way in ways)
            yield begun
        finally:
            for one in begun:
                one.close()


@pytest.fixture(params=["glibc", "musl"])
def ways(request: pytest.FixtureRequest, tmp_path: Path) -> Ways:
    source = Path(__file__).with_name("waits.c")
    program = tmp_path / "waits"
    links = ["-lrt"] if request.param == "glibc" else []
    subprocess.run([COMPILERS[request.param], "-O1", "-Wall", "-pthread", "-o", program, source, *links], check=True)
    file = ClockFile(tmp_path, libraries()[request.param])
    file.write(f"+{DAY}\n")
    made = Ways(program, file)
    assert len(made.by_wall) >= 15
    return made


def all_end_when_due(waiting: list[Waiting]) -> None:
    eventually(lambda: all(one.ended() for one in waiting), PATIENCE)
    results = {one.way: one.result().split() for one in waiting}
    assert {way: (said[0], said[-1]) for way, said in results.items()} == dict.fromkeys(results, ("ended", "due"))


def test_a_wait_ends_at_its_moment(ways: Ways) -> None:
    with ways.begin("REALTIME", 0.3) as waiting:
        all_end_when_due(waiting)


def test_a_wait_ends_when_the_clock_is_set_to_its_moment(ways: Ways) -> None:
    with ways.begin("REALTIME", DAY) as waiting:
        ways.file.write(f"+{3 * DAY}\n")
        all_end_when_due(waiting)


def test_a_wait_goes_on_when_the_clock_is_set_back(ways: Ways) -> None:
    with ways.begin("REALTIME", 3) as waiting:
        ways.file.write("-3600\n")
        end = time.monotonic() + 4.5  # beyond the moment that was meant at first
        while time.monotonic() < end:
            assert [one.way for one in waiting if one.ended()] == []
            time.sleep(0.1)
        ways.file.write(f"+{3 * DAY}\n")
        all_end_when_due(waiting)


def test_a_wait_ends_when_a_frozen_clock_is_set_to_its_moment(ways: Ways) -> None:
    now = int(time.time())
    ways.file.write(f"{now}\n")
    with ways.begin("REALTIME", 0.5) as waiting:
        end = time.monotonic() + 2.5
        while time.monotonic() < end:
            assert [one.way for one in waiting if one.ended()] == []
            time.sleep(0.1)
        ways.file.write(f"{now + 1}\n")
        all_end_when_due(waiting)


def test_a_wait_by_the_monotonic_clock_is_left_alone(ways: Ways) -> None:
    with ways.begin("MONOTONIC", 0.5) as waiting:
        ways.file.write(f"-{DAY}\n")
        all_end_when_due(waiting)
