"""The three pretend-nodes: Kubernetes-shaped, on loopback addresses of their own, labels and cordons kept on disk."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from islandmgr.cluster.base import HOSTNAME_LABEL
from islandmgr.cluster.local import disk
from islandmgr.model.errors import NotFound
from islandmgr.model.labels import check as check_label

Raw = dict[str, Any]

_BOOT_ID = str(uuid.uuid4())
"""An agent's end is to its Pods what a machine's restart is."""

PRETEND: Mapping[str, tuple[int, Mapping[str, str]]] = {
    "local-1": (2, {"branch": "dev", "rack": "a"}),
    "local-2": (3, {"branch": "dev", "rack": "b"}),
    "local-3": (4, {"branch": "weekly", "rack": "a"}),
}


class Nodes:
    """Kept in `nodes.json` below `folder`. Each offers an equal share of the machine's memory and all its cores.

    `subnet` is the beginning of their addresses: `127.0.0`.
    """

    def __init__(self, folder: Path, subnet: str) -> None:
        self._file = folder / "nodes.json"
        kept = json.loads(self._file.read_text()) if self._file.exists() else {}
        self._nodes = {name: _node(name, subnet, kept.get(name, {})) for name in PRETEND}

    def all(self) -> list[Raw]:
        return list(self._nodes.values())

    def get(self, name: str) -> Raw:
        if name not in self._nodes:
            raise NotFound(f"there is no node {name!r}; the local cluster has {', '.join(self._nodes)}", node=name)
        return self._nodes[name]

    def address(self, name: str) -> str:
        address: str = self.get(name)["status"]["addresses"][0]["address"]
        return address

    def values_of(self, label: str) -> set[str]:
        return {node["metadata"]["labels"][label] for node in self.all() if label in node["metadata"]["labels"]}

    def label(self, name: str, labels: Mapping[str, str | None]) -> Raw:
        """Set labels, or remove those whose value is None. Raises NotFound, Invalid."""
        node = self.get(name)
        for key, value in labels.items():
            check_label(key, value)
        merged = {**node["metadata"]["labels"], **labels}
        node["metadata"]["labels"] = {key: value for key, value in merged.items() if value is not None}
        self._keep()
        return node

    def cordon(self, name: str, on: bool) -> Raw:
        node = self.get(name)
        node["spec"]["unschedulable"] = on
        self._keep()
        return node

    def _keep(self) -> None:
        disk.write_json(
            self._file,
            {
                name: {"labels": node["metadata"]["labels"], "unschedulable": node["spec"]["unschedulable"]}
                for name, node in self._nodes.items()
            },
        )


def _node(name: str, subnet: str, kept: Mapping[str, Any]) -> Raw:
    place, labels = PRETEND[name]
    address = f"{subnet}.{place}"
    share = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // len(PRETEND)
    resources = {"cpu": str(os.cpu_count() or 1), "memory": f"{share // 1024}Ki", "pods": "110"}
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": name,
            "uid": f"local-node-{name}",
            "labels": kept.get("labels", {HOSTNAME_LABEL: name, **labels}),
        },
        "spec": {"unschedulable": bool(kept.get("unschedulable"))},
        "status": {
            "addresses": [{"type": "InternalIP", "address": address}, {"type": "Hostname", "address": name}],
            "capacity": resources,
            "allocatable": resources,
            "nodeInfo": {"bootID": _BOOT_ID},
            "conditions": [{"type": "Ready", "status": "True", "reason": "LocalAgentReady", "message": ""}],
        },
    }
