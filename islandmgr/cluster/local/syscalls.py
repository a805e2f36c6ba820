"""The few Linux calls that Python 3.11 does not offer. Thin, typed, raising OSError; no decisions.

All of them are made in a forked child before it becomes another program, except `unshare`/`setns` of the PID namespace,
which on Linux applies to the caller's next children.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
from pathlib import Path

CLONE_NEWNS = 0x00020000
CLONE_NEWPID = 0x20000000
CLONE_NEWUSER = 0x10000000

MS_RDONLY = 0x1
MS_NOSUID = 0x2
MS_NODEV = 0x4
MS_NOEXEC = 0x8
MS_REMOUNT = 0x20
MS_BIND = 0x1000
MS_REC = 0x4000
MS_PRIVATE = 0x40000
MNT_DETACH = 0x2

_MOUNT_SETATTR = 442  # the same number on every architecture
_MOUNT_ATTR_RDONLY = 0x1
_AT_RECURSIVE = 0x8000
_AT_FDCWD = -100
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


class _MountAttr(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def unshare(flags: int) -> None:
    _check(_libc.unshare(flags), "unshare")


def setns(fd: int, kind: int) -> None:
    _check(_libc.setns(fd, kind), "setns")


def mount(source: str | Path, target: str | Path, filesystem: str = "", flags: int = 0, options: str = "") -> None:
    done = _libc.mount(
        os.fsencode(source),
        os.fsencode(target),
        os.fsencode(filesystem),
        ctypes.c_ulong(flags),
        os.fsencode(options),
    )
    _check(done, f"mount {source} on {target}")


def make_read_only(path: str | Path) -> None:
    """Of a mount and all mounts below it; before Linux 5.12 of the mount alone."""
    attributes = _MountAttr(set=_MOUNT_ATTR_RDONLY)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    done = _libc.syscall(
        ctypes.c_long(_MOUNT_SETATTR),
        ctypes.c_int(_AT_FDCWD),
        os.fsencode(path),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.byref(attributes),
        size,
    )
    if done != 0 and ctypes.get_errno() == errno.ENOSYS:
        mount("none", path, flags=MS_REMOUNT | MS_BIND | MS_RDONLY)
        return
    _check(done, f"make {path} read-only")


def change_root(folder: str | Path) -> None:
    """Make a mount point the root of this mount namespace and let go of the old one."""
    os.chdir(folder)
    _check(_libc.pivot_root(b".", b"."), f"pivot_root to {folder}")
    _check(_libc.umount2(b".", MNT_DETACH), "unmount the old root")
    os.chdir("/")


def die_with_parent() -> None:
    """SIGKILL for this process when the thread that forked it ends, however it ends."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0), "prctl PDEATHSIG")


def adopt_orphans() -> None:
    """Descendants whose parent died become this process's children instead of init's."""
    _check(_libc.prctl(_PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(1), 0, 0, 0), "prctl CHILD_SUBREAPER")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
