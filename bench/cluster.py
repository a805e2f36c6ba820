"""What the manager adds to a real API server: rate of starts, delay to the page, and 2,000 islands at rest.

On the test bed with pretend-nodes (kwok): Pods become Ready, no container runs, so nobody can read a clock there; the
manager tries, finds no kubelet, and that is part of what is measured. Wanted: starts at 0.8 of the rate of bare
`POST pods` by the same client in the same run; Ready on the API server to the row on a page p99 < 500 ms with 200
islands; times and memory no worse than linear in the number of islands.

    python bench/cluster.py [islands] [nodes]
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
import urllib3

sys.path.pop(0)  # This folder: its allocator.py is not the package.

import pod_specs
from islandmgr.cluster.base import Synced
from islandmgr.cluster.kubernetes import KubernetesCluster
from islandmgr.cluster.kubernetes.api import Api
from islandmgr.model import REAL_TIME, Island, Port, State, Wanted
from tests.cluster.bed import Bed
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving, eventually

BLUEPRINT = """
name: load
version: "1"
title: {en: Pretend server, zh: 压测}
image: islandmgr/sample:dev
server_container: load
ports: [{name: time}]
command: [sleep, "1000"]
readiness: {tcp: time}
resources: {requests: {memory: 16Mi}, limits: {memory: 16Mi}}
time_zone: UTC
pod:
  tolerations: [{key: kwok.x-k8s.io/node, operator: Exists}]
"""
WITHOUT_SECOND_TRIES = """
import sys
from islandmgr.cli import main
from islandmgr.service.clocks import applying
applying.SELF_TESTS = 1  # no container is there that could answer a second one
sys.argv[1:] = ["serve"]
main()
"""
CLIENTS = 8
BATCH, ROUNDS = 100, 3  # starts in a turn, turns of each kind
SAMPLES = 200
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    islands, nodes = (int(word) for word in [*sys.argv[1:], "2000", "40"][:2])
    bed = Bed()
    bed.up()
    bed.kwok(nodes)
    place = Place.made(bed)
    try:
        with tempfile.TemporaryDirectory(prefix="islandmgr-bench-") as folder, loaded(place, Path(folder)) as manager:
            cluster = KubernetesCluster(namespace=place.namespace, kubeconfig=place.kubeconfig)
            starts(manager, cluster)
            fill(manager, 200)
            delays(manager, cluster, place)
            for number in sorted({islands // 4, islands}):
                fill(manager, number)
                at_rest(manager, number)
                cold_start(manager, cluster, number)
            cluster.close()
    finally:
        place.remove()
        bed.kwok(0)


@contextmanager
def loaded(place: Place, folder: Path) -> Iterator[Serving]:
    blueprints = folder / "blueprints"
    blueprints.mkdir()
    (blueprints / "load.yaml").write_text(BLUEPRINT)
    settings: dict[str, Any] = {
        "pools": "default=24000-29999",
        "poll": 30,
        "lease": 8,
        "log_level": "warning",
        "quarantine": 0,
    }
    with managed(place, folder / "data", blueprints=blueprints, **settings) as manager:
        manager.stop()
        manager.command = [sys.executable, "-c", WITHOUT_SECOND_TRIES]
        manager.start()
        yield manager


def starts(manager: Serving, cluster: KubernetesCluster) -> None:
    """Turn by turn: bare creations, then islands from the click until all their Pods are there."""
    bare, whole, used = [], [], 0.0
    for turn in range(ROUNDS):
        manifests = [manifest(900_000 + turn * BATCH + number) for number in range(BATCH)]
        bare.append(BATCH / timed(lambda: in_parallel(cluster.create_pod, manifests)))  # noqa: B023
        for one in manifests:
            cluster.delete_pod(one["metadata"]["name"], force=True)
        eventually(lambda: not cluster.list_pods(), 120)
        before = cpu(manager)
        whole.append(BATCH / timed(lambda: started(manager, cluster)))
        used += cpu(manager) - before
        stop_all(manager)
    ratio = statistics.median(whole) / statistics.median(bare)
    rates = f"{statistics.median(whole):.1f}   bare POST pods {statistics.median(bare):.1f}"
    own = used / BATCH / ROUNDS * 1000
    print(f"starts a second      {rates}   ratio {ratio:.2f}   manager's CPU {own:.0f} ms a start", flush=True)


def started(manager: Serving, cluster: KubernetesCluster) -> None:
    """Every Pod is seen by a watch: lists would cost the API server more than the starts."""
    seen, stop = set(), threading.Event()
    wishes = threading.Thread(target=in_parallel, args=(lambda _: start(manager), range(BATCH)))
    for change in cluster.watch_pods(stop):
        if isinstance(change, Synced):
            wishes.start()
        else:
            seen.add(change.pod.name)
        if len(seen) >= BATCH:
            break
    wishes.join()


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


def start(manager: Serving) -> Any:
    return manager.json("POST", "/islands", {"blueprint": "load", "branch": "load", "owner": "bench"})


def stop_all(manager: Serving) -> None:
    ids = [one["id"] for one in listed(manager)]
    in_parallel(lambda one: manager.call("DELETE", f"/islands/{one}"), ids)
    eventually(lambda: not count(manager), 300, 1)


def all_running(manager: Serving, number: int) -> None:
    eventually(lambda: count(manager, "running") >= number, 900, 3)


def count(manager: Serving, state: str = "") -> int:
    return sum(1 for _ in listed(manager, state))


def listed(manager: Serving, state: str = "") -> Iterator[dict[str, Any]]:
    """Islands in a state; by default all that are not stopped."""
    after = ""
    states = f"&state={state}" if state else "".join(f"&state={one}" for one in State if one is not State.STOPPED)
    while True:
        page = manager.json("GET", f"/islands?limit=1000{states}{after}")
        yield from page["items"]
        if not page["next"]:
            return
        after = f"&after={page['next']}"


def manifest(number: int) -> dict[str, Any]:
    """What the manager would create for such an island."""
    island = Island(
        id=number, name=f"load-{number}", blueprint="load", branch="load", owner="bench", note="", wanted=Wanted.RUN,
        state=State.REQUESTED, reason="", incarnation=1, pool="default", ports=(Port("time", 29_000 + number % 900),),
        clock=REAL_TIME, args={}, created_at=0, changed_at=0,
    )  # fmt: skip
    inputs = pod_specs.RenderInput(island, "+0", "token", "http://127.0.0.1:1", "islandmgr/side:dev")
    return pod_specs.render(blueprint(), inputs)


def blueprint() -> pod_specs.Blueprint:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "load.yaml").write_text(BLUEPRINT)
        return pod_specs.load([Path(folder)]).get("load")


def in_parallel(act: Callable[[Any], Any], over: Sequence[Any]) -> None:
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(act, over))


def timed(act: Callable[[], Any]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def processes(manager: Serving) -> list[Path]:
    assert manager.process is not None
    first = Path(f"/proc/{manager.process.pid}")
    children = (first / f"task/{first.name}/children").read_text().split()
    return [first, *(Path(f"/proc/{child}") for child in children)]


def memory(manager: Serving) -> int:
    """Bytes that the manager's processes have for themselves or share among each other."""
    lines = [line for one in processes(manager) for line in (one / "smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def cpu(manager: Serving) -> float:
    """Seconds of CPU used so far."""
    fields = [(one / "stat").read_text().rpartition(") ")[2].split() for one in processes(manager)]
    return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS


if __name__ == "__main__":
    main()
