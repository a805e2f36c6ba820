"""Ports that no other test has, neither of this run nor of another one on this machine.

The range is cut into blocks. A process owns a block while it holds the lock on that block's file; the kernel lets go of
the lock when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(f"/tmp/islandmgr-test-ports-{os.getuid()}")  # not TMPDIR: runs that have different ones share the ports
ALL = range(10_000, 30_000)  # below the ports of outgoing connections, and of the product's own default pool
BLOCK = 20

_held: list[int] = []  # the locks of this process, until it ends


def take(count: int) -> range:
    """So many ports in a row, which belong to this process until it ends."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    needed = -(-count // BLOCK)
    row: list[int] = []
    for first in ALL[::BLOCK]:
        handle = _lock(first)
        if handle is None:
            _release(row)
            row = []
            continue
        row.append(handle)
        if len(row) == needed:
            _held.extend(row)
            start = first - (needed - 1) * BLOCK
            return range(start, start + count)
    _release(row)
    raise AssertionError(f"No {count} ports in a row are free from {ALL[0]} to {ALL[-1]}; see {FOLDER}")


def pool(count: int) -> str:
    """The setting of a manager's pool with so many ports."""
    ports = take(count)
    return f"default={ports[0]}-{ports[-1]}"


def free_port() -> int:
    """One that nobody listens on, and that no other call gets. The kernel's own choice, by port 0, may be somebody's
    outgoing connection when the server starts that was meant to have it."""
    return next(_one_by_one)


def _ports() -> Iterator[int]:
    while True:
        yield from take(BLOCK)


_one_by_one = _ports()


def _lock(first: int) -> int | None:
    handle = os.open(FOLDER / str(first), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    if all(map(_is_free, range(first, first + BLOCK))):
        return handle
    os.close(handle)
    return None


def _is_free(port: int) -> bool:
    """Programs that know nothing of the locks may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
        return True


def _release(handles: list[int]) -> None:
    for handle in handles:
        os.close(handle)
