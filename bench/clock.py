"""Moving clocks: time to effect, error, the price of a call; beside libfaketime as others set it up, in the same run.

    python bench/clock.py           about two minutes
    python bench/clock.py --long    and 200 islands in a group, and a rate of 60 for ten minutes: does it drift?

Time to effect is from the click (the API's request) until the server itself, asked over and over through its port,
shows the new time. What others do, and what of it can be run here:
- plain libfaketime with a file, its 10 s cache as it comes: run here, by the same library;
- fake-time-injector sets FAKETIME when a Pod is made, so a change is a new Pod: run here as a restart on the new time;
- TimeChaos patches the vdso of running processes by ptrace, as a privileged daemon on each node: not run here. It needs
  its own daemon, and processes that start later are on real time.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.integration.faketime.server import ClockFile, library
from tests.integration.serving import Json, Serving, say, serving

ISLANDS, CHANGES = 4, 50  # 200 changes in all
GROUP, LARGE = 30, 200  # islands in a group; all of them run on this one machine
PLAIN = 12  # processes under the plain set-up
RESTARTS = 5
CALLS = 3_000_000
DAY = 86400
GIVEN_UP = 60.0  # seconds
LONG, LOOKS = 600, 20  # seconds; how often the drift is looked at

OTHERS = ("FAKETIME_CACHE_DURATION", "FAKETIME_DISABLE_SHM", "FAKETIME_DONT_RESET", "NO_FAKE_STAT")
"""What the plain set-up leaves out; the rest keeps the processes alive."""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = compiled(folder)
        price(program, folder)
        plain = plain_changes(program, folder)
        with serving(folder / "data", quarantine=0, log_level="warning", pools="default=28000-28799") as manager:
            single(manager, plain)
            group(manager, GROUP)
            if "--long" in sys.argv:
                group(manager, LARGE)
                long_rate(manager)


def compiled(folder: Path) -> Path:
    program = folder / "clock_calls"
    source = Path(__file__).parent / "native" / "clock_calls.c"
    subprocess.run(["gcc", "-O2", "-o", str(program), str(source)], check=True)
    return program


def price(program: Path, folder: Path) -> None:
    """Nanoseconds a call."""
    file = ClockFile(folder)
    file.write("+3600")
    ours = file.environment()
    uncached = {**ours, "FAKETIME_NO_CACHE": "1"}
    native = nanoseconds(program, {"PATH": os.environ["PATH"]}, CALLS)
    for what, environment, calls in (
        ("ours", ours, CALLS),
        ("plain, 10 s cache", as_others(ours), CALLS),
        ("no cache", uncached, CALLS // 100),
    ):
        took = nanoseconds(program, environment, calls)
        print(f"a call, {what}: {took:.0f} ns, {took / native:.1f} times a call without a library ({native:.0f} ns)")


def nanoseconds(program: Path, environment: Mapping[str, str], calls: int) -> float:
    runs = [
        subprocess.run([str(program), str(calls)], env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(5)
    ]
    return min(map(float, runs))


def as_others(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in OTHERS}


def plain_changes(program: Path, folder: Path) -> list[float]:
    """Seconds from the writing of the file until each of some processes shows it; its cache is as it comes."""
    file = ClockFile(folder)
    file.write("+0")
    environment = as_others(file.environment())
    processes = []
    for _ in range(PLAIN):
        time.sleep(10 / PLAIN)  # their caches run out at different moments
        process = subprocess.Popen([str(program)], env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        process.stdout.readline()
        processes.append(process)
    file.write(f"+{DAY}")
    written = file.history[-1][1]
    seconds = [float(process.communicate(timeout=GIVEN_UP)[0]) - written for process in processes]
    report(f"plain libfaketime ({library().name}, 10 s cache), n={PLAIN}", seconds)
    return seconds


def single(manager: Serving, plain: Sequence[float]) -> None:
    ids = [manager.start_island()["id"] for _ in range(ISLANDS)]
    rows = [manager.wait_for(one, "running") for one in ids]
    with ThreadPoolExecutor(ISLANDS) as pool:
        found = [one for result in pool.map(lambda row: changes(manager, row), rows) for one in result]
    seconds, errors = [one[0] for one in found], [abs(one[1]) for one in found]
    report(f"click to effect, n={len(seconds)}", seconds)
    print(f"  {statistics.median(seconds) / statistics.median(plain):.2f} times the plain set-up's writing to effect")
    errors.sort()
    print(f"error of the measurement: p50 {statistics.median(errors):.1f} ms, p99 {percentile(errors, 0.99):.1f} ms")
    restarts = [change(manager, rows[0], f"+{number + 100}d", restart=True)[0] for number in range(RESTARTS)]
    report(f"as fake-time-injector, a new Pod for each change, n={RESTARTS}", restarts)
    ratio = statistics.median(restarts) / statistics.median(seconds)
    print(f"  {ratio:.1f} times ours, with a server that starts in no time; and its players are thrown out")


def changes(manager: Serving, row: Json) -> list[tuple[float, float]]:
    return [change(manager, row, f"{'+-'[number % 2]}{number // 2 + 1}d") for number in range(CHANGES)]


def change(manager: Serving, row: Json, shift: str, *, restart: bool = False) -> tuple[float, float]:
    """Seconds until the server shows it, and milliseconds that were measured beside it."""
    wanted = int(shift[:-1]) * DAY
    time.sleep(random.random())  # lines show at whole seconds; clicks come at any moment
    began = time.time()
    answers: list[Json] = []
    wish = {"mode": "shift", "shift": shift, "restart": restart}
    asking = threading.Thread(target=lambda: answers.append(manager.json("PUT", f"/islands/{row['id']}/clock", wish)))
    asking.start()
    while abs(ahead(row) - wanted) > 2:
        assert time.time() < began + GIVEN_UP, f"island {row['id']} does not show {shift}"
        time.sleep(0.002)
    took = time.time() - began
    asking.join()
    return took, float(answers[0]["error_ms"] or 0)


def ahead(row: Json) -> float:
    """Seconds; endlessly far while nobody answers."""
    try:
        return datetime.fromisoformat(say(row["host"], row["ports"]["time"]).decode().strip()).timestamp() - time.time()
    except (OSError, ValueError):
        return float("inf")


def group(manager: Serving, count: int) -> None:
    """How far its islands are apart after a change, and how long it takes until the last one shows it."""
    ids = [one["id"] for one in manager.json("GET", "/islands?limit=1000")["items"]]
    ids += [manager.start_island()["id"] for _ in range(count - len(ids))]
    for one in ids:
        manager.wait_for(one, "running", timeout=900)
    manager.json("POST", "/clock-groups", {"name": "bench", "islands": ids})
    answers = [
        manager.json("PUT", "/clock-groups/bench/clock", {"mode": "shift", "shift": f"+{number}d"})
        for number in range(6)
    ]
    manager.call("DELETE", "/clock-groups/bench")
    spreads = [answer["spread_ms"] for answer in answers]
    took = [answer["took_ms"] / 1000 for answer in answers]
    right = all(one["applied"] for answer in answers for one in answer["islands"])
    print(
        f"a group of {len(ids)} islands: shown after {statistics.median(took):.2f} s (longest {max(took):.2f} s), "
        f"{statistics.median(spreads):.1f} ms apart as measured (most {max(spreads):.1f} ms), "
        f"{'all' if right else 'NOT all'} right"
    )


def long_rate(manager: Serving) -> None:
    island = manager.start_island()["id"]
    manager.wait_for(island, "running")
    manager.json("PUT", f"/islands/{island}/clock", {"mode": "rate", "rate": 60})
    errors = []
    for _ in range(LOOKS):
        time.sleep(LONG / LOOKS)
        errors.append(manager.json("GET", f"/islands/{island}/clock")["error_ms"])
    print(f"rate 60 for {LONG} s: at most {max(map(abs, errors)):.1f} ms off, {errors[-1]:+.1f} ms at the end")


def report(what: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds)
    print(f"{what}: p50 {statistics.median(ordered):.2f} s, p99 {percentile(ordered, 0.99):.2f} s", flush=True)


def percentile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


if __name__ == "__main__":
    main()
