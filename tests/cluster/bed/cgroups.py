"""The cgroups that hold all Pods of the bed, in every hierarchy, version 1 or 2.

Also the surest way to find what a killed run left running: whatever is in them is ours.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.cluster.bed.config import CGROUP, Node
from tests.cluster.bed.shell import say


def make(node: Node) -> str:
    """Create the node's root cgroup everywhere; the kubelet wants it to exist. Returns its name."""
    for root, kind in _hierarchies():
        for folder in (root / CGROUP, root / CGROUP / node.name):
            folder.mkdir(exist_ok=True)
            if kind == "cpuset":
                # A new cpuset has no processors and takes no process until it is given some.
                for name in ("cpuset.cpus", "cpuset.mems"):
                    (folder / name).write_text((folder.parent / name).read_text())
            if kind == "cgroup2":
                _delegate(folder.parent)
    return f"/{CGROUP}/{node.name}"


def kill_all() -> None:
    """SIGKILL everything in the bed's cgroups and remove them."""
    for _ in range(100):
        pids = set(_pids())
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if not pids:
            break
        time.sleep(0.05)
    for root, _ in _hierarchies():
        for folder in sorted((root / CGROUP).glob("**/"), key=lambda p: -len(p.parts)):
            _remove(folder)


def remain() -> bool:
    """Whether any of the bed's cgroups is left."""
    return any((root / CGROUP).exists() for root, _ in _hierarchies())


def _hierarchies() -> Iterator[tuple[Path, str]]:
    """Mount point and controllers (or 'cgroup2') of each hierarchy with controllers."""
    for line in Path("/proc/mounts").read_text().splitlines():
        _, where, kind, options = line.split()[:4]
        if kind == "cgroup":
            yield Path(where), "cpuset" if "cpuset" in options.split(",") else options
        elif kind == "cgroup2" and (Path(where) / "cgroup.controllers").read_text().strip():
            yield Path(where), "cgroup2"


def _pids() -> Iterator[int]:
    for root, _ in _hierarchies():
        for file in (root / CGROUP).glob("**/cgroup.procs"):
            with suppress(OSError):
                yield from (int(pid) for pid in file.read_text().split())


def _delegate(parent: Path) -> None:
    """Version 2: a child has only those controllers that its parent hands down."""
    for controller in (parent / "cgroup.controllers").read_text().split():
        with suppress(OSError):
            (parent / "cgroup.subtree_control").write_text(f"+{controller}")


def _remove(folder: Path) -> None:
    for _ in range(40):
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.05)  # the kernel is still burying a process
        else:
            return
    say(f"could not remove the cgroup {folder}")
