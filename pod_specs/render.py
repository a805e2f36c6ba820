"""From a blueprint and an island to the Pod, as a plain dict that can go to Kubernetes as JSON. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from islandmgr.model.domain import Island
from islandmgr.model.errors import Invalid
from pod_specs import allowlist, rules
from pod_specs.blueprint import Blueprint
from pod_specs.faults import Fault
from pod_specs.merge import merge
from pod_specs.names import pod_name
from pod_specs.placeholders import Value, escape, fill
from pod_specs.values import HANDOVER, RUN, RenderInput, branch_folder, placeholder_values, safe_path

Manifest = dict[str, Any]

TOOLS = "/opt/islandmgr"
ZONES = "/usr/share/zoneinfo"  # where glibc, musl, Go and Python look
CLOCK = f"{RUN}/clock"

FAKETIME = {
    "FAKETIME_TIMESTAMP_FILE": f"{CLOCK}/rc",
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # timers and timeouts keep working across jumps ...
    "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # ... and with this an idle JVM does not spin
    "FAKETIME_CACHE_DURATION": "0",  # a change is seen within a second
    "FAKETIME_FMT": "%s",
    "NO_FAKE_STAT": "1",  # file times stay real
    "FAKETIME_DISABLE_SHM": "1",
    "FAKETIME_DONT_RESET": "1",
}
"""The measured set. Never FAKETIME: it would override the file. LD_PRELOAD is start.sh's business."""


def render(blueprint: Blueprint, given: RenderInput) -> Manifest:
    """The Pod of the island's current incarnation.

    Raises Invalid when the start arguments, the ports or the clock line do not fit, when Kubernetes would refuse the
    Pod, or when it uses what blueprints may not; the message names every place.
    """
    manifest = manifest_of(blueprint, given)
    faults = [str(fault) for fault in faults_of(manifest, blueprint, given)]
    if faults:
        raise Invalid(
            f"blueprint {blueprint.name} {blueprint.version} makes a Pod that would be refused: " + "; ".join(faults),
            faults=faults,
        )
    return manifest


def faults_of(manifest: Manifest, blueprint: Blueprint, given: RenderInput) -> list[Fault]:
    """All that Kubernetes would refuse in this Pod, all that nobody means, and all that it uses and may not."""
    return [fault for fault in findings_of(manifest, blueprint, given) if not fault.warning]


def findings_of(manifest: Manifest, blueprint: Blueprint, given: RenderInput) -> list[Fault]:
    """`faults_of`, and warnings."""
    held = [port.number for port in given.island.ports]
    found = rules.faults(manifest, blueprint.server_container)
    places = [fault.place for fault in found]  # a typing error in a field is nothing to allow; a key may be a list
    return found + [one for one in allowlist.faults(manifest, given.allowed, held) if one.place not in places]


def manifest_of(blueprint: Blueprint, given: RenderInput) -> Manifest:
    """Like `render`, without the look for what would be refused."""
    _check_ports(blueprint, given.island)
    return _Maker(blueprint, given, placeholder_values(blueprint, given)).manifest()


def _check_ports(blueprint: Blueprint, island: Island) -> None:
    wanted = [(port.name, port.protocol) for port in blueprint.ports]
    held = [(port.name, port.protocol) for port in island.ports]
    if wanted != held:
        raise Invalid(
            f"island {island.id} holds the ports {_named(held)}, but blueprint {blueprint.name} {blueprint.version} "
            f"now has {_named(wanted)}; start a new island"
        )


def _named(ports: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({protocol})" for name, protocol in ports)


class _Maker:
    """One rendering: the pieces of the manifest, top down."""

    def __init__(self, blueprint: Blueprint, given: RenderInput, values: Mapping[str, Value]) -> None:
        self.blueprint = blueprint
        self.given = given
        self.island = given.island
        self.values = values

    def manifest(self) -> Manifest:
        return {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "name": pod_name(self.island),
                "labels": {
                    "name": self.blueprint.name,
                    "app.kubernetes.io/managed-by": "islandmgr",
                    "islandmgr.io/island": str(self.island.id),
                    "islandmgr.io/incarnation": str(self.island.incarnation),
                },
                "annotations": {
                    "islandmgr.io/server-container": self.blueprint.server_container,
                    "islandmgr.io/owner": self.island.owner,
                    "islandmgr.io/blueprint-version": self.blueprint.version,
                },
            },
            "spec": self.placed(merge(self.spec(), self.fill(self.blueprint.pod))),
        }

    def placed(self, spec: Manifest) -> Manifest:
        """On the nodes whose ports the island holds, whatever the blueprint says."""
        labels = self.given.node_labels
        return merge(spec, {"nodeSelector": dict(labels)}) if labels else spec

    def spec(self) -> Manifest:
        return {
            "volumes": self.volumes(),
            "initContainers": [self.prepare()],
            "containers": [self.server(), self.side()],
            "nodeSelector": {"branch": self.island.branch, **self.fill(self.blueprint.node_selector)},
            "restartPolicy": "Never",
            "terminationGracePeriodSeconds": self.blueprint.stop_grace_seconds,
            "automountServiceAccountToken": False,  # a game server has no business with the cluster's API
            "enableServiceLinks": False,  # no variables for each Service of the namespace
            "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
        }

    def volumes(self) -> list[Manifest]:
        names = ("tools", "clock", "handover", *(["zones"] if self.blueprint.zone_files else []))
        ours: list[Manifest] = [{"name": name, "emptyDir": {}} for name in names]
        code = self.blueprint.code
        if code is None:
            return ours
        if code.claim is not None:
            return [*ours, {"name": "code", "persistentVolumeClaim": {"claimName": self.fill(code.claim)}}]
        return [*ours, {"name": "code", "hostPath": {"path": self.fill(code.host_path), "type": "Directory"}}]

    def prepare(self) -> Manifest:
        """Puts our tools and the clock file in place before the server's first instruction."""
        env = self.common_env() | {"ISLANDMGR_CLOCK_LINE": self.given.clock_line}
        mounts = [_mount("tools", "/tools"), _mount("clock", CLOCK), _mount("handover", HANDOVER)]
        if self.blueprint.zone_files:
            env["ISLANDMGR_ZONES"] = "/zones"
            mounts.append(_mount("zones", "/zones"))
        return {
            "name": "prepare",
            "image": self.given.side_image,
            "command": ["sh", f"{TOOLS}/registration/prepare.sh", "/tools"],
            "env": _variables(env),
            **_small_and_harmless(),
            "volumeMounts": mounts,
        }

    def server(self) -> Manifest:
        blueprint = self.blueprint
        container: Manifest = {
            "name": blueprint.server_container,
            "image": self.fill(blueprint.image),
            "command": ["sh", f"{TOOLS}/registration/start.sh", *self.fill_words(blueprint.command)],
            "env": _variables(self.server_env()) + self.blueprint_env(),
            "ports": [
                entry for port in self.island.ports for entry in _port_entries(port.name, port.number, port.protocol)
            ],
            "readinessProbe": self.probe(),
            "resources": self.resources(),
            "securityContext": {"allowPrivilegeEscalation": False},
            "volumeMounts": [
                _mount("tools", TOOLS, read_only=True),
                _mount("clock", CLOCK, read_only=True),
                _mount("handover", HANDOVER),
                *([_mount("zones", ZONES, read_only=True)] if blueprint.zone_files else []),
                *self.code_mounts(read_only=blueprint.code is not None and blueprint.code.read_only),
            ],
        }
        if blueprint.image_pull_policy is not None:
            container["imagePullPolicy"] = blueprint.image_pull_policy
        if blueprint.working_dir is not None:
            container["workingDir"] = self.fill(blueprint.working_dir)
        return container

    def side(self) -> Manifest:
        """Outlives the server: holds the clock file, reports, keeps what a crash left."""
        env = self.common_env() | {"ISLANDMGR_KEEP": ":".join(self.kept_files()), "PYTHONPATH": TOOLS}
        return {
            "name": "side-container",
            "image": self.given.side_image,
            "command": ["python3", "-m", "sidecar"],
            "workingDir": TOOLS,
            "env": _variables(env),
            **_small_and_harmless(),
            "volumeMounts": [_mount("clock", CLOCK), _mount("handover", HANDOVER), *self.code_mounts(read_only=True)],
        }

    def common_env(self) -> dict[str, Any]:
        island = self.island
        return {
            "ISLANDMGR_ISLAND": str(island.id),
            "ISLANDMGR_INCARNATION": str(island.incarnation),
            "ISLANDMGR_POD": pod_name(island),
            "ISLANDMGR_NODE": _field("spec.nodeName"),
            "ISLANDMGR_HOST": _field("status.hostIP"),
            "ISLANDMGR_URL": self.given.manager_url,
            "ISLANDMGR_TOKEN": self.given.token,
            "ISLANDMGR_PORTS": ",".join(f"{port.name}={port.number}" for port in island.ports),
            "ISLANDMGR_RUN": RUN,
            "ISLANDMGR_TOOLS": TOOLS,
        }

    def server_env(self) -> dict[str, Any]:
        grace = self.blueprint.pod.get("terminationGracePeriodSeconds", self.blueprint.stop_grace_seconds)
        env = self.common_env() | {"ISLANDMGR_GRACE": str(grace)}
        if self.blueprint.code is not None:
            env["ISLANDMGR_CODE"] = self.values["code.folder"]
        if self.blueprint.faketime_library is not None:
            env["ISLANDMGR_FAKETIME_LIB"] = self.fill(self.blueprint.faketime_library)
        if self.blueprint.clock_reach != "libc":
            env["ISLANDMGR_CLOCK_REACH"] = self.blueprint.clock_reach
        if "TZ" not in self.blueprint.env:
            env["TZ"] = self.blueprint.time_zone
        if self.blueprint.zone_files and "TZDIR" not in self.blueprint.env:
            env["TZDIR"] = ZONES
        return env | FAKETIME

    def blueprint_env(self) -> list[Manifest]:
        filled = fill(self.blueprint.env, self.values, expanded=True)
        return [{"name": name, "value": value} for name, value in filled.items() if value is not None]

    def code_mounts(self, *, read_only: bool) -> list[Manifest]:
        """The folder of the island's branch and no other: other branches' code is neither seen nor changed."""
        code = self.blueprint.code
        if code is None:
            return []
        folder = branch_folder(code, self.values)
        mount = _mount("code", str(self.values["code.folder"]), read_only=read_only)
        return [mount | {"subPath": folder} if folder else mount]

    def kept_files(self) -> list[str]:
        """Absolute patterns: a relative one is looked for in the code folder and in the handover folder."""
        folders = [HANDOVER] if self.blueprint.code is None else [str(self.values["code.folder"]), HANDOVER]
        patterns: list[str] = []
        for pattern in (safe_path(pattern, self.values) for pattern in self.blueprint.keep):
            patterns += [pattern] if pattern.startswith("/") else [f"{folder}/{pattern}" for folder in folders]
        return patterns

    def probe(self) -> Manifest:
        readiness = self.blueprint.readiness
        return {
            **self.probe_handler(),
            "initialDelaySeconds": readiness.initial_delay_seconds,
            "periodSeconds": readiness.period_seconds,
            "timeoutSeconds": readiness.timeout_seconds,
            "successThreshold": readiness.success_threshold,
            "failureThreshold": readiness.failure_threshold,
        }

    def probe_handler(self) -> Manifest:
        readiness = self.blueprint.readiness
        if readiness.tcp is not None:
            return {"tcpSocket": {"port": readiness.tcp}}
        if readiness.http is not None:
            http = readiness.http
            return {"httpGet": {"port": http.port, "path": self.fill(http.path), "scheme": http.scheme}}
        return {"exec": {"command": self.fill_words(readiness.exec or ())}}

    def resources(self) -> Manifest:
        resources = self.blueprint.resources
        filled = {"limits": self.fill(resources.limits), "requests": self.fill(resources.requests)}
        return {kind: amounts for kind, amounts in filled.items() if amounts}

    def fill(self, node: Any) -> Any:
        return fill(node, self.values)

    def fill_words(self, command: tuple[str, ...]) -> list[str]:
        """Words that use an argument which was not given are left out."""
        return [word for word in fill(command, self.values, expanded=True) if word is not None]


def _small_and_harmless() -> Manifest:
    """For our own containers. DAC_OVERRIDE: what is in the handover folder belongs to whatever user the server is."""
    return {
        "resources": {"requests": {"memory": "30Mi"}, "limits": {"memory": "64Mi"}},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"], "add": ["DAC_OVERRIDE"]},
        },
    }


def _variables(env: Mapping[str, Any]) -> list[Manifest]:
    return [
        {"name": name, "value": escape(value)} if isinstance(value, str) else {"name": name, **value}
        for name, value in env.items()
    ]


def _field(path: str) -> Manifest:
    return {"valueFrom": {"fieldRef": {"fieldPath": path}}}


def _mount(name: str, path: str, *, read_only: bool = False) -> Manifest:
    mount: Manifest = {"name": name, "mountPath": path}
    return mount | {"readOnly": True} if read_only else mount


def _port_entries(name: str, number: int, protocol: str) -> list[Manifest]:
    """Kubernetes has no port with two protocols: the second entry is nameless, for names must be unique."""
    first, *second = protocol.split("+")
    entries: list[Manifest] = [{"name": name, "containerPort": number, "hostPort": number, "protocol": first}]
    return entries + [{"containerPort": number, "hostPort": number, "protocol": other} for other in second]
