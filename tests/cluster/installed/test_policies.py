"""`deploy/base/policies.yaml` on a real API server: what the manager's account may make of Pods and change of nodes.

As the account itself, with none of our code before it: this is what is left when the manager is taken over. Nothing is
made; the API server is asked what it would say.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from ruamel.yaml import YAML

from islandmgr.tasks.pods import PodSettings
from islandmgr.tasks.pods import manifest as task_pod
from pod_specs import preview
from pod_specs.merge import merge
from tests.cluster.bed import Bed
from tests.cluster.bed.config import PROJECT
from tests.cluster.bed.pki import SERVER
from tests.cluster.installed.installation import ACCOUNT, ISLANDS, MANAGER, Installation
from tests.integration.serving import eventually
from tests.unit.pod_specs.forbidden import CASES, HARMLESS, MISSING
from tests.unit.pod_specs.islands import MINIMAL, blueprint_of
from tests.unit.tasks.made import fresh

BASE = PROJECT / "deploy" / "base"
FILES = ("namespaces.yaml", "account.yaml", "allowlist.yaml", "policies.yaml")
REFUSED = "ValidatingAdmissionPolicy 'islandmgr-{}' with binding 'islandmgr-{}' denied request"
NODE = "node-b"
TRIED = [case for case in CASES if not case.gated]


class Policies:
    def __init__(self, bed: Bed, folder: Path) -> None:
        self.bed = bed
        self.deploy = folder / "deploy"
        shutil.copytree(PROJECT / "deploy", self.deploy)
        self._session = requests.Session()  # a `kubectl` for each question takes ten times as long
        self._session.verify = str(bed.pki.path("ca.crt"))
        self._session.cert = (str(bed.pki.path("admin.crt")), str(bed.pki.path("admin.key")))
        self._session.headers["Impersonate-User"] = ACCOUNT
        self._session.trust_env = False  # the address is on this machine

    def close(self) -> None:
        self._session.close()

    def allow(self, words: str = "", labels: str = "branch islandmgr.io/*") -> None:
        """Put in the operator's words as docs/kubernetes.md says, and wait until the API server goes by them."""
        mark = f"mark-{secrets.token_hex(4)}"
        lines = {"ISLANDMGR_POD_ALLOWLIST": f"secret={mark} {words}", "ISLANDMGR_NODE_LABELS": f"{mark} {labels}"}
        file = self.deploy / "example" / "allowlist.yaml"
        meta = {"name": "islandmgr-allowlist", "namespace": MANAGER}
        file.write_text(json.dumps({"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta, "data": lines}))
        made = self.bed.kubectl("kustomize", str(self.deploy / "example"))
        found = [
            one for one in YAML(typ="safe", pure=True).load_all(made) if one["kind"] == "ValidatingAdmissionPolicy"
        ]
        assert len(found) == 2
        self.bed.kubectl("apply", "-f", "-", stdin=json.dumps({"apiVersion": "v1", "kind": "List", "items": found}))
        secret = {"volumes": [{"name": "x", "secret": {"secretName": mark}}]}
        eventually(lambda: self.said_of_node({"metadata": {"labels": {mark: "x"}}}) == "")
        eventually(lambda: self.said_of_pod(secret) == "")

    def said_of_pod(self, pod: Mapping[str, Any]) -> str:
        """What the API server says to a Pod with that in it; nothing when it would take it."""
        manifest = preview(blueprint_of(MINIMAL))
        return self.said_of({**manifest, "spec": merge(manifest["spec"], pod)})

    def said_of(self, manifest: Mapping[str, Any]) -> str:
        return self._said("POST", f"namespaces/{ISLANDS}/pods", manifest, "application/json")

    def said_of_node(self, change: Mapping[str, Any]) -> str:
        return self._said("PATCH", f"nodes/{NODE}", change, "application/merge-patch+json")

    def _said(self, method: str, path: str, body: Mapping[str, Any], kind: str) -> str:
        answer = self._session.request(
            method,
            f"{SERVER}/api/v1/{path}",
            params={"dryRun": "All", "fieldValidation": "Strict"},
            headers={"Content-Type": kind},
            data=json.dumps(body),
            timeout=60,
        )
        return "" if answer.ok else str(answer.json()["message"])


@pytest.fixture(scope="module")
def policies(real_bed: Bed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Policies]:
    installation = Installation(real_bed, tmp_path_factory.mktemp("none"))
    installation.remove()
    for file in FILES:
        real_bed.kubectl("apply", "-f", str(BASE / file))
    runtime = {
        "apiVersion": "node.k8s.io/v1",
        "kind": "RuntimeClass",
        "metadata": {"name": "other"},
        "handler": "other",
    }
    real_bed.kubectl("apply", "-f", "-", stdin=json.dumps(runtime))
    real_bed.kubectl("-n", ISLANDS, "create", "serviceaccount", "other")
    real_bed.kubectl("-n", ISLANDS, "wait", "--for=create", "serviceaccount/default", "--timeout=60s")
    found = Policies(real_bed, tmp_path_factory.mktemp("policies"))
    try:
        eventually(lambda: "denied" in found.said_of_pod({"hostNetwork": True}))  # the policy is in force
        eventually(lambda: "denied" in found.said_of_node({"spec": {"taints": [{"key": "a", "effect": "NoSchedule"}]}}))
        yield found
    finally:
        found.close()
        real_bed.kubectl("delete", "runtimeclass", "other", "--ignore-not-found")
        installation.remove()


@pytest.fixture(scope="module")
def usual(policies: Policies) -> Policies:
    policies.allow()
    return policies


@pytest.fixture(scope="module")
def other_words(policies: Policies) -> Policies:
    """All kinds of words, none with the value that is asked for."""
    policies.allow(" ".join(sorted({f"{case.word}-of-others" for case in CASES if "=" in case.word})))
    return policies


@pytest.fixture(scope="module")
def all_words(policies: Policies) -> Policies:
    policies.allow(" ".join(sorted({case.word for case in CASES})))
    return policies


def test_the_policies_are_understood_whole(usual: Policies) -> None:
    """No expression that this API server finds fault with."""
    found = json.loads(usual.bed.kubectl("get", "validatingadmissionpolicy", "-o", "json"))["items"]
    ours = {one["metadata"]["name"]: one["status"] for one in found if one["metadata"]["name"].startswith("islandmgr-")}
    assert ours.keys() == {"islandmgr-pods", "islandmgr-nodes"}
    assert [status["typeChecking"] for status in ours.values()] == [{}, {}]


@pytest.mark.parametrize("pod", HARMLESS.values(), ids=HARMLESS)
def test_the_usual_is_taken(usual: Policies, pod: Mapping[str, Any]) -> None:
    assert usual.said_of_pod(pod) == ""


def test_the_pod_of_a_task_is_taken(usual: Policies) -> None:
    given = PodSettings(image="islandmgr/side:dev", last_image="islandmgr/side:dev", memory=512)
    assert usual.said_of(task_pod(fresh(node_selector={"branch": "dev"}), given)) == ""


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_what_blueprints_may_not_use_is_refused(usual: Policies, case: Any) -> None:
    said = usual.said_of_pod(case.pod)
    assert REFUSED.format("pods", "pods") in said, said
    kind, equals, _ = case.word.partition("=")
    assert f"ISLANDMGR_POD_ALLOWLIST: {kind}{equals and '=...'})" in said


@pytest.mark.parametrize("pod", [case[1] for case in MISSING], ids=[case[0] for case in MISSING])
def test_what_must_be_said(usual: Policies, pod: Mapping[str, Any]) -> None:
    assert REFUSED.format("pods", "pods") in usual.said_of_pod(pod)


NODE_CHANGES: list[tuple[dict[str, Any], bool]] = [
    ({"spec": {"unschedulable": True}}, True),
    ({"spec": {"unschedulable": None}}, True),
    ({"metadata": {"labels": {"branch": "weekly"}}}, True),
    ({"metadata": {"labels": {"branch": None}}}, True),
    ({"metadata": {"labels": {"islandmgr.io/pool": "big"}}}, True),
    ({"metadata": {"labels": {"rack": "z"}}}, False),
    ({"metadata": {"labels": {"rack": None}}}, False),
    ({"metadata": {"labels": {"branch": "dev", "new": "x"}}}, False),
    ({"metadata": {"labels": {"branch2": "x"}}}, False),
    ({"metadata": {"labels": {"islandmgr.io.example/x": "x"}}}, False),
    ({"metadata": {"labels": {"kubernetes.io/hostname": "x"}}}, False),
    ({"metadata": {"labels": {"node-role.kubernetes.io/control-plane": ""}}}, False),
    ({"metadata": {"annotations": {"a": "b"}}}, False),
    ({"metadata": {"finalizers": ["a.example/b"]}}, False),
    ({"spec": {"taints": [{"key": "a", "effect": "NoExecute"}]}}, False),
    ({"spec": {"unschedulable": True, "taints": [{"key": "a", "effect": "NoExecute"}]}}, False),
    ({"spec": {"providerID": "other://x"}}, False),
]


@pytest.mark.parametrize(("change", "taken"), NODE_CHANGES, ids=[json.dumps(change) for change, _ in NODE_CHANGES])
def test_of_a_node_labels_by_name_and_whether_it_takes_pods(
    usual: Policies, change: Mapping[str, Any], *, taken: bool
) -> None:
    said = usual.said_of_node(change)
    assert said == "" if taken else REFUSED.format("nodes", "nodes") in said


@pytest.mark.parametrize("case", [case for case in TRIED if "=" in case.word], ids=lambda case: case.name)
def test_a_word_with_another_value_allows_nothing(other_words: Policies, case: Any) -> None:
    assert REFUSED.format("pods", "pods") in other_words.said_of_pod(case.pod)


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_the_operator_s_words_allow_it(all_words: Policies, case: Any) -> None:
    assert all_words.said_of_pod(case.pod) == ""


def test_labels_of_kubernetes_stay_whatever_is_allowed(policies: Policies) -> None:
    policies.allow(labels="*")
    assert policies.said_of_node({"metadata": {"labels": {"anything": "x"}}}) == ""
    for key in ("kubernetes.io/os", "node-role.kubernetes.io/x", "beta.k8s.io/x"):
        assert "denied request" in policies.said_of_node({"metadata": {"labels": {key: "x"}}}), key


def test_others_are_not_held_to_it(policies: Policies) -> None:
    command = [*policies.bed.kubectl_command(), "-n", ISLANDS, "create", "-f", "-", "--dry-run=server"]
    manifest = preview(blueprint_of(MINIMAL))
    manifest["spec"]["hostNetwork"] = True
    done = subprocess.run(command, input=json.dumps(manifest), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
