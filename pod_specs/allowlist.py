"""What a blueprint's Pod may use of its node, of the cluster and of its namespace.

`RULES` is the one declaration. `faults` holds a Pod against it, for the check of a file and for each Pod that is made;
`admission` writes it out as a ValidatingAdmissionPolicy, for the API server to hold the manager to it. What a rule does
not accept, the operator may allow with a word in the setting `pod_allowlist`: a name, or a name and a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pod_specs.faults import Fault, Place
from pod_specs.pod_fields import CONTAINER, POD_SPEC

# ruff: noqa: SIM905

SETTING = "ISLANDMGR_POD_ALLOWLIST"

Allowlist = Collection[str]
"""The operator's words: `hostNetwork`, `capability=NET_ADMIN`, ..."""


@dataclass(frozen=True)
class Values:
    """Whatever stands at `path` is one of `accepted`; with `required` something must stand there."""

    path: str  # steps parted by dots; `*` is every item of a list
    accepted: tuple[str | bool, ...]
    word: str  # what allows all other values; ending with `=`, the value itself must follow
    required: bool = False


@dataclass(frozen=True)
class Fields:
    """The mapping at `path` has no other keys than `accepted`."""

    path: str
    accepted: tuple[str, ...]
    word: str = "field="


Rule = Values | Fields

CONTAINERS = "containers"
"""The first step of paths about all containers, init containers too."""

VOLUMES = "configMap downwardAPI emptyDir ephemeral hostPath image name persistentVolumeClaim projected secret".split()
PROJECTED = "configMap downwardAPI secret serviceAccountToken".split()
POD_SECURITY = """
    appArmorProfile fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seccompProfile supplementalGroups
    supplementalGroupsPolicy sysctls
    """.split()
CONTAINER_SECURITY = """
    allowPrivilegeEscalation appArmorProfile capabilities privileged procMount readOnlyRootFilesystem runAsGroup
    runAsNonRoot runAsUser seccompProfile
    """.split()
CAPABILITIES = """
    AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT
    """.split()
"""Those that container runtimes give anyway, and that the Pod security standard `baseline` lets add after a drop."""
PROFILES = ("RuntimeDefault", "Localhost")

NOT_FREE = frozenset(
    "ephemeralContainers evictionResponders nodeName resourceClaims schedulingGates schedulingGroup".split()
)
"""Not for blueprints: they pass by the scheduler, or reach devices of the node."""

CALLS = [
    f"{probe}.{kind}"
    for probe in ("livenessProbe", "readinessProbe", "startupProbe")
    for kind in ("httpGet", "tcpSocket")
]
CALLS += [f"lifecycle.{hook}.{kind}" for hook in ("postStart", "preStop") for kind in ("httpGet", "tcpSocket")]
"""What the kubelet calls, from the node's own network."""

RULES: tuple[Rule, ...] = (
    # The node's namespaces, files and kernel
    Values("spec.hostNetwork", (False,), "hostNetwork"),
    Values("spec.hostPID", (False,), "hostPID"),
    Values("spec.hostIPC", (False,), "hostIPC"),
    Values("spec.securityContext.seccompProfile.type", PROFILES, "seccomp=", required=True),
    Values("spec.securityContext.appArmorProfile.type", PROFILES, "appArmor="),
    Values("spec.securityContext.sysctls.*.name", (), "sysctl="),
    Values("spec.volumes.*.hostPath.path", (), "hostPath="),
    Values("containers.*.securityContext.privileged", (False,), "privileged"),
    Values("containers.*.securityContext.capabilities.add.*", tuple(CAPABILITIES), "capability="),
    Values("containers.*.securityContext.procMount", ("Default",), "procMount="),
    Values("containers.*.securityContext.seccompProfile.type", PROFILES, "seccomp="),
    Values("containers.*.securityContext.appArmorProfile.type", PROFILES, "appArmor="),
    Values("containers.*.volumeMounts.*.mountPropagation", ("None",), "mountPropagation="),
    Values("containers.*.ports.*.hostIP", ("",), "hostIP="),
    *(Values(f"containers.*.{call}.host", ("",), "probeHost=") for call in CALLS),
    # Powers in the cluster
    Values("spec.automountServiceAccountToken", (False,), "serviceAccountToken", required=True),
    Values("spec.serviceAccountName", ("", "default"), "serviceAccount="),
    Values("spec.serviceAccount", ("", "default"), "serviceAccount="),
    Values("spec.volumes.*.projected.sources.*.serviceAccountToken", (), "serviceAccountToken"),
    Values("spec.priorityClassName", ("",), "priorityClass="),
    Values("spec.runtimeClassName", (), "runtimeClass="),
    Values("spec.schedulerName", ("", "default-scheduler"), "scheduler="),
    # Secrets of the namespace
    Values("spec.volumes.*.secret.secretName", (), "secret="),
    Values("spec.volumes.*.projected.sources.*.secret.name", (), "secret="),
    Values("containers.*.env.*.valueFrom.secretKeyRef.name", (), "secret="),
    Values("containers.*.envFrom.*.secretRef.name", (), "secret="),
    # Whatever else Kubernetes has now or will have
    Fields("spec", tuple(sorted(POD_SPEC - NOT_FREE))),
    Fields("spec.securityContext", tuple(POD_SECURITY)),
    Fields("spec.volumes.*", tuple(VOLUMES), "volume="),
    Fields("spec.volumes.*.projected.sources.*", tuple(PROJECTED)),
    Fields("containers.*", tuple(sorted(CONTAINER - {"volumeDevices"}))),
    Fields("containers.*.securityContext", tuple(CONTAINER_SECURITY)),
)


def faults(manifest: Mapping[str, Any], allowed: Allowlist, ports: Collection[int]) -> list[Fault]:
    """What a Pod uses and may not. `ports`: the host ports that its island holds."""
    found = [fault for rule in RULES for fault in _broken(rule, manifest, frozenset(allowed))]
    return found + list(_foreign_ports(manifest, frozenset(allowed), ports))


def _broken(rule: Rule, manifest: Mapping[str, Any], allowed: frozenset[str]) -> Iterator[Fault]:
    there = list(_at(manifest, rule.path))
    for place, value in there:
        if isinstance(rule, Fields):
            for key in value if isinstance(value, Mapping) else ():
                yield from _judged(rule, (*place, key), key, allowed)
        else:
            yield from _judged(rule, place, value, allowed)
    if isinstance(rule, Values) and rule.required and not there:
        yield Fault(tuple(rule.path.split(".")), f"must be there; accepted: {_listed(rule.accepted)}")


def _judged(rule: Rule, place: Place, value: Any, allowed: frozenset[str]) -> Iterator[Fault]:
    # Not `in`: to Python 0 is False.
    if any(type(value) is type(one) and value == one for one in rule.accepted):
        return
    word = f"{rule.word}{value}" if rule.word.endswith("=") else rule.word
    if word not in allowed:
        what = "may not be used" if isinstance(rule, Fields) else f"{value!r} may not be used"
        accepted = "" if isinstance(rule, Fields) else f"; accepted: {_listed(rule.accepted)}"
        yield Fault(place, f"{what} by blueprints{accepted}. The operator may allow it: {SETTING} with `{word}`")


def _foreign_ports(manifest: Mapping[str, Any], allowed: frozenset[str], ports: Collection[int]) -> Iterator[Fault]:
    """Only Python knows an island's ports, so the policy has no such rule."""
    for place, number in _at(manifest, "containers.*.ports.*.hostPort"):
        if number not in ports and f"hostPort={number}" not in allowed:
            own = ", ".join(map(str, ports))
            yield Fault(
                place,
                f"{number!r} is not one of the island's own ports, {own}; name more under `ports`."
                f" The operator may allow it: {SETTING} with `hostPort={number}`",
            )


def _at(manifest: Mapping[str, Any], path: str) -> Iterator[tuple[Place, Any]]:
    """What stands at a path, with its place; nothing where the way ends early, or at `null`, which is no value."""
    first, *rest = path.split(".")
    if first != CONTAINERS:
        yield from _below(manifest, [first, *rest], ())
        return
    for kind in ("initContainers", "containers"):
        yield from _below(manifest, ["spec", kind, *rest], ())


def _below(node: Any, steps: Sequence[str], place: Place) -> Iterator[tuple[Place, Any]]:
    if not steps:
        if node is not None:
            yield place, node
    elif steps[0] == "*":
        for number, item in enumerate(node if isinstance(node, list) else ()):
            yield from _below(item, steps[1:], (*place, _name(item, number)))
    elif isinstance(node, Mapping) and steps[0] in node:
        yield from _below(node[steps[0]], steps[1:], (*place, steps[0]))


def _name(item: Any, number: int) -> str | int:
    names = [item.get(key) for key in ("mountPath", "name")] if isinstance(item, Mapping) else []
    return next((name for name in names if isinstance(name, str) and name), number)


def _listed(values: Sequence[str | bool]) -> str:
    return ", ".join(str(value).lower() if isinstance(value, bool) else value or "none" for value in values) or "none"
