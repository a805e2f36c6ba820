"""Real processes under the real library, with the environment that every island's server has."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from faketime import clock_library
from pod_specs.render import FAKETIME

OBSERVER = """
import sys, time
for _ in sys.stdin:
    before = time.monotonic()
    fake = time.time()
    after = time.monotonic()
    print(before, fake, after, flush=True)
"""
"""A server that tells its time when asked. The monotonic clock is never faked: it says when that was."""


def libraries() -> dict[str, Path]:
    """Ours, by C library."""
    folder = clock_library.folder()
    return {libc: folder / libc / "libfaketime.so.1" for libc in ("glibc", "musl")}


def library() -> Path:
    """Ours, for Debian's programs."""
    return libraries()["glibc"]


class ClockFile:
    """The file that the library reads, and what it held when. Instants are real UTC epoch seconds."""

    def __init__(self, folder: Path, preload: Path | None = None) -> None:
        self.path = folder / "rc"
        self.preload = preload or library()
        self.history: list[tuple[float, float, str]] = []  # the line came between the two instants

    def write(self, line: str) -> None:
        """Replace the file at once, as the side container does: readers see the old line or the new one."""
        temporary = self.path.with_suffix(".new")
        temporary.write_text(line)
        before = time.time()
        temporary.replace(self.path)
        self.history.append((before, time.time(), line))

    def lines_between(self, start: float, end: float) -> list[str]:
        """All lines that a reader may have found in the file between two instants."""
        gone = [after for _, after, _ in self.history[1:]] + [end]
        lives = zip(self.history, gone, strict=True)
        return [line for (comes, _, line), goes in lives if comes <= end and goes >= start]

    def environment(self, zone: str = "UTC") -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "TZ": zone,
            "LD_PRELOAD": str(self.preload),
            **FAKETIME,
            "FAKETIME_TIMESTAMP_FILE": str(self.path),
        }

    def run(self, *command: str, zone: str = "UTC") -> subprocess.CompletedProcess[str]:
        """A command under the library, to its end."""
        return subprocess.run(
            command, env=self.environment(zone), capture_output=True, text=True, timeout=60, check=False
        )

    def date(self, form: str = "+%s.%N", zone: str = "UTC") -> tuple[float, float, float]:
        """What `date` shows, and real time before and after it ran."""
        before = time.time()
        done = self.run("date", form, zone=zone)
        after = time.time()
        assert done.returncode == 0, done.stderr
        return before, float(done.stdout), after


@dataclass(frozen=True)
class Reading:
    """What a process saw: `fake` between the real instants `start` and `end`."""

    start: float
    fake: float
    end: float

    def is_within_one_second(self) -> bool:
        return (self.start - CLOCKS_APART) // 1 == (self.end + CLOCKS_APART) // 1

    def shows(self, line: str) -> bool:
        """Whether a library that had read `line` gives this reading."""
        if line[0] not in "+-":
            return self.fake == int(line)
        return self.start + int(line) - CLOCKS_APART <= self.fake <= self.end + int(line) + CLOCKS_APART


CLOCKS_APART = 0.005
"""Seconds of slack for putting readings of the monotonic clock on the real one."""


class Server:
    """A long-lived process under the library. Use as a context."""

    def __init__(self, clock_file: ClockFile, zone: str = "UTC") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-E", "-c", OBSERVER],
            env=clock_file.environment(zone),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.readings: list[Reading] = []

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def read(self) -> Reading:
        """Ask for the time once. Fails when the process has ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        before, fake, after = map(float, self._process.stdout.readline().split())
        monotonic_to_real = _monotonic_to_real()
        reading = Reading(before + monotonic_to_real, fake, after + monotonic_to_real)
        self.readings.append(reading)
        return reading


def _monotonic_to_real() -> float:
    """Seconds from the monotonic to the real clock, from the closest of a few looks at both."""
    looks = []
    for _ in range(5):
        before = time.monotonic()
        real = time.time()
        after = time.monotonic()
        looks.append((after - before, real - (before + after) / 2))
    return min(looks)[1]
