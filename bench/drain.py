"""Emptying a node with thirty `sample` islands on the local cluster: how long, and how long each island was away.

An island is away from when its server is asked to end until its next one is ready. A plain restart of the same islands,
counted in the same way in the same run, is the measure: machines are noisy, the ratios are what can be compared.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.integration.serving import Serving, eventually, serving

ISLANDS = 30
SIDES = ("local-1", "local-2")  # both of branch dev
Json = dict[str, Any]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), quarantine=0, log_level="warning") as manager:
        ids = [manager.start_island()["id"] for _ in range(ISLANDS)]
        for island_id in ids:
            manager.wait_for(island_id, "running", timeout=300)
        plain = [restarted(manager, island_id) for island_id in ids]
        report("a plain restart, one at a time", plain, plain)
        for at_once in (1, 5):
            drain(manager, at_once, plain)


def restarted(manager: Serving, island_id: int) -> float:
    """Seconds from asking for a restart until the next server is ready, by the manager's own times."""
    manager.json("POST", f"/islands/{island_id}/restart")
    found = manager.wait_for(island_id, "running")
    return between(found["started_at"], found["ready_at"])


def drain(manager: Serving, at_once: int, plain: list[float]) -> None:
    """Gather all on one node, then empty it."""
    full = gathered(manager)
    began = time.perf_counter()
    asked = manager.json("POST", "/drains", {"selector": f"kubernetes.io/hostname={full}", "at_once": at_once})
    done = over(manager, asked)
    whole = time.perf_counter() - began
    manager.json("POST", f"/nodes/{full}/uncordon")
    assert (done["state"], done["counts"]["done"]) == ("done", ISLANDS), done["message"]
    away = [item["away_seconds"] for item in done["islands"]]
    each = whole / statistics.median(plain)
    print(f"{ISLANDS} islands off a node, {at_once} at once: {whole:.1f} s, as long as {each:.1f} plain restarts")
    report(f"away, {at_once} at once", away, plain)


def gathered(manager: Serving) -> str:
    """Empty the second node, so that all islands are on the first: its name."""
    done = over(
        manager, manager.json("POST", "/drains", {"selector": f"kubernetes.io/hostname={SIDES[1]}", "at_once": 5})
    )
    assert done["state"] == "done", done["message"]
    manager.json("POST", f"/nodes/{SIDES[1]}/uncordon")
    return SIDES[0]


def over(manager: Serving, asked: Json) -> Json:
    def look() -> Json:
        found = manager.json("GET", f"/drains/{asked['id']}")
        return {} if found["state"] == "running" else found

    return eventually(look, timeout=900, gap=0.2)


def report(what: str, seconds: list[float], plain: list[float]) -> None:
    ordered, usual = sorted(seconds), statistics.median(plain)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(
        f"{what}: p50 {p50:.2f} s, p99 {p99:.2f} s; {p50 / usual:.2f} and {p99 / usual:.2f} times"
        f" the median of a plain restart ({usual:.2f} s)"
    )


def between(before: str, after: str) -> float:
    return (datetime.fromisoformat(after) - datetime.fromisoformat(before)).total_seconds()


if __name__ == "__main__":
    main()
