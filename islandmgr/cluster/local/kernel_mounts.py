"""A container's `/dev`, `/proc` and `/sys`: its own devices and processes, and nothing by which root rules the machine.

The kernel asks for no capability before root writes to most files in `/proc` and `/sys`; it only looks whose they are,
so they are mounted read-only.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from islandmgr.cluster.local import syscalls

_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
_LINKS = {
    "fd": "/proc/self/fd",
    "stdin": "/proc/self/fd/0",
    "stdout": "/proc/self/fd/1",
    "stderr": "/proc/self/fd/2",
    "ptmx": "pts/ptmx",
}
_OF_THE_MACHINE = (
    "devices/virtual/powercap",
    "firmware",
    "fs/bpf",
    "fs/pstore",
    "kernel/config",
    "kernel/debug",
    "kernel/security",
    "kernel/tracing",
)
"""Below `/sys`: what tells of the machine and its other processes. As container runtimes hide it, and more."""

_HARMLESS = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC


def mount_devices(dev: Path) -> None:
    """As container runtimes make it; the folder must not be there yet."""
    dev.mkdir()
    syscalls.mount("tmpfs", dev, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NOEXEC, "mode=755,size=64k")
    for name in _DEVICES:
        _make_device(Path("/dev", name), dev / name)
    for name, target in _LINKS.items():
        (dev / name).symlink_to(target)
    (dev / "pts").mkdir()
    terminals = syscalls.MS_NOSUID | syscalls.MS_NOEXEC
    syscalls.mount("devpts", dev / "pts", "devpts", terminals, "newinstance,ptmxmode=0666,mode=0620")
    # As large as Kubernetes makes it. What a killed server leaves there (libfaketime two files a process) ends with the
    # container, and none sees another's.
    (dev / "shm").mkdir()
    memory = syscalls.MS_NOSUID | syscalls.MS_NODEV
    syscalls.mount("tmpfs", dev / "shm", "tmpfs", memory, "mode=1777,size=64m")


def mount_proc(proc: Path) -> None:
    """Of the PID namespace of this process. What is not about a process is read-only, or empty when root alone reads
    it."""
    proc.mkdir()
    syscalls.mount("proc", proc, "proc", _HARMLESS)
    for entry in list(os.scandir(proc)):
        if entry.name.isdecimal() or entry.is_symlink():
            continue
        mode = entry.stat().st_mode
        if stat.S_ISDIR(mode) or mode & 0o044:
            bind(entry.path, Path(entry.path))
        else:
            bind(os.devnull, Path(entry.path))
        syscalls.restrict_mount(entry.path, syscalls.MS_RDONLY)


def mount_sys(sys: Path) -> None:
    """The machine's, to read. Runtimes of languages look up their memory limit there."""
    sys.mkdir()
    bind("/sys", sys)
    syscalls.restrict_mount(sys, syscalls.MS_RDONLY | _HARMLESS)
    for name in _OF_THE_MACHINE:
        if (sys / name).is_dir():
            hide(sys / name)


def hide(path: Path) -> None:
    """Put an empty folder or file over one that is there."""
    if path.is_dir():
        syscalls.mount("tmpfs", path, "tmpfs", syscalls.MS_RDONLY | _HARMLESS, "mode=555,size=4k")
    else:
        bind(os.devnull, path)
        syscalls.restrict_mount(path, syscalls.MS_RDONLY)


def bind(source: str, target: Path) -> None:
    syscalls.mount(source, target, flags=syscalls.MS_BIND | syscalls.MS_REC)


def _make_device(original: Path, device: Path) -> None:
    """A device of its own, so that a container cannot change the mode of the machine's. Root of a user namespace may
    make none and gets the machine's, read-only: it is written to all the same, and its mode stays."""
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, original.stat().st_rdev)
        device.chmod(0o666)
    except PermissionError:
        device.touch()
        bind(str(original), device)
        syscalls.restrict_mount(device, syscalls.MS_RDONLY)
