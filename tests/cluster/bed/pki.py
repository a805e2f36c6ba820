"""Certificates and kubeconfigs, made with the openssl command (the standard library cannot).

New for every run of the bed; no secret outlives `bed down`.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from tests.cluster.bed.config import API_PORT, DOMAIN, HUB_ADDRESS, NODES, SERVICE_ADDRESS
from tests.cluster.bed.shell import run

EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
SERVER = f"https://{HUB_ADDRESS}:{API_PORT}"


@dataclass(frozen=True)
class Pki:
    """One certificate authority in a folder, and what it signed."""

    folder: Path

    def make_all(self) -> None:
        """The authority, the API server's certificate, everyone's kubeconfig."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        # Our own configuration: the distribution's would add extensions of its own.
        self.path("openssl.cnf").write_text("[req]\ndistinguished_name=dn\n[dn]\n")
        self._authority()
        names = ("kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost")
        hosts = [f"DNS:{name}" for name in (*names, f"kubernetes.default.svc.{DOMAIN}")]
        hosts += [f"IP:{address}" for address in (HUB_ADDRESS, SERVICE_ADDRESS, "127.0.0.1")]
        self.sign("apiserver", "kube-apiserver", extensions=("subjectAltName=" + ",".join(hosts),))
        self.sign("apiserver-kubelet", "kube-apiserver", group="system:masters")
        run("openssl", "genrsa", "-out", self.path("sa.key"), "2048")
        run("openssl", "rsa", "-in", self.path("sa.key"), "-pubout", "-out", self.path("sa.pub"))
        self.kubeconfig("admin", "islandmgr-bed-admin", group="system:masters")
        self.kubeconfig("controller-manager", "system:kube-controller-manager")
        self.kubeconfig("scheduler", "system:kube-scheduler")
        self.kubeconfig("proxy", "system:kube-proxy")
        for node in NODES:
            self.kubeconfig(node.name, f"system:node:{node.name}", group="system:nodes")

    def path(self, name: str) -> Path:
        """A file of this folder."""
        return self.folder / name

    def sign(self, stem: str, user: str, group: str = "", extensions: tuple[str, ...] = (), days: int = 365) -> None:
        """Write STEM.crt and STEM.key for a user (common name) of a group (organisation)."""
        subject = (f"/O={group}" if group else "") + f"/CN={user}"
        request = run(
            "openssl", "req", *EC, "-config", self.path("openssl.cnf"), "-subj", subject,
            "-keyout", self.path(f"{stem}.key"),
        )  # fmt: skip
        wanted = ("keyUsage=digitalSignature", "extendedKeyUsage=clientAuth,serverAuth", *extensions)
        extfile = self.path(f"{stem}.ext")
        extfile.write_text("\n".join(wanted) + "\n")
        run(
            "openssl", "x509", "-req", "-days", str(days), "-CA", self.path("ca.crt"),
            "-CAkey", self.path("ca.key"), "-CAcreateserial", "-extfile", extfile,
            "-out", self.path(f"{stem}.crt"), stdin=request,
        )  # fmt: skip

    def kubeconfig(self, stem: str, user: str, group: str = "", days: int = 365) -> Path:
        """Write STEM.kubeconfig, self-contained; JSON, which every YAML reader takes."""
        self.sign(stem, user, group, days=days)
        content = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "bed",
            "clusters": [{"name": "bed", "cluster": {
                "server": SERVER, "certificate-authority-data": self._encoded("ca.crt")}}],
            "users": [{"name": user, "user": {
                "client-certificate-data": self._encoded(f"{stem}.crt"),
                "client-key-data": self._encoded(f"{stem}.key")}}],
            "contexts": [{"name": "bed", "context": {"cluster": "bed", "user": user}}],
        }  # fmt: skip
        target = self.path(f"{stem}.kubeconfig")
        target.write_text(json.dumps(content, indent=1))
        target.chmod(0o600)
        return target

    def _authority(self) -> None:
        run(
            "openssl", "req", "-x509", *EC, "-config", self.path("openssl.cnf"), "-days", "3650",
            "-subj", "/CN=islandmgr-bed-ca", "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign,digitalSignature",
            "-keyout", self.path("ca.key"), "-out", self.path("ca.crt"),
        )  # fmt: skip

    def _encoded(self, name: str) -> str:
        return base64.b64encode(self.path(name).read_bytes()).decode()
