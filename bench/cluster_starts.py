"""Starts a second against bare `POST pods` by the same client on the same API server, turn by turn; wanted: 0.8.

On the test bed with pretend-nodes. There the API server, the scheduler and the manager share one machine's cores, and
what one of them uses the others lack. So there are two readings: all of them on all cores; and apart, the control plane
on half of them and the manager with its clients on the other half, as where the API server has a machine of its own.

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
from tests.cluster.pretend import cpu, in_parallel, loaded, manifest, processes, start, stop_all, timed
from tests.integration.serving import Serving, eventually

TURNS = 5  # of each kind


def main() -> None:
    batch = int([*sys.argv[1:], "200"][0])
    with loaded(nodes=40) as (manager, place, cluster):
        compare("sharing all cores", manager, cluster, batch)
        if not place.bed.foreign():
            with apart(manager):
                compare("apart", manager, cluster, batch)


def compare(how: str, manager: Serving, cluster: KubernetesCluster, batch: int) -> None:
    """Bare creations, then islands from the first click until all their Pods are there; and again."""
    bare, whole, used = [], [], 0.0
    for turn in range(TURNS):
        manifests = [manifest(900_000 + turn * batch + number) for number in range(batch)]
        bare.append(batch / timed(lambda: in_parallel(cluster.create_pod, manifests)))  # noqa: B023
        for one in manifests:
            cluster.delete_pod(one["metadata"]["name"], force=True)
        eventually(lambda: not cluster.list_pods(), 120)
        before = cpu(manager)
        whole.append(batch / timed(lambda: started(manager, cluster, batch)))
        used += cpu(manager) - before
        stop_all(manager)
    ratios = sorted(mine / theirs for mine, theirs in zip(whole, bare, strict=True))
    rates = f"{statistics.median(whole):5.1f}   bare POST pods {statistics.median(bare):5.1f}"
    ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    own = used / batch / TURNS * 1000
    print(f"{how:<18} starts a second {rates}   ratio {ratio}   manager's CPU {own:.1f} ms a start", flush=True)


def started(manager: Serving, cluster: KubernetesCluster, batch: int) -> None:
    """The clicks come over connections that stay open, as the bare creations do. The Pods are counted, not listed or
    watched: that would cost more than the starts."""
    in_parallel(lambda _: start(manager), range(batch))
    while number_of_pods(cluster) < batch:
        time.sleep(0.02)


def number_of_pods(cluster: KubernetesCluster) -> int:
    page = cluster._api.get(f"/api/v1/namespaces/{cluster._namespace}/pods", {"limit": 1})
    return len(page["items"]) + int(page["metadata"].get("remainingItemCount") or 0)


@contextmanager
def apart(manager: Serving) -> Iterator[None]:
    """The cluster's programs on one half of the cores, this process and the manager on the other."""
    every = os.sched_getaffinity(0)
    ours = set(sorted(every)[: max(1, len(every) // 2)])
    theirs = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and of_the_bed(one)]
    mine = [os.getpid(), *(int(one.name) for one in processes(manager))]
    try:
        for pids, cores in ((theirs, every - ours or every), (mine, ours)):
            for pid in pids:
                pin(pid, cores)
        yield
    finally:
        for pid in theirs + mine:
            pin(pid, every)


def of_the_bed(process: Path) -> bool:
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
