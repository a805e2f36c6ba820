"""What `deploy/` asks of a cluster, read from the files: no more rights than the adapter uses, no secrets, no root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from islandmgr.cluster.kubernetes.rights import NEEDED, OPTIONAL, Right
from islandmgr.config.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(DEPLOY.rglob("*.yaml"))


def documents() -> Iterator[dict[str, Any]]:
    for file in FILES:
        yield from (one for one in YAML(typ="safe").load_all(file.read_text("utf-8")) if one)


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [one for one in documents() if one.get("kind") == kind]


def rights(kind: str) -> list[Right]:
    return [
        Right(verb, resource, namespaced=kind == "Role")
        for role in of_kind(kind)
        for rule in role["rules"]
        for resource in rule["resources"]
        for verb in rule["verbs"]
    ]


def test_the_roles_grant_what_the_adapter_uses_and_nothing_more() -> None:
    granted = rights("Role") + rights("ClusterRole")
    assert len(granted) == len(set(granted))
    assert set(granted) == {*NEEDED, *OPTIONAL}


def test_no_wildcards_and_no_other_groups() -> None:
    for role in of_kind("Role") + of_kind("ClusterRole"):
        for rule in role["rules"]:
            assert rule["apiGroups"] == [""]
            assert "*" not in rule["resources"] + rule["verbs"]


def test_no_secret_is_in_the_tree() -> None:
    assert not of_kind("Secret")
    for file in DEPLOY.rglob("*"):
        if file.is_file():
            assert not re.search(r"(?i)(password|secret[-_]key) *[:=] *[^\s{}$*.]", file.read_text("utf-8")), file


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet"])
def test_pods_are_harmless(kind: str) -> None:
    """What the Pod security standard `restricted` wants, and a root that nobody writes to."""
    for workload in of_kind(kind):
        spec = workload["spec"]["template"]["spec"]
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert spec["enableServiceLinks"] is False
        for container in spec["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert container["resources"]["limits"]["memory"]
            assert {"startupProbe", "livenessProbe", "readinessProbe"} <= container.keys()


def test_the_settings_are_settings(tmp_path: Path) -> None:
    lines = [
        line
        for file in ("base", "example")
        for line in (DEPLOY / file / "settings.env").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    environ = dict(line.split("=", 1) for line in lines)
    found = Settings.from_env({**environ, "ISLANDMGR_DATA": str(tmp_path)})
    namespaces = [one["metadata"]["name"] for one in of_kind("Namespace")]
    assert (found.cluster, found.auth, found.host) == ("kubernetes", "local", "0.0.0.0")
    assert found.namespace in namespaces
    assert of_kind("Role")[0]["metadata"]["namespace"] == found.namespace


def test_the_service_s_port_is_no_island_s() -> None:
    pool = Settings().pools[0]
    ports = [port["nodePort"] for one in of_kind("Service") for port in one["spec"]["ports"] if "nodePort" in port]
    assert ports
    assert all(not pool.first <= port <= pool.last for port in ports)


def test_the_image_holds_all_that_the_manager_imports() -> None:
    """Every package of ours that pyproject.toml installs is copied, and let in by .dockerignore."""
    packages = [path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    container, ignored = (DEPLOY / "Containerfile").read_text(), (ROOT / ".dockerignore").read_text().splitlines()
    assert "islandmgr" in packages
    for package in packages:
        assert f"COPY {package} /opt/manager/app/{package}\n" in container
        assert f"!{package}" in ignored
