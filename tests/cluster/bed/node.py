"""One node: its containerd, kubelet and kube-proxy, in its network namespace, below its own folder.

What a kubelet needs on such machines (no CAP_SYS_RESOURCE, cgroup v1, no registry) is said where it is set.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cluster.bed import build, cgroups
from tests.cluster.bed.config import DOMAIN, HUB_ADDRESS, SUBNET, Node, Paths
from tests.cluster.bed.pki import Pki
from tests.cluster.bed.procs import Processes

PAUSE = "docker.io/islandmgr/pause:dev"
CNI_PLUGINS = "/usr/lib/cni"


def define(paths: Paths, processes: Processes, pki: Pki, node: Node) -> None:
    """Write the node's configuration, and down how its three processes are started."""
    folder = paths.node(node)
    (folder / "cni").mkdir(parents=True, exist_ok=True)
    (folder / "resolv.conf").write_text(f"nameserver {HUB_ADDRESS}\n")
    _write_json(folder / "cni" / "10-bed.conflist", _cni(folder, node))
    _write_json(folder / "kubelet.json", _kubelet(paths, pki, node))
    _write_json(folder / "proxy.json", _proxy(pki, node))
    config = write_containerd_config(folder, paths.socket(node))
    commands: dict[str, list[str | Path]] = {
        "containerd": ["/usr/bin/containerd", "--config", config],
        "kubelet": [
            build.program(paths, "kubelet"),
            f"--config={folder / 'kubelet.json'}",
            f"--kubeconfig={pki.path(f'{node.name}.kubeconfig')}",
            f"--hostname-override={node.name}",
            f"--node-ip={node.address}",
            f"--root-dir={folder / 'kubelet'}",
            f"--cert-dir={folder / 'kubelet-pki'}",
            "--node-labels=" + ",".join(f"{key}={value}" for key, value in node.labels.items()),
        ],
        "proxy": [build.program(paths, "kube-proxy"), f"--config={folder / 'proxy.json'}"],
    }
    for part, argv in commands.items():
        processes.define(f"{part}@{node.name}", argv, netns=node.netns)


def write_containerd_config(folder: Path, socket: Path) -> Path:
    """A containerd of its own: root, state and socket below `folder`, untouched by the system's."""
    cri = '[plugins."io.containerd.grpc.v1.cri"'
    text = f"""version = 2
root = "{folder / "containerd"}"
state = "{folder / "containerd-state"}"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = "{socket}"
[plugins."io.containerd.internal.v1.opt"]
  path = "{folder / "containerd-opt"}"
{cri}]
  sandbox_image = "{PAUSE}"
  # Without CAP_SYS_RESOURCE no score may be lowered, and runc would refuse to start anything.
  restrict_oom_score_adj = true
  # Namespaces of Pods below our folder, where cleaning up finds them.
  netns_mounts_under_state_dir = true
{cri}.containerd]
  snapshotter = "overlayfs"
{cri}.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
{cri}.containerd.runtimes.runc.options]
  Root = "{folder / "runc"}"
{cri}.cni]
  bin_dir = "{CNI_PLUGINS}"
  conf_dir = "{folder / "cni"}"
"""
    target = folder / "containerd.toml"
    target.write_text(text)
    return target


def _cni(folder: Path, node: Node) -> dict[str, Any]:
    return {
        "cniVersion": "1.0.0",
        "name": f"bed-{node.name}",
        "plugins": [
            {
                "type": "bridge",
                "bridge": node.pod_bridge,
                "isDefaultGateway": True,
                "hairpinMode": True,
                "ipam": {
                    "type": "host-local",
                    "dataDir": str(folder / "ipam"),
                    "ranges": [[{"subnet": node.pod_range}]],
                },
            },
            # hostPorts; snat so that a Pod reaches itself through its own hostPort.
            {"type": "portmap", "capabilities": {"portMappings": True}, "snat": True},
        ],
    }


def _kubelet(paths: Paths, pki: Pki, node: Node) -> dict[str, Any]:
    folder = paths.node(node)
    return {
        "apiVersion": "kubelet.config.k8s.io/v1beta1",
        "kind": "KubeletConfiguration",
        "address": node.address,
        "healthzBindAddress": "127.0.0.1",
        "authentication": {
            "anonymous": {"enabled": False},
            "webhook": {"enabled": True},
            "x509": {"clientCAFile": str(pki.path("ca.crt"))},
        },
        "authorization": {"mode": "Webhook"},
        "containerRuntimeEndpoint": f"unix://{paths.socket(node)}",
        "cgroupDriver": "cgroupfs",
        "cgroupRoot": cgroups.make(node),
        "failCgroupV1": False,
        "failSwapOn": False,
        "oomScoreAdj": 0,
        "clusterDNS": [HUB_ADDRESS],
        "clusterDomain": DOMAIN,
        "resolvConf": str(folder / "resolv.conf"),
        "podLogsDir": str(folder / "pod-logs"),
        "maxPods": 250,
        "serializeImagePulls": False,
        # Images cannot be pulled again, and the machine's disk is not the bed's to judge.
        "imageGCHighThresholdPercent": 100,
        "evictionHard": {
            "memory.available": "100Mi",
            "nodefs.available": "0%",
            "nodefs.inodesFree": "0%",
            "imagefs.available": "0%",
            "imagefs.inodesFree": "0%",
        },
        # With the controller manager's 20 s: a lost node is seen soon, a busy one is not lost.
        "nodeStatusUpdateFrequency": "3s",
        "nodeLeaseDurationSeconds": 12,
    }


def _proxy(pki: Pki, node: Node) -> dict[str, Any]:
    return {
        "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
        "kind": "KubeProxyConfiguration",
        "mode": "iptables",
        "hostnameOverride": node.name,
        "bindAddress": node.address,
        "clientConnection": {"kubeconfig": str(pki.path("proxy.kubeconfig"))},
        "detectLocalMode": "BridgeInterface",
        "detectLocal": {"bridgeInterface": node.pod_bridge},
        "healthzBindAddress": "127.0.0.1:10256",
        "metricsBindAddress": "127.0.0.1:10249",
        "nodePortAddresses": [SUBNET],
        "iptables": {"localhostNodePorts": False},
        "oomScoreAdj": 0,
        # The kernel's connection table is the machine's: leave its size alone.
        "conntrack": {"maxPerCore": 0, "min": 0},
    }


def _write_json(target: Path, content: dict[str, Any]) -> None:
    target.write_text(json.dumps(content, indent=1))
