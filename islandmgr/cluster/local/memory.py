"""Memory limits where the kernel's groups are not ours to make: look twice a second, end the biggest process above."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_PERIOD = 0.5  # seconds
_PAGE = os.sysconf("SC_PAGE_SIZE")


async def hold_limit(main: int, limit: int, exceeded: Callable[[], None]) -> None:
    """Watch process `main` and its descendants; whenever they hold more than `limit` bytes of resident memory together,
    call `exceeded` and, as the kernel would, kill the biggest of them. Goes on until cancelled."""
    while True:
        await asyncio.sleep(_PERIOD)
        sizes = {pid: resident(pid) for pid in family(main, parents())}
        if sum(sizes.values()) > limit:
            exceeded()
            with contextlib.suppress(ProcessLookupError):
                os.kill(max(sizes, key=lambda pid: sizes[pid]), signal.SIGKILL)


def family(main: int, parent_of: Mapping[int, int]) -> Iterator[int]:
    """A process and all its descendants."""
    children = defaultdict(list)
    for pid, parent in parent_of.items():
        children[parent].append(pid)
    waiting = [main]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting.extend(children[pid])


def parents() -> dict[int, int]:
    """Process -> its parent, for all processes of the machine."""
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                stat = Path(entry.path, "stat").read_text()
                found[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    return found


def resident(pid: int) -> int:
    """Bytes; 0 for a process that has ended."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0
