"""The filter of system calls for containers: what capabilities do not guard, and what leads around them. Pure.

Denied are user namespaces (in one, anybody has all capabilities and may mount), the kernel's key rings and its log, and
calls that containers' runtimes deny as well since they open much of the kernel to everybody: BPF, performance events,
files by handle, page faults in user space.
"""

from __future__ import annotations

import errno
import struct
from dataclasses import dataclass

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # instructions of classic BPF
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in `struct seccomp_data`; little endian
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NEW_USER_NAMESPACE = 0x10000000
_X32 = 0x40000000  # numbers from here on are x86-64's third way to make the same calls


@dataclass(frozen=True)
class _Calls:
    """One way of a processor to make system calls: its AUDIT_ARCH and its numbers."""

    architecture: int
    clone: int
    unshare: int
    denied: tuple[
        int, ...
    ]  # syslog, add_key, request_key, keyctl, perf_event_open, open_by_handle_at, bpf, userfaultfd
    clone3: int = 435


_X86 = _Calls(0x40000003, clone=120, unshare=310, denied=(103, 286, 287, 288, 336, 342, 357, 374))
_X86_64 = _Calls(0xC000003E, clone=56, unshare=272, denied=(103, 248, 249, 250, 298, 304, 321, 323))
_ARM = _Calls(0x40000028, clone=120, unshare=337, denied=(103, 309, 310, 311, 364, 371, 386, 388))
_ARM_64 = _Calls(0xC00000B7, clone=220, unshare=97, denied=(116, 217, 218, 219, 241, 265, 280, 282))

_MACHINES = {"x86_64": (_X86_64, _X86), "aarch64": (_ARM_64, _ARM)}


def program(machine: str) -> bytes:
    """The filter for a machine as `uname` names it; nothing for one whose numbers are not known here."""
    if machine not in _MACHINES:
        return b""
    blocks = [_load(_ARCHITECTURE)]
    for calls in _MACHINES[machine]:
        block = _block(calls)
        blocks += [_jump(_EQUAL, calls.architecture, 0, len(block)), *block]
    return b"".join([*blocks, _answer(errno.ENOSYS)])


def _block(calls: _Calls) -> list[bytes]:
    instructions = [_load(_NUMBER)]
    if calls is _X86_64:
        instructions += [_jump(_AT_LEAST, _X32, 0, 1), _answer(errno.ENOSYS)]
    for number in calls.denied:
        instructions += [_jump(_EQUAL, number, 0, 1), _answer(errno.EPERM)]
    # Its flags lie in memory, where no filter sees them. The C libraries then call clone.
    instructions += [_jump(_EQUAL, calls.clone3, 0, 1), _answer(errno.ENOSYS)]
    instructions += [_jump(_EQUAL, calls.clone, 2, 0), _jump(_EQUAL, calls.unshare, 1, 0), _answer(0)]
    instructions += [_load(_FIRST_ARGUMENT), _jump(_ANY_BIT, _NEW_USER_NAMESPACE, 0, 1), _answer(errno.EPERM)]
    return [*instructions, _answer(0)]


def _load(offset: int) -> bytes:
    return struct.pack("=HBBI", _LOAD, 0, 0, offset)


def _jump(test: int, value: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("=HBBI", test, if_true, if_false, value)


def _answer(error: int) -> bytes:
    """End: let the call through, or fail it with `error`."""
    return struct.pack("=HBBI", _RETURN, 0, 0, _ERROR | error if error else _ALLOW)
