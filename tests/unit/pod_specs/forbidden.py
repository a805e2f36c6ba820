"""Pods that use what blueprints may not, one thing each; the check, the render and the cluster's policy refuse them.

Kubernetes itself takes every one of them, so that on a real cluster it is the policy that refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pod_specs.allowlist import CALLS

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    name: str
    pod: Raw  # the blueprint's `pod:`
    place: str  # where the fault is
    word: str  # what allows it
    gated: bool = False  # a feature that a cluster may have switched off: its API server then drops the field


def server(**fields: Any) -> Raw:
    """An addition to the server's container."""
    return {"containers": [{"name": "tiny", **fields}]}


def secured(**fields: Any) -> Raw:
    return server(securityContext=fields)


def volume(**source: Any) -> Raw:
    return {"volumes": [{"name": "more", **source}]}


def call_of(path: str, **fields: Any) -> Raw:
    """`readinessProbe.httpGet` and the like, with a port."""
    outer, inner = path.rsplit(".", 1)
    node: Raw = {inner: {"port": 80, **fields}}
    if outer == "readinessProbe":
        node = {**node, "tcpSocket": None, inner: {"port": 80, **fields}}
    for step in reversed(outer.split(".")):
        node = {step: node}
    return server(**node)


IN_SERVER = "spec.containers.tiny"
SECURITY = f"{IN_SERVER}.securityContext"

CASES = (
    Case("host network", {"hostNetwork": True}, "spec.hostNetwork", "hostNetwork"),
    Case("host processes", {"hostPID": True}, "spec.hostPID", "hostPID"),
    Case("host ipc", {"hostIPC": True}, "spec.hostIPC", "hostIPC"),
    Case(
        "no seccomp filter",
        {"securityContext": {"seccompProfile": {"type": "Unconfined"}}},
        "spec.securityContext.seccompProfile.type",
        "seccomp=Unconfined",
    ),
    Case(
        "no apparmor",
        {"securityContext": {"appArmorProfile": {"type": "Unconfined"}}},
        "spec.securityContext.appArmorProfile.type",
        "appArmor=Unconfined",
    ),
    Case(
        "sysctl",
        {"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_syncookies", "value": "1"}]}},
        "spec.securityContext.sysctls.net.ipv4.tcp_syncookies.name",
        "sysctl=net.ipv4.tcp_syncookies",
    ),
    Case(
        "selinux",
        {"securityContext": {"seLinuxOptions": {"type": "spc_t"}}},
        "spec.securityContext.seLinuxOptions",
        "field=seLinuxOptions",
    ),
    Case(
        "windows host process",
        {"securityContext": {"windowsOptions": {"runAsUserName": "x"}}},
        "spec.securityContext.windowsOptions",
        "field=windowsOptions",
    ),
    Case("host folder", volume(hostPath={"path": "/etc"}), "spec.volumes.more.hostPath.path", "hostPath=/etc"),
    Case("root of the node", volume(hostPath={"path": "/"}), "spec.volumes.more.hostPath.path", "hostPath=/"),
    Case("nfs", volume(nfs={"server": "a", "path": "/b"}), "spec.volumes.more.nfs", "volume=nfs"),
    Case("csi", volume(csi={"driver": "a.example"}), "spec.volumes.more.csi", "volume=csi"),
    Case(
        "iscsi",
        volume(iscsi={"targetPortal": "a", "iqn": "iqn.2000-01.a:b", "lun": 0}),
        "spec.volumes.more.iscsi",
        "volume=iscsi",
    ),
    Case("secret", volume(secret={"secretName": "tls"}), "spec.volumes.more.secret.secretName", "secret=tls"),
    Case(
        "secret in a projection",
        volume(projected={"sources": [{"secret": {"name": "tls"}}]}),
        "spec.volumes.more.projected.sources.0.secret.name",
        "secret=tls",
    ),
    Case(
        "token in a projection",
        volume(projected={"sources": [{"serviceAccountToken": {"path": "token"}}]}),
        "spec.volumes.more.projected.sources.0.serviceAccountToken",
        "serviceAccountToken",
    ),
    Case(
        "trust bundle in a projection",
        volume(projected={"sources": [{"clusterTrustBundle": {"name": "a", "path": "b"}}]}),
        "spec.volumes.more.projected.sources.0.clusterTrustBundle",
        "field=clusterTrustBundle",
        gated=True,
    ),
    Case("privileged", secured(privileged=True, allowPrivilegeEscalation=None), f"{SECURITY}.privileged", "privileged"),
    *(
        Case(
            f"capability {name}",
            secured(capabilities={"add": [name]}, allowPrivilegeEscalation=None),
            f"{SECURITY}.capabilities.add.0",
            f"capability={name}",
        )
        for name in ("NET_ADMIN", "SYS_TIME", "SYS_ADMIN", "ALL", "CAP_SYS_ADMIN", "net_admin", "NET_RAW")
    ),
    Case(
        "proc unmasked",
        {"hostUsers": False, **secured(procMount="Unmasked")},
        f"{SECURITY}.procMount",
        "procMount=Unmasked",
    ),
    Case(
        "no seccomp filter of the server",
        secured(seccompProfile={"type": "Unconfined"}),
        f"{SECURITY}.seccompProfile.type",
        "seccomp=Unconfined",
    ),
    Case(
        "no apparmor of the server",
        secured(appArmorProfile={"type": "Unconfined"}),
        f"{SECURITY}.appArmorProfile.type",
        "appArmor=Unconfined",
    ),
    Case(
        "selinux of the server",
        secured(seLinuxOptions={"type": "spc_t"}),
        f"{SECURITY}.seLinuxOptions",
        "field=seLinuxOptions",
    ),
    Case(
        "mounts carried to the node",
        server(volumeMounts=[{"name": "handover", "mountPath": "/x", "mountPropagation": "HostToContainer"}]),
        f"{IN_SERVER}.volumeMounts./x.mountPropagation",
        "mountPropagation=HostToContainer",
    ),
    Case(
        "device",
        {
            "volumes": [{"name": "disk", "persistentVolumeClaim": {"claimName": "disk"}}],
            **server(volumeDevices=[{"name": "disk", "devicePath": "/dev/xvda"}]),
        },
        f"{IN_SERVER}.volumeDevices",
        "field=volumeDevices",
    ),
    Case(
        "address of a port",
        server(ports=[{"name": "game", "hostIP": "127.0.0.1"}]),
        f"{IN_SERVER}.ports.game.hostIP",
        "hostIP=127.0.0.1",
    ),
    *(
        Case(
            f"call of {call}",
            call_of(call, host="169.254.169.254"),
            f"{IN_SERVER}.{call}.host",
            "probeHost=169.254.169.254",
        )
        for call in CALLS
    ),
    Case(
        "secret in a variable",
        server(env=[{"name": "A", "valueFrom": {"secretKeyRef": {"name": "tls", "key": "k"}}}]),
        f"{IN_SERVER}.env.A.valueFrom.secretKeyRef.name",
        "secret=tls",
    ),
    Case(
        "secret in all variables",
        server(envFrom=[{"secretRef": {"name": "tls"}}]),
        f"{IN_SERVER}.envFrom.0.secretRef.name",
        "secret=tls",
    ),
    Case("token", {"automountServiceAccountToken": True}, "spec.automountServiceAccountToken", "serviceAccountToken"),
    Case("other account", {"serviceAccountName": "other"}, "spec.serviceAccountName", "serviceAccount=other"),
    Case("other account by its old name", {"serviceAccount": "other"}, "spec.serviceAccount", "serviceAccount=other"),
    Case(
        "priority",
        {"priorityClassName": "system-node-critical"},
        "spec.priorityClassName",
        "priorityClass=system-node-critical",
    ),
    Case("runtime", {"runtimeClassName": "other"}, "spec.runtimeClassName", "runtimeClass=other"),
    Case("scheduler", {"schedulerName": "other"}, "spec.schedulerName", "scheduler=other"),
    Case("node by name", {"nodeName": "node-a"}, "spec.nodeName", "field=nodeName"),
    Case(
        "gate of the scheduler",
        {"schedulingGates": [{"name": "a.example/b"}]},
        "spec.schedulingGates",
        "field=schedulingGates",
    ),
    Case(
        "claim of a device",
        {"resourceClaims": [{"name": "a", "resourceClaimName": "b"}]},
        "spec.resourceClaims",
        "field=resourceClaims",
    ),
    Case(
        "an init container like the others",
        {"initContainers": [{"name": "first", "image": "tiny:1", "securityContext": {"privileged": True}}]},
        "spec.initContainers.first.securityContext.privileged",
        "privileged",
    ),
    Case(
        "the side container like the others",
        {"containers": [{"name": "side-container", "securityContext": {"capabilities": {"add": ["BPF"]}}}]},
        "spec.containers.side-container.securityContext.capabilities.add.0",
        "capability=BPF",
    ),
)

MISSING = (
    ("token not said", {"automountServiceAccountToken": None}, "spec.automountServiceAccountToken"),
    ("seccomp not said", {"securityContext": None}, "spec.securityContext.seccompProfile.type"),
)
"""Taken away, and dangerous by Kubernetes' defaults: no word allows that."""

HARMLESS: Mapping[str, Raw] = {
    "nothing": {},
    "dns and hosts": {
        "dnsPolicy": "Default",
        "dnsConfig": {"nameservers": ["10.0.0.10"]},
        "hostAliases": [{"ip": "10.0.0.1", "hostnames": ["a"]}],
        "hostname": "a",
    },
    "placing": {
        "tolerations": [{"key": "games", "operator": "Exists", "effect": "NoSchedule"}],
        "nodeSelector": {"disk": "ssd"},
        "affinity": {"nodeAffinity": {}},
        "schedulerName": "default-scheduler",
        "serviceAccountName": "default",
        "imagePullSecrets": [{"name": "registry"}],
    },
    "volumes": {
        "volumes": [
            {"name": "a", "configMap": {"name": "maps"}},
            {"name": "b", "emptyDir": {"medium": "Memory"}},
            {"name": "c", "persistentVolumeClaim": {"claimName": "maps"}},
            {"name": "d", "downwardAPI": {"items": [{"path": "x", "fieldRef": {"fieldPath": "metadata.labels"}}]}},
            {"name": "e", "projected": {"sources": [{"configMap": {"name": "maps"}}]}},
        ],
        **server(volumeMounts=[{"name": "a", "mountPath": "/maps", "subPath": "x", "readOnly": True}]),
    },
    "less power": {
        "hostUsers": False,
        "hostNetwork": False,
        "securityContext": {"runAsNonRoot": True, "fsGroup": 7, "seccompProfile": {"type": "RuntimeDefault"}},
        **secured(
            privileged=False,
            readOnlyRootFilesystem=True,
            runAsUser=1000,
            capabilities={"drop": ["ALL"], "add": ["NET_BIND_SERVICE", "CHOWN"]},
        ),
    },
    "probes and hooks": server(
        livenessProbe={"httpGet": {"port": 80, "path": "/x"}},
        lifecycle={"preStop": {"exec": {"command": ["true"]}}},
        env=[{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "maps", "key": "k"}}}],
    ),
}
