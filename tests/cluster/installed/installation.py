"""An installation as docs/kubernetes.md makes it, on the bed: the page's own commands, run in order."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tests.cluster.bed import Bed
from tests.cluster.bed.config import PROJECT
from tests.cluster.place import bed_command
from tests.integration.serving import Client, eventually

MANAGER, ISLANDS = "islandmgr", "islands"
CODE = Path("/srv/islandmgr")  # as on the page
DATABASE = Path("/var/tmp/islandmgr-mariadb")
ACCOUNT = f"system:serviceaccount:{MANAGER}:islandmgr"


@dataclass
class Installation:
    bed: Bed
    folder: Path  # where the page's commands ran
    said: str = ""  # what they printed

    @property
    def url(self) -> str:
        settings = (self.folder / "deploy" / "ours" / "settings.env").read_text()
        return settings.strip().partition("ISLANDMGR_PUBLIC_URL=")[2]

    def prepare(self) -> None:
        """What a cluster has that is not bare: images in its registry, storage for whoever claims it."""
        self.remove()
        bed_command("images", "--installation", sysconfig.get_paths()["purelib"])
        DATABASE.mkdir(parents=True)
        os.chown(DATABASE, 999, 999)  # no driver is there that would heed `fsGroup`
        self._apply_volume()

    def run_the_page(self) -> None:
        """Every `sh` block of docs/kubernetes.md, as it stands, from top to bottom."""
        text = (PROJECT / "docs" / "kubernetes.md").read_text("utf-8")
        script = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
        shutil.copytree(PROJECT / "deploy", self.folder / "deploy")
        (self.folder / "pod_specs").symlink_to(PROJECT / "pod_specs")
        programs = self.folder / "bin"
        programs.mkdir()
        self._program(programs / "kubectl", " ".join(self.bed.kubectl_command()))
        self._program(programs / "islandctl", f"{sys.executable} -m islandmgr.cli")
        environ = {
            **os.environ,
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(PROJECT),
        }
        done = subprocess.run(
            ["bash", "-euxo", "pipefail", "-c", script],
            cwd=self.folder, env=environ, capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-4000:] + self._why()
        self.said = done.stdout

    def sign_in(self, name: str, password: str) -> Client:
        answer = Client(self.url).json("POST", "/sign-in", {"name": name, "password": password, "token_name": "test"})
        return Client(self.url, answer["token"])

    def admin(self) -> Client:
        said = self.kubectl("exec", "deployment/islandmgr", "--", "islandctl", "admin-password")
        found = re.search(r"^    (\S+)$", said, re.MULTILINE)
        assert found, said
        return self.sign_in("admin", found[1])

    def tester(self) -> Client:
        """`qa01` of the page."""
        return self.sign_in("qa01", (self.folder / "qa01-password").read_text().strip())

    def kubectl(self, *words: str) -> str:
        return self.bed.kubectl("-n", MANAGER, *words)

    def managers(self) -> list[str]:
        """Names of the manager's Pods that are ready."""
        found = json.loads(self.kubectl("get", "pods", "-l", "app.kubernetes.io/name=islandmgr", "-o", "json"))
        return [
            pod["metadata"]["name"]
            for pod in found["items"]
            if "deletionTimestamp" not in pod["metadata"]
            and any(one["type"] == "Ready" and one["status"] == "True" for one in pod["status"].get("conditions", ()))
        ]

    def leader(self) -> str:
        """The Pod that leads, by its own metrics."""

        def found() -> str:
            leading = [
                pod
                for pod in self.managers()
                if "\nislandmgr_leader 1.0\n"
                in self.kubectl("exec", pod, "--", "curl", "-s", "http://127.0.0.1:8000/metrics")
            ]
            return leading[0] if len(leading) == 1 else ""

        return eventually(found, 120, 1)

    def island_pods(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self.bed.kubectl("-n", ISLANDS, "get", "pods", "-o", "json"))[
            "items"
        ]
        return found

    def asked(self) -> list[tuple[str, str, str, int]]:
        """What the manager's account asked the API server for: verb, resource, namespace, HTTP status."""
        found = []
        for line in self.bed.paths.audit.read_text().splitlines():
            entry = json.loads(line)
            about = entry.get("objectRef")
            if (
                about
                and entry["user"]["username"] == ACCOUNT
                and about.get("apiVersion") == "v1"
                and "apiGroup" not in about
            ):
                resource = "/".join(part for part in (about["resource"], about.get("subresource")) if part)
                status = (entry.get("responseStatus") or {}).get("code", 0)
                found.append((entry["verb"], resource, about.get("namespace", ""), status))
        return found

    def remove(self) -> None:
        """All of it, also what a killed run left."""
        quiet = ("--ignore-not-found", "--timeout=180s")
        self.bed.kubectl("-n", ISLANDS, "delete", "pods", "--all", "--grace-period=1", *quiet)
        self.bed.kubectl("delete", "namespace", MANAGER, ISLANDS, *quiet)
        self.bed.kubectl("delete", "persistentvolume", "sample-code", "mariadb", *quiet)
        self.bed.kubectl("delete", "clusterrole,clusterrolebinding", "islandmgr", *quiet)
        policies = "validatingadmissionpolicy,validatingadmissionpolicybinding"
        self.bed.kubectl("delete", policies, "islandmgr-pods", "islandmgr-nodes", *quiet)
        shutil.rmtree(DATABASE, ignore_errors=True)
        shutil.rmtree(CODE, ignore_errors=True)

    def _apply_volume(self) -> None:
        volume = {
            "apiVersion": "v1",
            "kind": "PersistentVolume",
            "metadata": {"name": "mariadb"},
            "spec": {
                "accessModes": ["ReadWriteOnce"],
                "capacity": {"storage": "10Gi"},
                "claimRef": {"namespace": MANAGER, "name": "data-mariadb-0"},
                "hostPath": {"path": str(DATABASE)},
            },
        }
        self.bed.kubectl("apply", "-f", "-", stdin=json.dumps(volume))

    def _program(self, path: Path, command: str) -> None:
        path.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        path.chmod(0o755)

    def _why(self) -> str:
        words = (("get", "pods", "-o", "wide"), ("get", "events"), ("logs", "-l", "app.kubernetes.io/name=islandmgr"))
        return "".join(f"\n{self.bed.kubectl('-n', MANAGER, *one, check=False)[-3000:]}" for one in words)
