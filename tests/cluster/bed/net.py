"""The bed's network: a namespace for each node, cables between them, routes between the nodes' Pod ranges.

node-a holds the bridge; the other nodes and the machine hang on it by a veth pair each. The machine's end is all that
it has of the bed: Pods, cut cables and kube-proxy's rules come and go without a change of the machine's own network,
of which programs are told (a browser breaks its connections off).
Nothing is masqueraded: every address of the bed is routed, and there is no way out of the bed.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from tests.cluster.bed.config import (
    BRIDGE,
    HUB,
    HUB_ADDRESS,
    MACHINE_ADDRESS,
    MACHINE_LINK,
    NODES,
    SPOKES,
    SUBNET,
    BedError,
    Node,
    Paths,
)
from tests.cluster.bed.shell import run

MACHINE_PLUG = "imbed-machine"  # the bridge's end of the machine's cable
# What the kubelet and we change on the machine, put back by `restore_sysctls`.
SYSCTLS = (
    "vm/overcommit_memory",
    "kernel/panic",
    "kernel/panic_on_oops",
    "kernel/keys/root_maxkeys",
    "kernel/keys/root_maxbytes",
)


def up(paths: Paths) -> None:
    """Namespaces, bridge, cables, routes. Everything that was there before must be gone (`down`)."""
    save_sysctls(paths)
    for node in NODES:
        run("ip", "netns", "add", node.netns)
        run("ip", "link", "set", "lo", "up", netns=node.netns)
        _enable_forwarding(node.netns)
    run("ip", "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0", netns=HUB.netns)
    _give_address(BRIDGE, HUB_ADDRESS, HUB.netns)
    for node in SPOKES:
        _plug_in(node.veth, "eth0", node.netns)
        _give_address("eth0", node.address, node.netns)
        run("ip", "route", "add", "default", "via", HUB_ADDRESS, netns=node.netns)
    _plug_in(MACHINE_PLUG, MACHINE_LINK, None)
    _give_address(MACHINE_LINK, MACHINE_ADDRESS, None)
    for netns, address in ((None, MACHINE_ADDRESS), *((node.netns, node.address) for node in NODES)):
        for other in NODES:
            if other.address != address:
                run("ip", "route", "add", other.pod_range, "via", other.address, netns=netns)


def down(paths: Paths) -> None:
    """Take away all that `up` made, complete or not."""
    run("ip", "link", "del", MACHINE_LINK, check=False)
    for node in NODES:
        run("ip", "netns", "del", node.netns, check=False)
    restore_sysctls(paths)


def cut(node: Node, connected: bool) -> None:
    """Pull a node's cable, or plug it in again."""
    if node is HUB:
        raise BedError(
            f"{node.name} has the control plane and no cable; "
            f"`stop kubelet@{node.name}` makes it NotReady, the other nodes can be cut"
        )
    run("ip", "link", "set", node.veth, "up" if connected else "down", netns=HUB.netns)


def is_cut(node: Node) -> bool:
    """Whether the node's cable is out."""
    if node is HUB:
        return False
    links = json.loads(run("ip", "-j", "link", "show", node.veth, check=False, netns=HUB.netns) or "[]")
    return not any("UP" in link["flags"] for link in links)


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


def _plug_in(plug: str, name: str, netns: str | None) -> None:
    """A cable from the bridge, where its end is `plug`, to a namespace (None: the machine's), where it is `name`."""
    where = netns or str(os.getpid())  # `ip` knows namespaces by name and by process
    run("ip", "link", "add", plug, "type", "veth", "peer", "name", name, "netns", where, netns=HUB.netns)
    run("ip", "link", "set", plug, "master", BRIDGE, "up", netns=HUB.netns)


def _give_address(name: str, address: str, netns: str | None) -> None:
    mask = SUBNET.rsplit("/", 1)[1]
    run("ip", "addr", "add", f"{address}/{mask}", "dev", name, netns=netns)
    run("ip", "link", "set", name, "up", netns=netns)


def _enable_forwarding(netns: str) -> None:
    # bridge-nf: a Pod that reaches another one on its node through a Service needs the answer translated.
    for name in ("net.ipv4.ip_forward", "net.bridge.bridge-nf-call-iptables"):
        run("sysctl", "-q", "-w", f"{name}=1", netns=netns)
