"""The filter of system calls, run here as the kernel runs it, for every kind of machine."""

from __future__ import annotations

import errno
import struct

import pytest

from islandmgr.cluster.local import seccomp

X86_64, X86, ARM_64, ARM = 0xC000003E, 0x40000003, 0xC00000B7, 0x40000028
ALLOWED = 0x7FFF0000
NEW_USER, NEW_THREAD = 0x10000000, 0x00010F00


def answer(program: bytes, architecture: int, number: int, argument: int = 0) -> int:
    """The error that a call gets, 0 when it is let through."""
    data = struct.pack("<iIQQ", number, architecture, 0, argument)
    instructions = list(struct.iter_unpack("<HBBI", program))
    at, held = 0, 0
    while True:
        code, if_true, if_false, value = instructions[at]
        at += 1
        if code == 0x06:
            return 0 if value == ALLOWED else value & 0xFFFF
        if code == 0x20:
            (held,) = struct.unpack_from("<I", data, value)
        else:
            holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            at += if_true if holds else if_false


CALLS = {  # clone, unshare, keyctl, syslog, read, mount
    "x86_64": [(X86_64, 56, 272, 250, 103, 0), (X86, 120, 310, 288, 103, 3)],
    "aarch64": [(ARM_64, 220, 97, 219, 116, 63), (ARM, 120, 337, 311, 103, 3)],
}
WAYS = [(machine, *numbers) for machine, ways in CALLS.items() for numbers in ways]


@pytest.mark.parametrize(("machine", "architecture", "clone", "unshare", "keyctl", "syslog", "read"), WAYS)
def test_what_is_denied_and_what_is_not(
    machine: str, architecture: int, clone: int, unshare: int, keyctl: int, syslog: int, read: int
) -> None:
    program = seccomp.program(machine)
    for number in (clone, unshare):
        assert answer(program, architecture, number, NEW_USER) == errno.EPERM
        assert answer(program, architecture, number, NEW_USER | NEW_THREAD) == errno.EPERM
        assert answer(program, architecture, number, NEW_THREAD) == 0
    for number in (keyctl, syslog):
        assert answer(program, architecture, number) == errno.EPERM
    assert answer(program, architecture, 435) == errno.ENOSYS  # clone3: the C library then calls clone
    assert answer(program, architecture, read) == 0


def test_no_other_way_into_the_kernel_leads_around_it() -> None:
    program = seccomp.program("x86_64")
    assert answer(program, ARM_64, 97, NEW_USER) == errno.ENOSYS
    assert answer(program, X86_64, 0x40000000 | 272, NEW_USER) == errno.ENOSYS  # x32


def test_a_machine_whose_numbers_are_not_known() -> None:
    assert seccomp.program("riscv64") == b""
