"""Taking the bed away, whole or half-built, from a run that ended well or was killed.

Finds things by what marks them (environment, cgroup, names, folder), never by memory of having made them.
Must be safe to run at any time, any number of times.
"""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.cluster.bed import cgroups, net
from tests.cluster.bed.config import CGROUP, MACHINE_LINK, NODES, Paths
from tests.cluster.bed.procs import Processes, marked
from tests.cluster.bed.shell import run

SHIM_SOCKETS = Path("/run/containerd/s")
# Folders that kubelet, CNI and containerd make outside ours, whatever they are told.
SHARED = ("/var/lib/kubelet", "/var/lib/cni", "/var/log/containers", "/run/containerd")


def down(paths: Paths) -> None:
    """Everything of the bed, in an order in which nothing brings anything back."""
    processes = Processes(paths)
    for _ in range(20):
        # Kubelets and shims first by killing all that is marked, then what they had started.
        if processes.kill_marked() == 0:
            break
        time.sleep(0.05)
    cgroups.kill_all()
    processes.kill_marked()
    for mount in reversed(list(mounts(paths))):
        run("umount", "--lazy", mount, check=False)
    net.down(paths)
    if paths.state.exists():
        _remove_from_shared_folders(paths)
    for name in ("containerd-state", "containerd.sock", "containerd.sock.ttrpc"):
        leftover = paths.template / name
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
    shutil.rmtree(paths.state, ignore_errors=True)


def leftovers(paths: Paths) -> list[str]:
    """What is still there, in words: empty after `down`."""
    found = [f"process {pid}" for pid in marked(str(paths.state))]
    found += [f"mount {path}" for path in mounts(paths)]
    found += [f"cgroup {CGROUP}"] if cgroups.remain() else []
    namespaces = run("ip", "netns", "list", check=False).split()
    found += [f"network namespace {n.netns}" for n in NODES if n.netns in namespaces]
    if Path("/sys/class/net", MACHINE_LINK).exists():
        found.append(f"link {MACHINE_LINK}")
    if paths.state.exists():
        found.append(f"folder {paths.state}")
    return found


def mounts(paths: Paths) -> Iterator[str]:
    """Mount points below our folders, or made of them (an image half unpacked sits in /tmp)."""
    ours = (str(paths.state), str(paths.template))
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields = line.split()
        where = fields[4].encode().decode("unicode_escape")
        if where.startswith(ours) or any(f"={folder}/" in line for folder in ours):
            yield where


def _remove_from_shared_folders(paths: Paths) -> None:
    """Only what nobody else uses: a live socket, or a file that is not ours, is left alone."""
    for path in SHIM_SOCKETS.glob("*"):
        if not _answers(path):
            path.unlink(missing_ok=True)
    for link in Path("/var/log/containers").glob("*.log"):
        if link.is_symlink() and str(link.readlink()).startswith(str(paths.state)):
            link.unlink()
    for file in Path("/var/lib/cni/results").glob("*"):
        if str(paths.state) in file.read_text(errors="replace"):
            file.unlink()
    for name in ("kubelet.sock", "DEPRECATION", "kubelet_internal_checkpoint"):
        Path("/var/lib/kubelet/device-plugins", name).unlink(missing_ok=True)
    for folder in SHARED:
        # Deepest first, and only while empty.
        for path in sorted(Path(folder).glob("**/"), key=lambda p: -len(p.parts)):
            with suppress(OSError):
                path.rmdir()


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0
