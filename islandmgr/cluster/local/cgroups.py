"""Memory limits by the kernel: a memory cgroup (v1 or v2) for each container, where this process may make any.

Found by trying, since the rights depend on who started us and where. Without, `processes.MemoryWatch` takes over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from islandmgr.cluster.local import disk


@dataclass(frozen=True)
class MemoryGroup:
    """One container's group."""

    folder: Path
    version: int

    def join(self) -> None:
        """Put the calling process (and its later children) into the group."""
        (self.folder / "cgroup.procs").write_text("0")

    def limit(self, limit: int) -> None:
        """Bytes of memory; swap does not add to it."""
        if self.version == 2:
            (self.folder / "memory.max").write_text(str(limit))
            with contextlib.suppress(OSError):  # kernels without swap accounting
                (self.folder / "memory.swap.max").write_text("0")
            (self.folder / "memory.oom.group").write_text("1")  # as the kubelet does
            return
        (self.folder / "memory.limit_in_bytes").write_text(str(limit))
        with contextlib.suppress(OSError):
            (self.folder / "memory.memsw.limit_in_bytes").write_text(str(limit))

    def oom_kills(self) -> int:
        """How many processes the kernel has killed here for want of memory."""
        name = "memory.events" if self.version == 2 else "memory.oom_control"
        with contextlib.suppress(OSError):
            return oom_kills((self.folder / name).read_text())
        return 0

    def processes(self) -> list[int]:
        with contextlib.suppress(OSError):
            return [int(line) for line in (self.folder / "cgroup.procs").read_text().split()]
        return []

    def remove(self) -> None:
        """Of an empty group; one with processes stays."""
        with contextlib.suppress(OSError):
            self.folder.rmdir()


class MemoryGroups:
    """The data folder's own group, parent of its containers' groups."""

    def __init__(self, folder: Path, version: int) -> None:
        self.folder = folder
        self.version = version

    def make(self, name: str, limit: int) -> MemoryGroup:
        group = MemoryGroup(self.folder / name, self.version)
        with disk.readable_by_islands():  # a server that looks up its limit
            group.folder.mkdir(exist_ok=True)
        group.limit(limit)
        return group

    def all(self) -> list[MemoryGroup]:
        return [MemoryGroup(Path(entry.path), self.version) for entry in os.scandir(self.folder) if entry.is_dir()]

    def clear(self) -> None:
        """Remove the containers' groups, or what an earlier agent left of them."""
        for group in self.all():
            group.remove()

    def remove(self) -> None:
        self.clear()
        with contextlib.suppress(OSError):
            self.folder.rmdir()


def find(name: str) -> MemoryGroups | None:
    """Make (or find again) the group `name` wherever that is possible; None where it is not."""
    for parent, version in _candidates(_read("/proc/self/mountinfo"), _read("/proc/self/cgroup")):
        folder = parent / name
        try:
            with disk.readable_by_islands():
                folder.mkdir(exist_ok=True)
            if version == 2:
                _hand_down(parent)
                _hand_down(folder)
            groups = MemoryGroups(folder, version)
            if _works(groups):
                return groups
            groups.remove()
        except OSError:
            with contextlib.suppress(OSError):
                folder.rmdir()
    return None


def oom_kills(text: str) -> int:
    """The counter `oom_kill` of `memory.events` (v2) or `memory.oom_control` (v1)."""
    for line in text.splitlines():
        key, _, value = line.partition(" ")
        if key == "oom_kill":
            return int(value)
    return 0


def _candidates(mountinfo: str, own: str) -> Iterator[tuple[Path, int]]:
    """(folder, version) that may hold our group: the hierarchy's root, then our own group and its parents."""
    for mount_root, mount_point, version in memory_hierarchies(mountinfo):
        top = Path(mount_point)
        yield top, version
        inside = top / os.path.relpath(own_group(own, version), mount_root)
        if inside != top and inside.is_relative_to(top):
            nearest = [inside, *inside.parents] if version == 1 else list(inside.parents)
            yield from ((folder, version) for folder in nearest if folder != top and folder.is_relative_to(top))


def memory_hierarchies(mountinfo: str) -> list[tuple[str, str, int]]:
    """(root inside the hierarchy, mount point, version) of mounts in `/proc/self/mountinfo` that control memory."""
    found = []
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, (kind, _, options) = before.split(), after.split(" ", 2)
        if kind == "cgroup" and "memory" in options.split(","):
            found.append((fields[3], fields[4], 1))
        elif kind == "cgroup2" and "memory" in _read(f"{fields[4]}/cgroup.controllers").split():
            found.append((fields[3], fields[4], 2))
    return found


def own_group(text: str, version: int) -> str:
    """Our path in the hierarchy, from `/proc/self/cgroup`."""
    for line in text.splitlines():
        number, controllers, path = line.split(":", 2)
        if (version == 2 and number == "0") or (version == 1 and "memory" in controllers.split(",")):
            return path
    return "/"


def _hand_down(folder: Path) -> None:
    """Let the children of a v2 group limit memory."""
    control = folder / "cgroup.subtree_control"
    if "memory" not in control.read_text().split():
        control.write_text("+memory")


def _works(groups: MemoryGroups) -> bool:
    """A process can be moved into a new group with a limit."""
    group = groups.make("trial", 64 * 2**20)
    pid = os.fork()
    if pid == 0:
        try:
            group.join()
        except OSError:
            os._exit(1)
        os._exit(0)
    moved = os.waitpid(pid, 0)[1] == 0
    group.remove()
    return moved


def _read(path: str) -> str:
    with contextlib.suppress(OSError):
        return Path(path).read_text()
    return ""
