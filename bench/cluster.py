"""What the manager adds to a real API server: delay to the page, and 2,000 islands at rest.

On the test bed with pretend-nodes (kwok): Pods become Ready, no container runs, so nobody can read a clock there; the
manager tries, finds no kubelet, and that is part of what is measured. Wanted: Ready on the API server to the row on a
page p99 < 500 ms with 200 islands; times and memory no worse than linear in the number of islands.

    python bench/cluster.py [islands] [nodes]
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import requests
import urllib3

sys.path.insert(0, str(Path(__file__).parent.parent))

from islandmgr.cluster.kubernetes import KubernetesCluster
from islandmgr.cluster.kubernetes.api import Api
from tests.cluster.place import Place
from tests.cluster.pretend import count, cpu, in_parallel, loaded, processes, start, timed
from tests.integration.serving import Serving, eventually

SAMPLES = 200


def main() -> None:
    islands, nodes = (int(word) for word in [*sys.argv[1:], "2000", "40"][:2])
    with loaded(nodes) as (manager, place, cluster):
        fill(manager, 200)
        delays(manager, cluster, place)
        for number in sorted({islands // 4, islands}):
            fill(manager, number)
            at_rest(manager, number)
            cold_start(manager, cluster, number)


def delays(manager: Serving, cluster: KubernetesCluster, place: Place) -> None:
    """From the API server's yes to a Pod's Ready condition until the changed row is on an open page."""
    api: Api = cluster._api
    pods = {pod.island_id: pod.name for pod in cluster.list_pods()}
    page = Page(manager)
    found: dict[bool, list[float]] = {True: [], False: []}
    for island_id, name in list(pods.items())[:SAMPLES]:
        for wanted in (False, True):
            began = set_ready(api, place, name, wanted)
            seen = page.wait(island_id or 0, "running" if wanted else "unready", began)
            found[wanted].append((seen - began) * 1000)
    page.close()
    for wanted, delay in found.items():
        delay.sort()
        p50, p99 = delay[len(delay) // 2], delay[int(len(delay) * 0.99)]
        name = "Ready to page, ms    " if wanted else "not Ready to page, ms"
        print(f"{name} p50 {p50:.0f}   p99 {p99:.0f}   of {len(delay)}, {len(pods)} islands", flush=True)


def set_ready(api: Api, place: Place, name: str, ready: bool) -> float:
    """Seconds (monotonic) at which the API server had it."""
    condition = {"type": "Ready", "status": "True" if ready else "False"}
    path = f"/api/v1/namespaces/{place.namespace}/pods/{name}/status"
    answer = api._send(
        "PATCH",
        path,
        None,
        {"status": {"conditions": [condition]}},
        "application/strategic-merge-patch+json",
        urllib3.Timeout(30),
    )
    assert answer.status == 200, answer.data
    return time.monotonic()


class Page:
    """An open page: what it was told about each island, and when."""

    def __init__(self, manager: Serving) -> None:
        self._news: dict[tuple[int, str], float] = {}
        self._changed = threading.Condition()
        self._answer = requests.get(f"{manager.url}/api/v1/stream", stream=True, timeout=(10, 60))
        threading.Thread(target=self._read, daemon=True).start()

    def wait(self, island_id: int, state: str, after: float) -> float:
        # What came a moment before the API server's answer reached us counts as at once.
        with self._changed:
            there = self._changed.wait_for(lambda: self._news.get((island_id, state), 0) > after - 0.5, 30)
            assert there, f"island {island_id} did not become {state}"
            return max(after, self._news.pop((island_id, state)))

    def close(self) -> None:
        self._answer.close()

    def _read(self) -> None:
        try:
            for line in self._answer.iter_lines(chunk_size=1):
                if line.startswith(b"data:") and b'"state"' in line:
                    row = json.loads(line[5:])
                    with self._changed:
                        self._news[row["id"], row["state"]] = time.monotonic()
                        self._changed.notify_all()
        except (requests.RequestException, AttributeError, ValueError):
            return  # closed


def at_rest(manager: Serving, number: int) -> None:
    time.sleep(20)
    before, began = cpu(manager), time.monotonic()
    time.sleep(30)
    busy = (cpu(manager) - before) / (time.monotonic() - began)
    took = timed(lambda: [manager.json("GET", "/islands?limit=1000") for _ in range(3)]) / 3
    figures = f"{memory(manager) / 2**20:.0f} MiB, {busy * 100:.1f} % of a core at rest"
    print(f"{number} islands        {figures}, list of 1000 in {took * 1000:.0f} ms", flush=True)


def cold_start(manager: Serving, cluster: KubernetesCluster, number: int) -> None:
    """Some Pods go while nobody looks; the table is true once it says so."""
    manager.stop()
    gone = cluster.list_pods()[:20]
    for pod in gone:
        cluster.delete_pod(pod.name, force=True)
    began = time.monotonic()
    manager.start()
    ready = time.monotonic() - began
    ids = [pod.island_id for pod in gone]
    eventually(lambda: all(manager.island(one or 0)["state"] == "lost" for one in ids), 300)
    true = time.monotonic() - began
    print(f"{number} islands        cold start: answers after {ready:.1f} s, table true after {true:.1f} s", flush=True)
    in_parallel(lambda one: manager.json("POST", f"/islands/{one}/restart"), ids)
    all_running(manager, number)


def fill(manager: Serving, number: int) -> None:
    """Have so many islands up."""
    there = count(manager)
    began = time.monotonic()
    in_parallel(lambda _: start(manager), range(number - there))
    all_running(manager, number)
    took = time.monotonic() - began
    if number > there:
        print(f"{number} islands        {number - there} more up in {took:.0f} s", flush=True)


def all_running(manager: Serving, number: int) -> None:
    eventually(lambda: count(manager, "running") >= number, 900, 3)


def memory(manager: Serving) -> int:
    """Bytes that the manager's processes have for themselves or share among each other."""
    lines = [line for one in processes(manager) for line in (one / "smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
