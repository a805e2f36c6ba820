"""What the bed needs from Debian, and getting it.

Installs only when something is missing, and only as root; otherwise says what to install.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.cluster.bed.config import BedError
from tests.cluster.bed.shell import run, say

# Program (or file) -> Debian package.
NEEDED = {
    "containerd": "containerd",
    "runc": "runc",
    "/usr/lib/cni/bridge": "containernetworking-plugins",
    "iptables": "iptables",
    "conntrack": "conntrack",
    "ip": "iproute2",
    "nsenter": "util-linux",
    "sysctl": "procps",
    "openssl": "openssl",
    "gcc": "gcc",
    "musl-gcc": "musl-tools",
    "javac": "default-jdk-headless",
}


def ensure() -> None:
    """Install what is missing, or fail with the command that would."""
    missing = sorted({package for program, package in NEEDED.items() if not _present(program)})
    if os.geteuid() != 0:
        raise BedError("the test bed makes network namespaces and mounts: run it as root")
    if not missing:
        return
    command = ("apt-get", "install", "-y", "--no-install-recommends", *missing)
    say("installing " + " ".join(missing))
    # A freshly installed containerd must not be started as a service; the bed has its own.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    try:
        run("apt-get", "update", env=quiet)
        run(*command, env=quiet)
    except (BedError, FileNotFoundError) as problem:
        raise BedError(f"{' '.join(missing)} missing; install with: {' '.join(command)}") from problem


def _present(program: str) -> bool:
    return Path(program).exists() if program.startswith("/") else shutil.which(program) is not None
