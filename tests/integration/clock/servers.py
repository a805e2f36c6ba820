"""Long-lived servers with threads under the real library, in C, Python and Go: what they see, and how they fare."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.integration.faketime.server import ClockFile
from tests.integration.serving import eventually

AGREE = 0.005  # seconds

EARLIEST, LATEST = 946_684_800, 4_102_444_799  # 2000 to 2099

IN_PYTHON = """
import sys, threading, time
rounds = [0, 0, 0]
event = threading.Event()
waits = [lambda: time.sleep(0.02), lambda: event.wait(0.02), lambda: threading.Lock().acquire(timeout=0.02)]
def go_round(which):
    while True:
        waits[which]()
        time.time()
        rounds[which] += 1
for which in range(3):
    threading.Thread(target=go_round, args=(which,), daemon=True).start()
for _ in sys.stdin:
    before = time.monotonic(); wall = time.time(); after = time.monotonic()
    print(before, wall, after, time.process_time(), *rounds, flush=True)
"""


@dataclass(frozen=True)
class Seen:
    """What a server said: its wall clock at a real instant, CPU seconds so far, rounds of waiting so far."""

    real: float  # UTC epoch seconds
    wall: float
    unsure: float  # seconds by which `real` may be off
    cpu: float
    rounds: tuple[int, ...]


class ThreadedServer:
    """Use as a context."""

    def __init__(self, command: list[str], clock_file: ClockFile) -> None:
        """`command` is run with the environment that every island's server has."""
        self._process = subprocess.Popen(
            command, env=clock_file.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> ThreadedServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def look(self) -> Seen:
        """Ask once. Fails when the process has ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        words = self._process.stdout.readline().split()
        assert words, f"the server ended with {self._process.wait(10)}"
        before, wall, after, cpu, *rounds = map(float, words)
        gap, to_real = min(_offset() for _ in range(5))
        real = (before + after) / 2 + to_real
        return Seen(real, wall, (after - before) / 2 + gap, cpu, tuple(map(int, rounds)))


def compiled(folder: Path, *flags: str) -> list[str]:
    """The command of the server in C. Raises FileNotFoundError without a compiler."""
    program = folder / "-".join(["threads", *flags])
    source = Path(__file__).with_name("threads.c")
    done = subprocess.run(
        ["gcc", "-O2", "-Wall", "-pthread", *flags, "-o", str(program), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [str(program)]


def in_go(folder: Path, *, dynamic: bool) -> list[str]:
    """The command of the server in Go. Dynamic: as Go makes a program with sockets where there is a C compiler."""
    program = folder / f"threads-go-{'dynamic' if dynamic else 'static'}"
    build_go("threads.go", program, dynamic=dynamic)
    return [str(program)]


def build_go(source: str, program: Path, *, dynamic: bool) -> None:
    """Make `program` from a file of this folder."""
    path = f"{os.environ['PATH']}:/usr/local/go/bin"
    settings = {"PATH": path, "GO111MODULE": "off", "GOTOOLCHAIN": "local", "CGO_ENABLED": str(int(dynamic))}
    done = subprocess.run(
        ["go", "build", "-o", str(program), str(Path(__file__).with_name(source))],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def in_python() -> list[str]:
    return [sys.executable, "-S", "-E", "-c", IN_PYTHON]


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


def _offset() -> tuple[float, float]:
    """How unsure, and how far the real clock is ahead of the monotonic one."""
    before = time.monotonic()
    real = time.time()
    after = time.monotonic()
    return (after - before) / 2, real - (before + after) / 2
