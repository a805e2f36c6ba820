"""Starts a second against bare `POST pods` by the same client on the same API server, turn by turn; wanted: 0.8.

On the test bed with pretend-nodes. There the API server, the scheduler and the manager share one machine's cores, and
what one of them uses the others lack. So there are two readings: all of them on all cores; and apart, the control plane
on half of them and the manager with its clients on the other half, as where the API server has a machine of its own.
Each by one client that waits for every answer before it asks again, as a script does, and by eight at once.

    python bench/cluster_starts.py [starts in a turn]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from islandmgr.cluster.kubernetes import KubernetesCluster
from tests.cluster.bed.config import Paths
from tests.cluster.pretend import (
    CLIENTS,
    cpu,
    cpu_of,
    in_parallel,
    loaded,
    manifest,
    processes,
    start,
    stop_all,
    timed,
)
from tests.integration.serving import Serving, eventually

TURNS = 5  # of each kind, after one that warms up
CALM = 0.2  # cores that the cluster's programs use when nothing is left to do


def main() -> None:
    batch = int([*sys.argv[1:], "200"][0])
    with loaded(nodes=40) as (manager, place, cluster):
        compare_clients("sharing all cores", manager, cluster, batch)
        if not place.bed.foreign():
            with apart(manager):
                compare_clients("apart", manager, cluster, batch)


def compare_clients(how: str, manager: Serving, cluster: KubernetesCluster, batch: int) -> None:
    for clients in (1, CLIENTS):
        turns = [turn(manager, cluster, batch, clients) for _ in range(1 + TURNS)][1:]
        bare, whole, used = (sorted(column) for column in zip(*turns, strict=True))
        ratios = sorted(mine / theirs for theirs, mine, _ in turns)
        rates = f"{statistics.median(whole):5.1f}   bare POST pods {statistics.median(bare):5.1f}"
        ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        own = f"{statistics.median(used):.1f} ms a start"
        print(
            f"{how:<18} clients {clients}   starts a second {rates}   ratio {ratio}   manager's CPU {own}", flush=True
        )


def turn(manager: Serving, cluster: KubernetesCluster, batch: int, clients: int) -> tuple[float, float, float]:
    """Bare creations a second; islands a second, from the first click until all their Pods are there; CPU, in ms a
    start, of the manager."""
    manifests = [manifest(900_000 + number) for number in range(batch)]
    calm()
    bare = timed(lambda: in_parallel(cluster.create_pod, manifests, clients))
    for one in manifests:
        cluster.delete_pod(one["metadata"]["name"], force=True)
    eventually(lambda: not cluster.list_pods(), 120)
    calm()
    before = cpu(manager)
    whole = timed(lambda: started(manager, cluster, batch, clients))
    used = cpu(manager) - before
    stop_all(manager)
    return batch / bare, batch / whole, used / batch * 1000


def started(manager: Serving, cluster: KubernetesCluster, batch: int, clients: int) -> None:
    """The clicks come over connections that stay open, as the bare creations do. The Pods are counted, not listed or
    watched: that would cost more than the starts."""
    in_parallel(lambda _: start(manager), range(batch), clients)
    while number_of_pods(cluster) < batch:
        time.sleep(0.02)


def calm() -> None:
    """Wait until the cluster has done what follows from earlier turns, so that no turn pays for another one."""
    eventually(lambda: cores(of_the_bed()) < CALM, 60)


def cores(programs: list[Path]) -> float:
    """How many they keep busy, for a second."""
    before = cpu_of(programs)
    time.sleep(1)
    return cpu_of(programs) - before


def number_of_pods(cluster: KubernetesCluster) -> int:
    page = cluster._api.get(f"/api/v1/namespaces/{cluster._namespace}/pods", {"limit": 1})
    return len(page["items"]) + int(page["metadata"].get("remainingItemCount") or 0)


@contextmanager
def apart(manager: Serving) -> Iterator[None]:
    """The cluster's programs on one half of the cores, this process and the manager on the other."""
    every = os.sched_getaffinity(0)
    ours = set(sorted(every)[: max(1, len(every) // 2)])
    theirs = [int(one.name) for one in of_the_bed()]
    mine = [os.getpid(), *(int(one.name) for one in processes(manager))]
    try:
        for pids, half in ((theirs, every - ours or every), (mine, ours)):
            for pid in pids:
                pin(pid, half)
        yield
    finally:
        for pid in theirs + mine:
            pin(pid, every)


def of_the_bed() -> list[Path]:
    """The cluster's programs, as far as they run on this machine."""
    every = [one for one in Path("/proc").iterdir() if one.name.isdigit()]
    return [one for one in every if _is_of_the_bed(one)]


def _is_of_the_bed(process: Path) -> bool:
    try:
        return (process / "exe").resolve().is_relative_to(Paths.from_env().cache)
    except OSError:
        return False


def pin(pid: int, cores: set[int]) -> None:
    """All threads; those that are made later follow the one that makes them."""
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(ProcessLookupError):
            os.sched_setaffinity(int(thread.name), cores)


if __name__ == "__main__":
    main()
