"""The few Linux calls that Python 3.11 does not offer. Thin, typed, raising OSError; no decisions.

All of them are made in a forked child before it becomes another program, except `unshare`/`setns` of the PID namespace,
which on Linux applies to the caller's next children.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import signal
from pathlib import Path

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
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
MS_RELATIME = 0x200000
MNT_DETACH = 0x2

_MOUNT_SETATTR = 442  # the same number on every architecture
_AT_RECURSIVE = 0x8000
_AT_FDCWD = -100
_ST_RELATIME = 0x1000  # of statvfs; its other flags are numbered as those of mount
_ST_KEPT = 0xC0F  # read-only, nosuid, nodev, noexec, noatime, nodiratime
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_SECCOMP = 22
_PR_CAPBSET_READ, _PR_CAPBSET_DROP = 23, 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class _MountAttr(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


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


def restrict_mount(path: str | Path, flags: int) -> None:
    """Add `MS_RDONLY`, `MS_NOSUID`, `MS_NODEV`, `MS_NOEXEC` to a mount and all mounts below it."""
    attributes = _MountAttr(set=flags)  # these four have the numbers of MOUNT_ATTR_*
    done = _libc.syscall(
        ctypes.c_long(_MOUNT_SETATTR),
        ctypes.c_int(_AT_FDCWD),
        os.fsencode(path),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    if done != 0 and ctypes.get_errno() == errno.ENOSYS:
        _remount_one_by_one(path, flags)
        return
    _check(done, f"restrict the mount {path}")


def _remount_one_by_one(path: str | Path, flags: int) -> None:
    """As Linux before 5.12 wants it. A remount replaces all flags, so the ones a mount has are given again."""
    for point in mount_points(Path("/proc/self/mountinfo").read_text(), os.path.realpath(path)):
        has = os.statvfs(point).f_flag
        kept = (has & _ST_KEPT) | (MS_RELATIME if has & _ST_RELATIME else 0)
        mount("none", point, flags=MS_REMOUNT | MS_BIND | kept | flags)


def mount_points(mountinfo: str, folder: str) -> list[str]:
    """The mount points at and below `folder`, from the text of `/proc/self/mountinfo`."""
    escaped = (line.split()[4] for line in mountinfo.splitlines())
    points = (re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point) for point in escaped)
    return [point for point in points if point == folder or point.startswith(f"{folder}/")]


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


def hide_from_debuggers() -> None:
    """Until exec, processes without CAP_SYS_PTRACE can neither trace this one nor open what it has open in `/proc`."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(0), 0, 0, 0), "prctl DUMPABLE")


def no_new_privileges() -> None:
    """No program gives this process or its descendants more rights: set-user-ID bits and file capabilities are void."""
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), 0, 0, 0), "prctl NO_NEW_PRIVS")


def permitted_capabilities() -> int:
    """As a mask, one bit a capability."""
    sets = (_CapabilitySets * 2)()
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capget(ctypes.byref(header), ctypes.byref(sets)), "capget")
    return int(sets[0].permitted | sets[1].permitted << 32)


def set_capabilities(mask: int) -> None:
    """Permitted and effective become `mask`; nothing is inheritable or ambient."""
    _check(_libc.prctl(_PR_CAP_AMBIENT, ctypes.c_ulong(_PR_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0), "prctl CAP_AMBIENT")
    low, high = mask & 0xFFFFFFFF, mask >> 32
    sets = (_CapabilitySets * 2)(_CapabilitySets(low, low, 0), _CapabilitySets(high, high, 0))
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(sets)), "capset")


def limit_capabilities(mask: int) -> None:
    """Take every capability outside `mask` out of the bounding set. Needs CAP_SETPCAP."""
    for number in range(64):
        bounded = _libc.prctl(_PR_CAPBSET_READ, ctypes.c_ulong(number), 0, 0, 0)
        if bounded < 0:
            return  # the kernel's last one was before
        if bounded and not mask >> number & 1:
            _check(_libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0), "prctl CAPBSET_DROP")


def filter_system_calls(instructions: bytes) -> None:
    """Put a seccomp filter (classic BPF, 8 bytes an instruction) on this process and its descendants, for good."""
    program = _FilterProgram(len(instructions) // 8, instructions)
    done = _libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), ctypes.byref(program), 0, 0)
    _check(done, "prctl SECCOMP")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
