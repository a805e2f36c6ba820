"""A root folder of its own for each container: the machine's tree read-only, the Pod's volumes in their places.

The new root is a tmpfs whose top level repeats the machine's by bind mounts. A folder that has to hold a mount point
the machine lacks (`/home` for `/home/server`) is repeated one level deeper instead, so that nothing is ever created on
the machine; and so is one that holds what containers must not see, which is left out. `/run` is empty: through the
sockets there root of a container could give orders to the machine's services. Everything lives in the container's mount
namespace and vanishes with it; without CAP_SYS_ADMIN nothing in it can be mounted otherwise.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from islandmgr.cluster.local import disk, kernel_mounts, syscalls

RUN = "/run"
_OF_THE_KERNEL = {
    "/dev": kernel_mounts.mount_devices,
    "/proc": kernel_mounts.mount_proc,
    "/sys": kernel_mounts.mount_sys,
}
_NAME_SERVERS = "/etc/resolv.conf"  # often a link into /run
_NOT_OURS = syscalls.MS_RDONLY | syscalls.MS_NOSUID | syscalls.MS_NODEV


@dataclass(frozen=True)
class Mount:
    """A folder or file of the machine (`source`) seen at an absolute path of the container (`target`).

    With a `base`, a folder above it that holds what islands write, `source` is a path without links, and none is
    followed below `base` however that changes meanwhile.
    """

    source: str
    target: str
    read_only: bool = False
    base: str = ""


def in_order(mounts: Iterable[Mount], resolve: Callable[[str], str] = os.path.realpath) -> tuple[Mount, ...]:
    """Outer mount points before inner ones, links of the machine (`/var/run`) resolved."""
    resolved = [replace(mount, target=resolve(mount.target)) for mount in mounts]
    return tuple(sorted(resolved, key=lambda mount: mount.target.count("/") if mount.target != "/" else 0))


def still_visible(folders: Iterable[str], covered: Sequence[str]) -> tuple[Mount, ...]:
    """Mounts that bring `folders` back which lie below one of `covered` (a checkout below `/tmp`)."""
    hidden = (folder for folder in folders if any(is_below(folder, path) for path in covered))
    return tuple(Mount(folder, folder, read_only=True) for folder in outermost(hidden))


def outermost(paths: Iterable[str]) -> list[str]:
    """Those that do not lie below another of them, in order."""
    known = sorted(set(paths))
    return [path for path in known if not any(is_below(path, other) for other in known)]


def repeated(targets: Iterable[str], hidden: Iterable[str], exists: Callable[[str], bool]) -> frozenset[str]:
    """The machine's folders that must be repeated entry by entry: they lack one of the mount points, or hold something
    hidden."""
    needed = {"/"}
    for path in (*(target for target in targets if not exists(target)), *hidden):
        needed.update(str(parent) for parent in Path(path).parents if exists(str(parent)))
    return frozenset(needed)


def is_below(path: str, folder: str) -> bool:
    return path != folder and path.startswith(folder.rstrip("/") + "/")


def build_root(root: str, mounts: Sequence[Mount], hidden: frozenset[str]) -> None:
    """Make `root` (an empty folder of the machine) this process's `/`, without the machine's paths `hidden`. Call in a
    new PID namespace; the mount and IPC namespaces are made here."""
    syscalls.unshare(syscalls.CLONE_NEWNS | syscalls.CLONE_NEWIPC)
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", root, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "mode=755,size=64m")
    targets = [mount.target for mount in mounts]
    in_sight = frozenset(path for path in hidden if not any(is_below(path, over) for over in (RUN, *targets)))
    _Tree(root, repeated(targets, in_sight, os.path.lexists), in_sight).repeat("/")
    for mount in mounts:
        _mount_volume(root, mount, hidden)
    syscalls.change_root(root)


@dataclass(frozen=True)
class _Tree:
    """The machine's tree below `root`: the folders `deeper` entry by entry, others whole, `hidden` paths not at all."""

    root: str
    deeper: frozenset[str]
    hidden: frozenset[str]

    def repeat(self, folder: str) -> None:
        for entry in os.scandir(folder):
            if entry.path not in self.hidden:
                self._take(entry, Path(self.root + entry.path))

    def _take(self, entry: os.DirEntry[str], there: Path) -> None:
        if entry.is_symlink():
            with suppress(OSError):  # it has gone meanwhile
                there.symlink_to(Path(entry.path).readlink())
        elif entry.path in _OF_THE_KERNEL:
            _OF_THE_KERNEL[entry.path](there)
        elif entry.path == RUN:
            _make_run(self.root)
        elif entry.path in self.deeper:
            _make_like(entry.stat(), there)
            self.repeat(entry.path)
        elif entry.is_dir():
            there.mkdir()
            _bind_if_there(entry.path, there)
        elif entry.is_file():
            there.touch()
            _bind_if_there(entry.path, there)


def _make_like(original: os.stat_result, folder: Path) -> None:
    folder.mkdir()
    with suppress(OSError):  # an owner whom the user namespace does not know
        os.chown(folder, original.st_uid, original.st_gid)
    folder.chmod(stat.S_IMODE(original.st_mode))


def _make_run(root: str) -> None:
    Path(root + RUN).mkdir()
    servers = os.path.realpath(_NAME_SERVERS)
    if is_below(servers, RUN) and Path(servers).is_file():
        there = Path(root + servers)
        there.parent.mkdir(parents=True)
        there.touch()
        _bind_if_there(servers, there)


def _mount_volume(root: str, mount: Mount, hidden: frozenset[str]) -> None:
    with _opened(mount) as source, _mount_point(root, mount.target, Path(source).is_dir()) as point:
        kernel_mounts.bind(source, Path(point))
    with _reached(root, mount.target) as mounted:
        syscalls.restrict_mount(mounted, _NOT_OURS if mount.read_only else _NOT_OURS & ~syscalls.MS_RDONLY)
    for path in outermost(path for path in hidden if is_below(path, mount.source)):
        if os.path.lexists(path):
            kernel_mounts.hide(Path(root + mount.target, Path(path).relative_to(mount.source)))


@contextmanager
def _mount_point(root: str, target: str, folder: bool) -> Iterator[str]:
    """A path to `target`, made if it is missing. It may lie in another volume, where islands put links: these are not
    followed, or a folder would be made anywhere on the machine."""
    *parents, name = Path(target).parts[1:]
    handle = disk.open_below(root, parents, make=True)
    try:
        with suppress(FileExistsError):
            if folder:
                os.mkdir(name, dir_fd=handle)
            else:
                os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644, dir_fd=handle))
    finally:
        os.close(handle)
    with _reached(root, target) as reached:
        yield reached


@contextmanager
def _reached(base: str, target: str) -> Iterator[str]:
    """A path by which the kernel finds `target` below `base`, reached without links, for as long as the block runs."""
    handle = disk.open_below(base, Path(target).parts[1:])
    try:
        yield f"/proc/self/fd/{handle}"
    finally:
        os.close(handle)


@contextmanager
def _opened(mount: Mount) -> Iterator[str]:
    """A path by which the kernel finds the source for as long as the block runs."""
    if not mount.base:
        yield mount.source
        return
    with _reached(mount.base, mount.source.removeprefix(mount.base) or "/") as source:
        yield source


def _bind_if_there(source: str, target: Path) -> None:
    """Read-only. Files of the machine come and go while its tree is repeated."""
    try:
        kernel_mounts.bind(source, target)
    except FileNotFoundError:
        return
    syscalls.restrict_mount(target, _NOT_OURS)
