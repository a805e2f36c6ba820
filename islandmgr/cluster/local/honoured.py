"""Which fields of a Pod the local cluster honours, and what of a given Pod it does not. Pure.

The three tables together hold every field that Kubernetes knows (a test compares them with `pod_specs.pod_fields`), so
a new field is decided on. `*` is any item of a list, or any key where people choose the keys. `container` stands for
containers and init containers alike. A path stands for all below it, unless a longer one is in a table too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from islandmgr.cluster.local.privileges import DEFAULT

Place = tuple[str | int, ...]
"""Where in the manifest; items of lists of named things by name, as in `pod_specs.faults`."""

# ruff: noqa: SIM905

HONOURED = frozenset(
    """
    spec.activeDeadlineSeconds spec.containers spec.initContainers spec.nodeSelector spec.terminationGracePeriodSeconds
    spec.hostNetwork spec.imagePullSecrets spec.tolerations spec.restartPolicy spec.nodeName
    spec.volumes.*.name spec.volumes.*.emptyDir spec.volumes.*.hostPath spec.volumes.*.persistentVolumeClaim
    spec.securityContext.fsGroup spec.securityContext.fsGroupChangePolicy spec.securityContext.runAsGroup
    spec.securityContext.runAsNonRoot spec.securityContext.runAsUser spec.securityContext.supplementalGroups
    container.name container.image container.imagePullPolicy container.command container.args container.workingDir
    container.env.*.name container.env.*.value container.env.*.valueFrom.fieldRef
    container.ports container.stdin container.stdinOnce
    container.readinessProbe container.resources.limits.memory container.resources.requests.memory
    container.resources.requests.cpu
    container.securityContext.capabilities.drop container.securityContext.runAsGroup
    container.securityContext.runAsNonRoot container.securityContext.runAsUser
    container.volumeMounts.*.mountPath container.volumeMounts.*.name container.volumeMounts.*.readOnly
    container.volumeMounts.*.subPath
    """.split()
)
"""All Pods have the machine's network; there is no registry that could ask for secrets; no node has taints; `nodeName`
and other restart policies are refused when the Pod is created. `fsGroup` is for what the Pod brings (`emptyDir`)."""

WITH_VALUES: Mapping[str, tuple[Any, ...]] = {
    "spec.automountServiceAccountToken": (False,),
    "spec.dnsPolicy": ("Default",),
    "spec.enableServiceLinks": (False,),
    "spec.hostIPC": (False,),
    "spec.hostPID": (False,),
    "spec.hostUsers": (True,),
    "spec.os.name": ("linux",),
    "spec.schedulerName": ("default-scheduler",),
    "spec.securityContext.seccompProfile.type": ("RuntimeDefault",),
    "spec.securityContext.supplementalGroupsPolicy": ("Strict",),
    "spec.serviceAccount": ("default",),
    "spec.serviceAccountName": ("default",),
    "spec.setHostnameAsFQDN": (False,),
    "spec.shareProcessNamespace": (False,),
    "spec.volumes.*.hostPath.type": ("Directory", "DirectoryOrCreate", "File"),
    "container.restartPolicy": ("Never", "Always"),
    "container.securityContext.allowPrivilegeEscalation": (False,),
    "container.securityContext.capabilities.add.*": tuple(sorted(DEFAULT | {f"CAP_{name}" for name in DEFAULT})),
    "container.securityContext.privileged": (False,),
    "container.securityContext.procMount": ("Default",),
    "container.securityContext.readOnlyRootFilesystem": (False,),
    "container.securityContext.seccompProfile.type": ("RuntimeDefault",),
    "container.terminationMessagePath": ("/dev/termination-log",),
    "container.terminationMessagePolicy": ("File",),
    "container.tty": (False,),
    "container.volumeMounts.*.mountPropagation": ("None",),
    "container.volumeMounts.*.recursiveReadOnly": ("Disabled",),
}
"""Honoured with these values, which are what a container of the local cluster has anyway or is given."""

NOT_HONOURED = frozenset(
    """
    spec.affinity spec.dnsConfig spec.ephemeralContainers spec.evictionResponders spec.hostAliases spec.hostname
    spec.hostnameOverride spec.overhead spec.preemptionPolicy spec.priority spec.priorityClassName
    spec.readinessGates spec.resourceClaims spec.resources spec.runtimeClassName spec.schedulingGates
    spec.schedulingGroup spec.subdomain spec.topologySpreadConstraints
    spec.securityContext.appArmorProfile spec.securityContext.seLinuxChangePolicy spec.securityContext.seLinuxOptions
    spec.securityContext.seccompProfile.localhostProfile spec.securityContext.sysctls
    spec.securityContext.windowsOptions
    spec.volumes.* spec.volumes.*.emptyDir.medium spec.volumes.*.emptyDir.mode spec.volumes.*.emptyDir.sizeLimit
    spec.volumes.*.persistentVolumeClaim.readOnly
    container.env.*.valueFrom container.env.*.valueFrom.fieldRef.apiVersion container.envFrom container.lifecycle
    container.livenessProbe container.ports.*.hostIP container.readinessProbe.grpc
    container.readinessProbe.httpGet.protocol container.readinessProbe.terminationGracePeriodSeconds
    container.resizePolicy container.resources container.resources.limits container.resources.requests
    container.restartPolicyRules
    container.securityContext.appArmorProfile container.securityContext.seLinuxOptions
    container.securityContext.seccompProfile.localhostProfile container.securityContext.windowsOptions
    container.startupProbe container.volumeDevices container.volumeMounts.*.bindMountOptions
    container.volumeMounts.*.subPathExpr
    """.split()
)

OF_USERS = frozenset({"runAsUser", "runAsGroup", "runAsNonRoot", "fsGroup", "supplementalGroups"})
"""Only an agent that is root of the whole machine, and has namespaces, can start programs as other users."""

_KNOWN = HONOURED | NOT_HONOURED | set(WITH_VALUES)
_KINDS = ("initContainers", "containers")
_CONTAINERS = tuple(("spec", kind, "*") for kind in _KINDS)


@dataclass(frozen=True)
class Ignored:
    """One thing that a Pod asks for and does not get here."""

    place: Place
    what: str  # `securityContext.sysctls`, `container sample: lifecycle`

    def __str__(self) -> str:
        return sentence(self.what)


def sentence(what: str) -> str:
    return f"the local cluster does not honour {what}"


def ignored(manifest: Mapping[str, Any], *, users: bool = True) -> list[Ignored]:
    """What of a Pod is not honoured, each once. `users`: programs can be started as other users."""
    found: dict[str, Ignored] = {}
    for place, pattern, value in _leaves(manifest["spec"], ("spec",), ("spec",)):
        decided = decision(pattern)
        if _is_honoured(decided, value) and (users or (pattern[-1] not in OF_USERS and pattern[-2] not in OF_USERS)):
            continue
        place = place[: _length(place, decided)]
        one = Ignored(place, _called(place, decided, value))
        found.setdefault(one.what, one)
    return list(found.values())


def remarks(manifest: Mapping[str, Any]) -> list[tuple[Place, str]]:
    """The same for whoever looks at a Pod before it is created."""
    return [(one.place, str(one)) for one in ignored(manifest)]


def _length(place: Place, decided: str) -> int:
    """How much of the way is named: to where it was decided, or all of it where people choose the keys."""
    if not decided or decided.endswith((".limits", ".requests")):
        return len(place)
    return decided.count(".") + (3 if place[1] in _KINDS else 1)


@lru_cache(maxsize=2048)
def decision(pattern: tuple[str, ...]) -> str:
    """The longest path of the tables that holds for it; empty for a field that is in none."""
    for length in range(len(pattern), 0, -1):
        path = ".".join(pattern[:length])
        if path in _KNOWN:
            return path
    return ""


def _is_honoured(decided: str, value: Any) -> bool:
    if decided in WITH_VALUES:
        return any(type(value) is type(one) and value == one for one in WITH_VALUES[decided])
    return decided in HONOURED or (decided != "" and value is False)


def _leaves(node: Any, place: Place, pattern: tuple[str, ...]) -> Iterator[tuple[Place, tuple[str, ...], Any]]:
    """What was asked for: `null` and what is empty is nothing."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            inside = ("container",) if pattern in _CONTAINERS else pattern
            yield from _leaves(value, (*place, str(key)), (*inside, str(key)))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _leaves(item, (*place, _step(item, number)), (*pattern, "*"))
    elif node is not None and node != "":
        yield place, pattern, node


def _step(item: Any, number: int) -> str | int:
    names = [item.get(key) for key in ("mountPath", "name")] if isinstance(item, Mapping) else []
    return next((name for name in names if isinstance(name, str) and name), number)


def _called(place: Place, decided: str, value: Any) -> str:
    of_container = len(place) > 2 and place[1] in _KINDS
    steps = place[3:] if of_container else place[1:]
    words = ".".join(str(step) for step in steps)
    if decided in WITH_VALUES:
        words = f"{words.rpartition('.')[0]} {value}" if decided.endswith("*") else f"{words}: {_plain(value)}"
    return f"{words} of container {place[2]}" if of_container else words


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
