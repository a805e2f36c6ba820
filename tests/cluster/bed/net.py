"""The bed's network: a bridge, two network namespaces on cables, routes between the nodes' Pod ranges.

The machine is node-a and holds the bridge; the other nodes hang on it by a veth pair each.
Nothing is masqueraded: every address of the bed is routed, and there is no way out of the bed.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from tests.cluster.bed.config import (
    BRIDGE,
    HOST_ADDRESS,
    NODES,
    POD_RANGE,
    SUBNET,
    BedError,
    Node,
    Paths,
)
from tests.cluster.bed.shell import run

COMMENT = "islandmgr-bed"
# What the kubelet and we change on the machine, put back by `restore_sysctls`.
SYSCTLS = (
    "vm/overcommit_memory",
    "kernel/panic",
    "kernel/panic_on_oops",
    "kernel/keys/root_maxkeys",
    "kernel/keys/root_maxbytes",
    "net/ipv4/ip_forward",
    "net/bridge/bridge-nf-call-iptables",
)


def up(paths: Paths) -> None:
    """Bridge, namespaces, cables, routes. Everything that was there before must be gone (`down`)."""
    save_sysctls(paths)
    mask = SUBNET.rsplit("/", 1)[1]
    run("ip", "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0")
    run("ip", "addr", "add", f"{HOST_ADDRESS}/{mask}", "dev", BRIDGE)
    run("ip", "link", "set", BRIDGE, "up")
    _enable_forwarding(None)
    for rule in _forward_rules():
        run("iptables", "-w", "-I", *rule)
    for node in NODES:
        if node.netns is not None:
            _add_namespace(node, node.netns, mask)
    for node in NODES:
        for other in NODES:
            if other is not node:
                run("ip", "route", "add", other.pod_range, "via", other.address, netns=node.netns)


def down(paths: Paths) -> None:
    """Take away all that `up` made, complete or not."""
    for node in NODES:
        run("ip", "link", "del", node.veth, check=False)
        if node.netns is not None:
            run("ip", "netns", "del", node.netns, check=False)
        run("ip", "link", "del", node.pod_bridge, check=False)
    run("ip", "link", "del", BRIDGE, check=False)
    for rule in _forward_rules():
        run("iptables", "-w", "-D", *rule, check=False)
    if paths.state.exists():  # otherwise no kube-proxy of ours ever ran, and such rules are a stranger's
        remove_kubernetes_rules()
    restore_sysctls(paths)


def cut(node: Node, connected: bool) -> None:
    """Pull a node's cable, or plug it in again."""
    if node.netns is None:
        raise BedError(
            f"{node.name} is the machine itself and has no cable; "
            f"`stop kubelet@{node.name}` makes it NotReady, the other nodes can be cut"
        )
    run("ip", "link", "set", node.veth, "up" if connected else "down")


def is_cut(node: Node) -> bool:
    """Whether the node's cable is out."""
    if node.netns is None:
        return False
    links = json.loads(run("ip", "-j", "link", "show", node.veth, check=False) or "[]")
    return not any("UP" in link["flags"] for link in links)


def foreign_kubernetes() -> bool:
    """Whether another Kubernetes keeps rules on this machine: cleaning up after us would hurt it."""
    return any(line.startswith((":KUBE-", ":CNI-")) for line in run("iptables-save", check=False).splitlines())


def remove_kubernetes_rules() -> None:
    """Take the machine's KUBE-* and CNI-* chains away: node-a's kube-proxy and portmap leave them."""
    for family in ("iptables", "ip6tables"):
        for table in ("raw", "mangle", "nat", "filter"):
            saved = run(f"{family}-save", "-t", table, check=False).splitlines()
            chains = [line[1:].split()[0] for line in saved if line.startswith((":KUBE-", ":CNI-"))]
            jumps = [
                "-D" + line.removeprefix("-A")
                for line in saved
                if (" -j KUBE-" in line or " -j CNI-" in line) and not line.startswith(("-A KUBE-", "-A CNI-"))
            ]
            if chains or jumps:
                emptied = [f":{chain} - [0:0]" for chain in chains]
                removed = [f"-X {chain}" for chain in chains]
                script = [f"*{table}", *emptied, *jumps, *removed, "COMMIT", ""]
                run(f"{family}-restore", "-w", "--noflush", stdin="\n".join(script))


def save_sysctls(paths: Paths) -> None:
    """Remember the machine's values; kept when already there, since those are the true ones."""
    target = paths.state / "sysctls.json"
    if target.exists():
        return
    values = {name: path.read_text().strip() for name in SYSCTLS if (path := _sysctl(name)).exists()}
    target.write_text(json.dumps(values))


def restore_sysctls(paths: Paths) -> None:
    """Put the remembered values back."""
    source = paths.state / "sysctls.json"
    if not source.exists():
        return
    with suppress(json.JSONDecodeError):
        for name, value in json.loads(source.read_text()).items():
            if _sysctl(name).read_text().strip() != value:
                _sysctl(name).write_text(value)


def _sysctl(name: str) -> Path:
    return Path("/proc/sys") / name


def _forward_rules() -> list[tuple[str, ...]]:
    """A machine with Docker drops what it forwards by default; the bed's traffic must pass."""
    note = ("-m", "comment", "--comment", COMMENT, "-j", "ACCEPT")
    ranges = (SUBNET, POD_RANGE)
    return [("FORWARD", way, net, *note) for net in ranges for way in ("-s", "-d")]


def _add_namespace(node: Node, netns: str, mask: str) -> None:
    run("ip", "netns", "add", netns)
    run("ip", "link", "add", node.veth, "type", "veth", "peer", "name", "eth0", "netns", netns)
    run("ip", "link", "set", node.veth, "master", BRIDGE, "up")
    run("ip", "link", "set", "lo", "up", netns=netns)
    run("ip", "addr", "add", f"{node.address}/{mask}", "dev", "eth0", netns=netns)
    run("ip", "link", "set", "eth0", "up", netns=netns)
    run("ip", "route", "add", "default", "via", HOST_ADDRESS, netns=netns)
    _enable_forwarding(netns)


def _enable_forwarding(netns: str | None) -> None:
    # bridge-nf: a Pod that reaches another one on its node through a Service needs the answer translated.
    for name in ("net.ipv4.ip_forward", "net.bridge.bridge-nf-call-iptables"):
        run("sysctl", "-q", "-w", f"{name}=1", netns=netns)
