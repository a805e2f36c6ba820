"""Where on the real cluster a test run does its things: a namespace of its own, gone afterwards."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pod_specs import BUILTIN
from tests.cluster.bed import Bed

BRANCHES = ("dev", "weekly")
LABEL = "islandmgr.io/test-run"


def bed_command(*words: str) -> None:
    """A verb of the bed, in a process of its own: what it starts is to outlive the tests."""
    subprocess.run([str(Path(__file__).parent / "bed" / "bed"), *words], check=True, timeout=1800)


@dataclass
class Place:
    bed: Bed
    kubeconfig: Path
    namespace: str

    @classmethod
    def made(cls, bed: Bed) -> Place:
        """A new namespace. Those that killed runs left are taken away."""
        place = cls(bed, Path(bed.foreign() or bed.kubeconfig), f"islands-{secrets.token_hex(3)}")
        place.apply({"kind": "Namespace", "metadata": {"name": place.namespace, "labels": {LABEL: place.namespace}}})
        # The controller makes it a moment later, and without it no Pod is let in.
        place.kubectl("wait", "--for=create", "serviceaccount/default", "--timeout=60s")
        return place

    def remove(self) -> None:
        """Take the namespace and its volumes away; what was in it has gone before, and nobody waits for the rest."""
        self.bed.kubectl("delete", "namespace,persistentvolume", "-l", f"{LABEL}={self.namespace}", "--wait=false")
        shutil.rmtree(self._code, ignore_errors=True)

    def lay_out_code(self) -> None:
        """The claim `sample-code`: a folder of the nodes, with the sample server in it for each branch.

        The bed's nodes share this machine's files, so one folder serves all; so do k3s and kind's on one machine.
        """
        for branch in BRANCHES:
            (self._code / branch).mkdir(parents=True, exist_ok=True)
            shutil.copy(BUILTIN / "sample" / "server.py", self._code / branch)
        name, size = f"code-{self.namespace}", {"storage": "16Mi"}
        both = {"accessModes": ["ReadWriteMany"], "storageClassName": ""}
        self.apply(
            {
                "kind": "PersistentVolume",
                "metadata": {"name": name, "labels": {LABEL: self.namespace}},
                "spec": {**both, "capacity": size, "hostPath": {"path": str(self._code)}},
            },
            {
                "kind": "PersistentVolumeClaim",
                "metadata": {"name": "sample-code", "namespace": self.namespace},
                "spec": {**both, "resources": {"requests": size}, "volumeName": name},
            },
        )
        self.kubectl("wait", "--for=jsonpath={.status.phase}=Bound", "pvc/sample-code", "--timeout=60s")

    @property
    def _code(self) -> Path:
        return Path("/var/tmp/islandmgr-code") / self.namespace

    def kubectl(self, *words: str, check: bool = True, stdin: str | None = None) -> str:
        return self.bed.kubectl("-n", self.namespace, *words, check=check, stdin=stdin)

    def apply(self, *manifests: dict[str, Any]) -> None:
        items = [{"apiVersion": "v1", **manifest} for manifest in manifests]
        text = json.dumps({"apiVersion": "v1", "kind": "List", "items": items})
        self.bed.kubectl("apply", "-f", "-", stdin=text)

    def pods(self, selector: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.kubectl("get", "pods", "-l", selector, "-o", "json"))["items"]
        return found
