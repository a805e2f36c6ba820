"""The local cluster has decided on every field that Kubernetes knows, and names what it does not honour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from islandmgr.cluster.local.honoured import HONOURED, NOT_HONOURED, WITH_VALUES, decision, ignored
from pod_specs import BUILTIN, open_file, preview
from pod_specs.pod_fields import TYPES

SCALARS = ("str", "int", "bool", "amount", "port", "any")
TABLES = (HONOURED, NOT_HONOURED, frozenset(WITH_VALUES))


def leaves(kind: str, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every field of a Pod, as the tables write it."""
    if kind == "Container":
        path = ("container",)
    if kind in SCALARS:
        yield path
    elif kind[0] in "[{":
        yield from leaves(kind[1:-1], (*path, "*"))
    else:
        for field, inner in TYPES[kind].items():
            yield from leaves(inner, (*path, field))


FIELDS = sorted({".".join(path) for path in leaves("PodSpec", ("spec",))})


def test_every_field_is_decided_on() -> None:
    assert len(FIELDS) > 500
    assert [field for field in FIELDS if not decision(tuple(field.split(".")))] == []


def test_no_path_is_in_two_tables_or_is_no_field() -> None:
    paths = [path for table in TABLES for path in table]
    assert sorted(set(paths)) == sorted(paths)
    chosen = {f"container.resources.{kind}.{name}" for kind in ("limits", "requests") for name in ("memory", "cpu")}
    inner = {".".join(field.split(".")[:length]) for field in FIELDS for length in range(1, field.count(".") + 2)}
    inner |= {"spec.containers", "spec.initContainers"}
    assert set(paths) - inner - chosen == set()


@pytest.mark.parametrize("file", sorted(BUILTIN.glob("*.yaml")), ids=lambda file: file.stem)
def test_what_islandmgr_itself_adds_is_honoured(file: Any) -> None:
    assert ignored(preview(open_file(file))) == []


def what(users: bool = True, container: dict[str, Any] | None = None, **spec: Any) -> list[str]:
    manifest = {"spec": {"containers": [{"name": "a", **(container or {})}], **spec}}
    return [one.what for one in ignored(manifest, users=users)]


@pytest.mark.parametrize(
    ("container", "spec", "said"),
    [
        ({}, {"securityContext": {"sysctls": [{"name": "x", "value": "1"}]}}, ["securityContext.sysctls"]),
        ({}, {"hostAliases": [{"ip": "1.1.1.1", "hostnames": ["x"]}]}, ["hostAliases"]),
        ({}, {"dnsPolicy": "ClusterFirst"}, ["dnsPolicy: ClusterFirst"]),
        ({}, {"dnsPolicy": "Default", "enableServiceLinks": False}, []),
        ({}, {"automountServiceAccountToken": True}, ["automountServiceAccountToken: true"]),
        ({}, {"volumes": [{"name": "v", "configMap": {"name": "x"}}]}, ["volumes.v"]),
        ({}, {"volumes": [{"name": "v", "emptyDir": {"medium": "Memory"}}]}, ["volumes.v.emptyDir.medium"]),
        ({}, {"fieldOfTheFuture": 1}, ["fieldOfTheFuture"]),
        ({"tty": True}, {}, ["tty: true of container a"]),
        ({"tty": False, "stdin": True}, {}, []),
        ({"lifecycle": {"preStop": {"exec": {"command": ["x"]}}}}, {}, ["lifecycle of container a"]),
        ({"livenessProbe": {"exec": {"command": ["x"]}, "periodSeconds": 5}}, {}, ["livenessProbe of container a"]),
        (
            {"securityContext": {"readOnlyRootFilesystem": True}},
            {},
            ["securityContext.readOnlyRootFilesystem: true of container a"],
        ),
        ({"securityContext": {"privileged": False, "runAsUser": 5}}, {}, []),
        (
            {"securityContext": {"capabilities": {"add": ["NET_ADMIN", "CHOWN"], "drop": ["ALL"]}}},
            {},
            ["securityContext.capabilities.add NET_ADMIN of container a"],
        ),
        ({"resources": {"limits": {"cpu": "1", "memory": "1Gi"}}}, {}, ["resources.limits.cpu of container a"]),
        ({"envFrom": []}, {"affinity": None, "hostname": ""}, []),
    ],
)  # fmt: skip
def test_what_is_not_honoured_is_named(container: dict[str, Any], spec: dict[str, Any], said: list[str]) -> None:
    assert what(container=container, **spec) == said


def test_an_agent_that_is_not_root_cannot_change_users() -> None:
    context = {"runAsUser": 5, "fsGroup": 6, "supplementalGroups": [7, 8]}
    assert what(securityContext=context) == []
    assert what(users=False, securityContext=context) == [
        "securityContext.runAsUser",
        "securityContext.fsGroup",
        "securityContext.supplementalGroups",
    ]
