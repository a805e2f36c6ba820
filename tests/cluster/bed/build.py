"""The programs: built once from the go.mod files in go/, kept in the cache, reused by every run.

Nothing but the Go module proxy is needed; nothing is written into the work tree.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from tests.cluster.bed.config import HERE, BedError, Paths, module_version
from tests.cluster.bed.shell import run, say

KUBERNETES = ("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy", "kubectl")


@dataclass(frozen=True)
class Module:
    """One go.mod and the programs built from it; apart, since their libraries' versions disagree."""

    name: str
    dependency: str
    packages: tuple[str, ...]
    # Go names a program after its package's last path element; this renames it.
    renames: tuple[tuple[str, str], ...] = ()
    # Files of the module that the programs need at run time.
    data: tuple[str, ...] = ()


MODULES = (
    Module(
        "kubernetes",
        "k8s.io/kubernetes",
        ("go.etcd.io/etcd/server/v3", *(f"k8s.io/kubernetes/cmd/{name}" for name in KUBERNETES)),
        renames=(("server", "etcd"),),
    ),
    Module(
        "kwok",
        "sigs.k8s.io/kwok",
        ("sigs.k8s.io/kwok/cmd/kwok",),
        data=(
            "kustomize/stage/node/fast/node-initialize.yaml",
            "kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml",
            "kustomize/stage/pod/fast/pod-ready.yaml",
            "kustomize/stage/pod/fast/pod-complete.yaml",
            "kustomize/stage/pod/fast/pod-delete.yaml",
        ),
    ),
    Module("coredns", "github.com/coredns/coredns", (".",)),
)


def folder(paths: Paths, module: Module) -> Path:
    """Where a module's programs are kept: by version and by what they were built from."""
    source = HERE / "go" / module.name
    digest = hashlib.sha256(repr(module).encode())
    for file in sorted(source.iterdir()):
        digest.update(file.read_bytes())
    version = module_version(module.name, module.dependency)
    return paths.cache / "bin" / f"{module.name}-{version}-{digest.hexdigest()[:10]}"


def program(paths: Paths, name: str) -> Path:
    """The path of a built program."""
    module = next((m for m in MODULES if m.name == name), MODULES[0])
    return folder(paths, module) / name


def stages(paths: Paths) -> list[Path]:
    """kwok's rules of how pretend-nodes and their Pods come to life."""
    kwok = next(module for module in MODULES if module.name == "kwok")
    return [folder(paths, kwok) / Path(file).name for file in kwok.data]


def ensure(paths: Paths) -> None:
    """Build what is missing. The first time takes some ten minutes on two cores."""
    for module in MODULES:
        if not folder(paths, module).exists():
            _build(paths, module)


def _build(paths: Paths, module: Module) -> None:
    if shutil.which("go") is None:
        raise BedError("no Go toolchain: the test bed builds Kubernetes with `go` 1.26 or newer")
    target = folder(paths, module)
    version = module_version(module.name, module.dependency)
    say(f"building {module.name} {version} (kept in {target})")
    started = time.monotonic()
    draft = target.with_name(f"{target.name}.new-{os.getpid()}")
    draft.mkdir(parents=True)
    source = HERE / "go" / module.name
    environment = {**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "-mod=readonly -buildvcs=false"}
    run(
        "nice", "-n", "15", "go", "build", "-trimpath", "-ldflags", _link_flags(version),
        "-o", f"{draft}/", *module.packages, cwd=source, env=environment,
    )  # fmt: skip
    for old, new in module.renames:
        (draft / old).rename(draft / new)
    if module.data:
        where = run("go", "list", "-m", "-f", "{{.Dir}}", module.dependency, cwd=source).strip()
        for file in module.data:
            shutil.copyfile(Path(where) / file, draft / Path(file).name)
    draft.rename(target)
    say(f"built {module.name} in {time.monotonic() - started:.0f} s")


def _link_flags(version: str) -> str:
    """Kubernetes learns its own version at link time; without it, feature gates go astray."""
    major, minor, _ = version.removeprefix("v").split(".")
    values = {
        "gitVersion": version,
        "gitMajor": major,
        "gitMinor": minor,
        "gitTreeState": "clean",
        "buildDate": "2026-01-01T00:00:00Z",  # fixed: the same inputs give the same program
    }
    packages = ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
    stamps = [f"-X {package}.{key}={text}" for package in packages for key, text in values.items()]
    return " ".join(["-s", "-w", *stamps])
