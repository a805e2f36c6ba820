"""What the clock costs programs that do not ask libc for it: a look at the clock, and the start of a program.

    .venv/bin/python bench/clock_reach.py        needs gcc and go; half a minute

Each figure is the best of some runs, without and with the clock.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from faketime import clock_library
from tests.integration.faketime.server import ClockFile, library

NATIVE = Path(__file__).parent / "native"
CALLS = 2_000_000
STARTS = 200
RUNS = 7
REACH = str(clock_library.folder() / "clock-reach")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = ClockFile(folder)
        file.write("+3600")
        own = {"PATH": os.environ["PATH"], "FAKETIME_TIMESTAMP_FILE": str(file.path)}
        static_c, static_go, dynamic_go = programs(folder)
        for what, program in (("clock_gettime in static C", static_c), ("time.Now() in static Go", static_go)):
            compare(what, lambda command: nanoseconds(command, own), [program], [REACH, program])
        plain, loaded = nanoseconds([dynamic_go], own), nanoseconds([dynamic_go], {**own, "LD_PRELOAD": str(library())})
        print(f"time.Now() in dynamic Go: {plain:.1f} ns, with the library {loaded:.1f} ns")
        loop = ["sh", "-c", f'i=0; while [ $i -lt {STARTS} ]; do "$1" 1 > /dev/null; i=$((i + 1)); done', "sh"]
        for what, program in (("a static", static_c), ("a dynamic", "/bin/true")):
            compare(
                f"start of {what} program",
                lambda command: start(command, own),
                [*loop, program],
                [REACH, *loop, program],
            )


def programs(folder: Path) -> tuple[str, str, str]:
    made = [str(folder / name) for name in ("static_c", "static_go", "dynamic_go")]
    subprocess.run(["gcc", "-O2", "-static", "-o", made[0], str(NATIVE / "clock_calls.c")], check=True)
    path = f"{os.environ['PATH']}:/usr/local/go/bin"
    for program, more in ((made[1], []), (made[2], ["-buildmode=pie"])):
        environment = {**os.environ, "PATH": path, "GO111MODULE": "off", "CGO_ENABLED": "0"}
        subprocess.run(["go", "build", *more, "-o", program, str(NATIVE / "time_now.go")], env=environment, check=True)
    return made[0], made[1], made[2]


def nanoseconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """A call."""
    return min(float(output([*command, str(CALLS)], environment)) for _ in range(RUNS))


def start(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Nanoseconds a start."""
    seconds = []
    for _ in range(RUNS):
        began = time.monotonic()
        output(command, environment)
        seconds.append(time.monotonic() - began)
    return min(seconds) / STARTS * 1e9


def output(command: Sequence[str], environment: Mapping[str, str]) -> str:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def compare(what: str, measure: Callable[[Sequence[str]], float], plain: Sequence[str], reached: Sequence[str]) -> None:
    without, with_clock = measure(plain), measure(reached)
    print(f"{what}: {without:.1f} ns, with the clock {with_clock:.1f} ns, {with_clock / without:.2f} times")


if __name__ == "__main__":
    main()
