"""The control plane: etcd, API server, controller manager, scheduler and DNS, as plain processes.

RBAC is on and NodePorts are the usual 30000-32767, as on a real cluster.
"""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from pathlib import Path

from tests.cluster.bed import build
from tests.cluster.bed.config import (
    API_PORT,
    CONTROL_PLANE,
    DOMAIN,
    ETCD_PORT,
    HUB,
    HUB_ADDRESS,
    SERVICE_RANGE,
    BedError,
    Paths,
)
from tests.cluster.bed.pki import SERVER, Pki
from tests.cluster.bed.procs import Processes
from tests.cluster.bed.shell import wait_for

ETCD = f"http://127.0.0.1:{ETCD_PORT}"
ETCD_PEER = f"http://127.0.0.1:{ETCD_PORT + 1}"


def define(paths: Paths, processes: Processes, pki: Pki) -> None:
    """Write down how each component is started."""
    commands: dict[str, list[str | Path]] = {
        "etcd": _etcd(paths),
        "apiserver": _apiserver(paths, pki),
        "controller-manager": _controller_manager(pki),
        "scheduler": _scheduler(pki),
        "dns": _dns(paths),
    }
    programs = {"dns": "coredns", "etcd": "etcd"}
    for name in CONTROL_PLANE:
        program = build.program(paths, programs.get(name, f"kube-{name}"))
        processes.define(name, [program, *commands[name]], HUB.netns)


def api_ready(pki: Pki) -> bool:
    """Whether the API server says it is ready."""
    try:
        trust = ssl.create_default_context(cafile=str(pki.path("ca.crt")))
        # No proxy, whatever the environment says: the address is on this machine.
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trust)
        )
        with opener.open(f"{SERVER}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def wait_ready(processes: Processes, pki: Pki, seconds: float = 90) -> None:
    """Return when the API server is ready; a process that died is named with its log."""

    def ready() -> bool:
        for name in ("etcd", "apiserver"):
            if not processes.running(name):
                raise BedError(f"{name} ended by itself:\n{processes.log_tail(name)}")
        return api_ready(pki)

    wait_for("the API server is ready", ready, seconds, gap=0.2)


def _etcd(paths: Paths) -> list[str | Path]:
    return [
        "--name=bed",
        f"--data-dir={paths.state / 'etcd'}",
        f"--listen-client-urls={ETCD}",
        f"--advertise-client-urls={ETCD}",
        f"--listen-peer-urls={ETCD_PEER}",
        f"--initial-advertise-peer-urls={ETCD_PEER}",
        f"--initial-cluster=bed={ETCD_PEER}",
        # Nothing here must outlive a power cut; a restart of etcd alone loses nothing.
        "--unsafe-no-fsync",
        "--log-level=warn",
    ]


def _apiserver(paths: Paths, pki: Pki) -> list[str | Path]:
    # What Pods' accounts ask for is written down: tests hold it against what they were granted.
    rules = [
        {"level": "None", "userGroups": ["system:serviceaccounts:kube-system"]},
        {"level": "Metadata", "userGroups": ["system:serviceaccounts"], "omitStages": ["RequestReceived"]},
        {"level": "None"},
    ]
    policy = paths.state / "audit-policy.json"
    policy.write_text(json.dumps({"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": rules}))
    return [
        f"--audit-policy-file={policy}",
        f"--audit-log-path={paths.audit}",
        "--audit-log-mode=blocking",
        f"--etcd-servers={ETCD}",
        f"--bind-address={HUB_ADDRESS}",
        f"--advertise-address={HUB_ADDRESS}",
        f"--secure-port={API_PORT}",
        f"--tls-cert-file={pki.path('apiserver.crt')}",
        f"--tls-private-key-file={pki.path('apiserver.key')}",
        f"--client-ca-file={pki.path('ca.crt')}",
        f"--kubelet-client-certificate={pki.path('apiserver-kubelet.crt')}",
        f"--kubelet-client-key={pki.path('apiserver-kubelet.key')}",
        "--kubelet-preferred-address-types=InternalIP",
        f"--service-account-issuer=https://kubernetes.default.svc.{DOMAIN}",
        f"--service-account-key-file={pki.path('sa.pub')}",
        f"--service-account-signing-key-file={pki.path('sa.key')}",
        f"--service-cluster-ip-range={SERVICE_RANGE}",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        "--allow-privileged=true",
        # A restart must not wait a minute for open watches.
        "--shutdown-delay-duration=0s",
        "--profiling=false",
    ]


def _controller_manager(pki: Pki) -> list[str | Path]:
    return [
        *_client(pki, "controller-manager"),
        f"--service-account-private-key-file={pki.path('sa.key')}",
        f"--root-ca-file={pki.path('ca.crt')}",
        f"--cluster-signing-cert-file={pki.path('ca.crt')}",
        f"--cluster-signing-key-file={pki.path('ca.key')}",
        "--use-service-account-credentials=true",
        "--allocate-node-cidrs=false",
        # A lost node is to be seen after 20 s, not 50: tests wait for it.
        "--node-monitor-grace-period=20s",
        "--node-monitor-period=2s",
        "--kube-api-qps=100",
        "--kube-api-burst=200",
    ]


def _scheduler(pki: Pki) -> list[str | Path]:
    return [*_client(pki, "scheduler"), "--kube-api-qps=100", "--kube-api-burst=200"]


def _client(pki: Pki, name: str) -> list[str | Path]:
    kubeconfig = pki.path(f"{name}.kubeconfig")
    return [
        f"--kubeconfig={kubeconfig}",
        f"--authentication-kubeconfig={kubeconfig}",
        f"--authorization-kubeconfig={kubeconfig}",
        "--bind-address=127.0.0.1",
        # Alone, it need not elect itself; restarts are at work at once.
        "--leader-elect=false",
    ]


def _dns(paths: Paths) -> list[str | Path]:
    """DNS for Pods, served by a process on the bridge: one image and one Service less to bring up."""
    corefile = paths.state / "Corefile"
    corefile.write_text(
        f".:53 {{\n bind {HUB_ADDRESS}\n errors\n cache 5\n"
        f" kubernetes {DOMAIN} in-addr.arpa {{\n"
        f"  kubeconfig {paths.kubeconfig}\n  pods insecure\n  ttl 5\n }}\n}}\n"
    )
    return ["-conf", corefile]
