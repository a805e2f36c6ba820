"""Where everything of the test bed lives: folders, addresses, ports, the three nodes.

Plain data and environment look-ups; this module must not touch the machine.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]

# Every process of the bed carries this variable, so that a run that was killed leaves nothing unfindable.
MARKER = "ISLANDMGR_BED"
# Cgroups of all Pods hang below this one, in every hierarchy: killing a node is killing a tree.
CGROUP = "islandmgr-bed"

BRIDGE = "imbed0"  # in the namespace of node-a, which is the bed's middle
SUBNET = "10.231.0.0/24"
HUB_ADDRESS = "10.231.0.1"  # node-a, with the API server and DNS
MACHINE_LINK = "imbed"  # the machine's own end of its one cable into the bed
MACHINE_ADDRESS = "10.231.0.254"
POD_RANGE = "10.232.0.0/16"
SERVICE_RANGE = "10.233.0.0/16"
SERVICE_ADDRESS = "10.233.0.1"
DOMAIN = "cluster.local"

API_PORT = 6443
# Not etcd's own 2379: a developer may run an etcd of his own.
ETCD_PORT = 12379

CONTROL_PLANE = ("etcd", "apiserver", "controller-manager", "scheduler", "dns")
NODE_PARTS = ("containerd", "kubelet", "proxy")


class BedError(Exception):
    """The bed cannot do what was asked; the text is for a person and says what to do."""


@dataclass(frozen=True)
class Node:
    """One node: a network namespace of its own, so that nothing of the bed's changes the machine's network."""

    name: str
    address: str
    pod_range: str
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """The letter that tells nodes apart in interface names, which the kernel caps at 15 bytes."""
        return self.name.rsplit("-", 1)[-1]

    @property
    def netns(self) -> str:
        """The name of its network namespace."""
        return f"imbed-{self.name}"

    @property
    def veth(self) -> str:
        """The bridge's end of the cable to this node; cutting a node is setting it down."""
        return f"imbed-{self.short}"

    @property
    def pod_bridge(self) -> str:
        """The bridge of this node's Pods; made by the CNI plugin inside the node's namespace."""
        return f"imbed-cni-{self.short}"


NODES = (
    Node("node-a", HUB_ADDRESS, "10.232.4.0/22", {"branch": "dev", "rack": "a"}),
    Node("node-b", "10.231.0.2", "10.232.8.0/22", {"branch": "dev", "rack": "b"}),
    Node("node-c", "10.231.0.3", "10.232.12.0/22", {"branch": "weekly", "rack": "a"}),
)
HUB, *SPOKES = NODES
"""The node with the bridge and the control plane, and those on cables, which can be cut."""


@dataclass(frozen=True)
class Paths:
    """`state` is wiped by `bed down`; `cache` is kept and only ever added to."""

    state: Path
    cache: Path

    @classmethod
    def from_env(cls) -> Paths:
        """ISLANDMGR_BED_STATE and ISLANDMGR_BED_CACHE, or the usual places."""
        home_cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        state = os.environ.get("ISLANDMGR_BED_STATE") or "/var/lib/islandmgr-bed"
        cache = os.environ.get("ISLANDMGR_BED_CACHE") or home_cache / "islandmgr-bed"
        return cls(Path(state).absolute(), Path(cache).absolute())

    @property
    def pki(self) -> Path:
        """Keys, certificates and kubeconfigs of this run."""
        return self.state / "pki"

    @property
    def logs(self) -> Path:
        """One log file a process."""
        return self.state / "log"

    @property
    def audit(self) -> Path:
        """What service accounts of Pods asked the API server for, a JSON object a line."""
        return self.logs / "audit.log"

    @property
    def kubeconfig(self) -> Path:
        """The administrator's kubeconfig."""
        return self.pki / "admin.kubeconfig"

    @property
    def template(self) -> Path:
        """A containerd root with all images unpacked, copied (by hard links) for every node."""
        return self.cache / "containerd-template"

    def node(self, node: Node) -> Path:
        """Everything of one node."""
        return self.state / node.name

    def socket(self, node: Node) -> Path:
        """The node's containerd."""
        return self.node(node) / "containerd.sock"


def module_version(module: str, dependency: str) -> str:
    """The version of a dependency in go/MODULE/go.mod: the one place where versions are written."""
    text = (HERE / "go" / module / "go.mod").read_text()
    found = re.search(rf"^(?:require|tool)?\s*{re.escape(dependency)} (v\S+)", text, re.MULTILINE)
    if found is None:
        raise BedError(f"go/{module}/go.mod does not name {dependency}")
    return found.group(1)


def node_named(name: str) -> Node:
    """The node of that name, or an error that lists the names there are."""
    for node in NODES:
        if node.name == name:
            return node
    raise BedError(f"no node {name!r}; there are {', '.join(n.name for n in NODES)}")
