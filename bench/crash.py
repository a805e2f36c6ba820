"""From the death of a server on a real node to `crashed` in the manager's answer, with the reason: wanted within 5 s.

A killed server's end is known to the millisecond; one that ends by itself or runs out of memory died, as Kubernetes
tells it, in the second that `finishedAt` names, so what is printed for those is up to a second too long.

    python bench/crash.py [servers of each kind]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from islandmgr.cluster.kubernetes import KubernetesCluster
from tests.cluster.bed import Bed
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving

ENDS: dict[str, dict[str, Any]] = {
    "exit 3": {"exit_after": 3, "exit_code": 3},
    "out of memory": {"leak_mb_per_s": 200},
}
KILL = ["sh", "-c", 'kill -KILL "$(cat /run/islandmgr/handover/server.pid)"']


def main() -> None:
    servers = int([*sys.argv[1:], "10"][0])
    bed = Bed()
    bed.up()
    place = Place.made(bed)
    try:
        place.lay_out_code()
        with tempfile.TemporaryDirectory() as folder, managed(place, Path(folder)) as manager:
            cluster = KubernetesCluster(namespace=place.namespace, kubeconfig=place.kubeconfig)
            report("SIGKILL", [killed(manager, cluster) for _ in range(servers)])
            for name, args in ENDS.items():
                report(name, [ended(manager, args) for _ in range(servers)])
            cluster.close()
    finally:
        place.remove()


def killed(manager: Serving, cluster: KubernetesCluster) -> float:
    """Seconds until the manager's answer says so."""
    island = manager.wait_for(manager.start_island()["id"], "running")
    began = time.monotonic()
    cluster.exec(island["pod"], "sample", KILL, timeout=10)
    while manager.island(island["id"])["state"] != "crashed":
        time.sleep(0.01)
    took = time.monotonic() - began
    manager.call("DELETE", f"/islands/{island['id']}")
    return took


def ended(manager: Serving, args: dict[str, Any]) -> float:
    """Seconds from what Kubernetes says until the manager's line of history."""
    island = manager.wait_for(manager.start_island(args=args)["id"], "crashed", timeout=120)
    took = instant(island["changed_at"]) - instant(island["exit"]["at"])
    manager.call("DELETE", f"/islands/{island['id']}")
    return took


def instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def report(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    print(
        f"{what:<15} p50 {ordered[len(ordered) // 2]:.2f} s   longest {ordered[-1]:.2f} s   of {len(ordered)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
