"""A root folder of its own for each container: the machine's tree read-only, the Pod's volumes in their places.

The new root is a tmpfs whose top level repeats the machine's by bind mounts. A folder that has to hold a mount point
the machine lacks (`/run` for `/run/islandmgr/clock`) is repeated one level deeper instead, so that nothing is ever
created on the machine. Everything lives in the container's mount namespace and vanishes with it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from islandmgr.cluster.local import syscalls

_WRITABLE = frozenset({"/dev", "/proc", "/sys"})
"""Not made read-only: servers write into devices, and the kernel guards the rest."""

_SHARED_MEMORY = "/dev/shm"  # noqa: S108  a mount of the container's own


@dataclass(frozen=True)
class Mount:
    """A folder or file of the machine (`source`) seen at an absolute path of the container (`target`)."""

    source: str
    target: str
    read_only: bool = False


def in_order(mounts: Iterable[Mount], resolve: Callable[[str], str] = os.path.realpath) -> tuple[Mount, ...]:
    """Outer mount points before inner ones, links of the machine (`/var/run`) resolved."""
    resolved = [Mount(mount.source, resolve(mount.target), mount.read_only) for mount in mounts]
    return tuple(sorted(resolved, key=lambda mount: mount.target.count("/") if mount.target != "/" else 0))


def still_visible(folders: Iterable[str], mounts: Sequence[Mount]) -> tuple[Mount, ...]:
    """Mounts that bring `folders` back where `mounts` would hide them (a checkout below `/tmp`)."""
    hidden = {folder for folder in folders if any(is_below(folder, mount.target) for mount in mounts)}
    outermost = [folder for folder in sorted(hidden) if not any(is_below(folder, other) for other in hidden)]
    return tuple(Mount(folder, folder, read_only=True) for folder in outermost)


def repeated(targets: Iterable[str], exists: Callable[[str], bool]) -> frozenset[str]:
    """The machine's folders that must be repeated entry by entry, as they lack one of the mount points."""
    needed = {"/"}
    for target in targets:
        parents = [str(parent) for parent in Path(target).parents]
        if not exists(target):
            needed.update(parent for parent in parents if exists(parent))
    return frozenset(needed)


def is_below(path: str, folder: str) -> bool:
    return path != folder and path.startswith(folder.rstrip("/") + "/")


def build_root(root: str, mounts: Sequence[Mount]) -> None:
    """Make `root` (an empty folder of the machine) this process's `/`. Call in a new mount and PID namespace."""
    syscalls.unshare(syscalls.CLONE_NEWNS)
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", root, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "mode=755,size=64m")
    _repeat(root, "/", repeated((mount.target for mount in mounts), os.path.lexists))
    _mount_shared_memory(root + _SHARED_MEMORY)
    for mount in mounts:
        _mount_volume(root, mount)
    syscalls.change_root(root)


def _repeat(root: str, folder: str, deeper: frozenset[str]) -> None:
    for entry in os.scandir(folder):
        there = Path(root + entry.path)
        if entry.is_symlink():
            there.symlink_to(Path(entry.path).readlink())
        elif entry.path == "/proc":
            _mount_proc(there)
        elif entry.path in deeper:
            there.mkdir()
            there.chmod(stat.S_IMODE(entry.stat().st_mode))
            _repeat(root, entry.path, deeper)
        elif entry.is_dir():
            there.mkdir()
            _bind(entry.path, there)
            if entry.path not in _WRITABLE:
                syscalls.make_read_only(there)
        elif entry.is_file():
            there.touch()
            _bind(entry.path, there)
            syscalls.make_read_only(there)


def _mount_proc(target: Path) -> None:
    target.mkdir()
    syscalls.mount("proc", target, "proc", syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC)


def _mount_shared_memory(target: str) -> None:
    """As large as Kubernetes makes it. What a killed server leaves there (libfaketime two files a process) ends with
    the container, and none sees another's."""
    if Path(target).is_dir():
        syscalls.mount("tmpfs", target, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "mode=1777,size=64m")


def _mount_volume(root: str, mount: Mount) -> None:
    target = Path(root + mount.target)
    if Path(mount.source).is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    _bind(mount.source, target)
    if mount.read_only:
        syscalls.make_read_only(target)


def _bind(source: str, target: Path) -> None:
    syscalls.mount(source, target, flags=syscalls.MS_BIND | syscalls.MS_REC)
