"""Click to running on the local adapter, thirty islands at once, and the memory of manager and side container.

Each figure stands beside the same work done bare in the same run: starting the sample server's process and waiting for
its first answer. Machines are noisy; the ratios are what can be compared.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pod_specs
from tests.integration.serving import Serving, free_port, serving

ONE_BY_ONE, AT_ONCE = 50, 30
SERVER = pod_specs.BUILTIN / "sample" / "server.py"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), quarantine=0, log_level="warning") as manager:
        one(manager)  # what is loaded only once is loaded now
        bare, clicks = [], []
        for _ in range(ONE_BY_ONE):
            bare.append(bare_start())
            clicks.append(one(manager))
        report("click to running, one at a time", clicks, bare)
        many(manager, bare)
        memory(manager)


def bare_start() -> float:
    """Seconds from starting the sample server by hand to its first answer."""
    port, *others = (free_port() for _ in range(3))
    ports = f"time={port},echo={others[0]},count={others[1]}"
    environ = {**os.environ, "ISLANDMGR_PORTS": ports, "ISLANDMGR_BIND": "127.0.0.1"}
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-S", "-E", str(SERVER)], env=environ, stdout=subprocess.DEVNULL) as server:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert server.poll() is None, "the server ended"
                time.sleep(0.002)
        seconds = time.perf_counter() - began
        server.kill()
    return seconds


def one(manager: Serving) -> float:
    """Seconds from the click to `running`, by the events' own times; the island is stopped afterwards."""
    island = manager.start_island()
    running = manager.wait_for(island["id"], "running")
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
    return seconds_between(running["created_at"], running["ready_at"])


def many(manager: Serving, bare: list[float]) -> None:
    """All at once: until the last one runs."""
    began = time.perf_counter()
    ids = [manager.start_island()["id"] for _ in range(AT_ONCE)]
    times = []
    for island_id in ids:
        running = manager.wait_for(island_id, "running")
        times.append(seconds_between(running["created_at"], running["ready_at"]))
    whole = time.perf_counter() - began
    report(f"click to running, {AT_ONCE} at once", times, bare)
    print(f"{AT_ONCE} islands at once: all running after {whole:.2f} s, {AT_ONCE / whole:.1f} a second")


def memory(manager: Serving) -> None:
    """With the thirty islands running."""
    agents = [pid for pid in manager.in_pods() if b"sidecar" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    print(f"memory of the manager: {sum(map(resident, manager.processes())):.0f} MiB in all its processes")
    sizes = sorted(map(resident, agents))
    print(f"memory of a side container: {statistics.median(sizes):.1f} MiB (largest {sizes[-1]:.1f})")


def resident(pid: int) -> float:
    """Proportional share in MiB: what forked processes share is counted once."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no Pss")


def report(what: str, seconds: Iterable[float], bare: list[float]) -> None:
    ordered = sorted(seconds)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    by_hand = statistics.median(bare)
    print(f"{what}: p50 {p50:.2f} s, p99 {p99:.2f} s; {p50 / by_hand:.1f} times a start by hand ({by_hand:.3f} s)")


def seconds_between(before: str, after: str) -> float:
    return (datetime.fromisoformat(after) - datetime.fromisoformat(before)).total_seconds()


if __name__ == "__main__":
    main()
