"""Pretend-nodes: kwok answers for them, no container runs. For scale only.

They carry the label branch=load and a taint, so that an ordinary Pod never lands on them by accident.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from tests.cluster.bed import build
from tests.cluster.bed.config import HUB, HUB_ADDRESS, Paths
from tests.cluster.bed.oci import ARCHITECTURE
from tests.cluster.bed.pki import Pki
from tests.cluster.bed.procs import Processes

NAME = "kwok"
ANNOTATION = "kwok.x-k8s.io/node"
TAINT = {"key": ANNOTATION, "value": "fake", "effect": "NoSchedule"}
SELECTOR = "type=kwok"
POD_RANGE = "10.234.0.0/16"  # kwok invents addresses from here; nothing answers on them

Kubectl = Callable[..., str]


def define(paths: Paths, processes: Processes, pki: Pki) -> None:
    """Write down how kwok is started; it runs only while there are pretend-nodes."""
    processes.define(
        NAME,
        [
            build.program(paths, NAME),
            f"--kubeconfig={pki.path('admin.kubeconfig')}",
            f"--manage-nodes-with-annotation-selector={ANNOTATION}=fake",
            f"--cidr={POD_RANGE}",
            f"--node-ip={HUB_ADDRESS}",
            "--node-port=10247",
            f"--server-address={HUB_ADDRESS}:10247",
            # Renewed every quarter of it: well inside the controller manager's 20 s.
            "--node-lease-duration-seconds=40",
            *(f"--config={stage}" for stage in build.stages(paths)),
        ],
        HUB.netns,
    )


def resize(processes: Processes, kubectl: Kubectl, count: int, tainted: bool) -> None:
    """Have exactly `count` pretend-nodes; none stops kwok."""
    wanted = {f"kwok-{number:04d}" for number in range(1, count + 1)}
    listed = kubectl("get", "nodes", "-l", SELECTOR, "-o", "name").split()
    present = {name.removeprefix("node/") for name in listed}
    if missing := sorted(wanted - present):
        items = [_node(name, tainted) for name in missing]
        content = {"apiVersion": "v1", "kind": "List", "items": items}
        kubectl("create", "-f", "-", stdin=json.dumps(content))
    if surplus := sorted(present - wanted):
        for start in range(0, len(surplus), 100):
            _delete(kubectl, surplus[start : start + 100])
    if present & wanted and not missing:
        taint = f"{TAINT['key']}={TAINT['value']}:{TAINT['effect']}"
        change = ["--overwrite", taint] if tainted else [f"{TAINT['key']}:{TAINT['effect']}-"]
        kubectl("taint", "node", "-l", SELECTOR, *change, check=tainted)
    if wanted:
        processes.start(NAME)
    else:
        processes.stop(NAME)


def _delete(kubectl: Kubectl, names: list[str]) -> None:
    """One call for many: `kubectl delete node A B ...` throttles itself to five a second."""
    selector = quote(f"kubernetes.io/hostname in ({','.join(names)})")
    kubectl("delete", "--raw", f"/api/v1/nodes?labelSelector={selector}")


def _node(name: str, tainted: bool) -> dict[str, Any]:
    room = {"cpu": "32", "memory": "256Gi", "pods": "250", "ephemeral-storage": "1Ti"}
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": name,
            "annotations": {ANNOTATION: "fake"},
            "labels": {
                "type": "kwok",
                "branch": "load",
                "kubernetes.io/hostname": name,
                "kubernetes.io/os": "linux",
                "kubernetes.io/arch": ARCHITECTURE,
            },
        },
        "spec": {"taints": [TAINT] if tainted else []},
        "status": {"capacity": room, "allocatable": room},
    }
