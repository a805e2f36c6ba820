"""Are a container's host ports free on its node's address? Asked of the kernel just before the container starts."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterable
from pathlib import Path

_LISTENING = "0A"
_TABLES = {"TCP": ("tcp", "tcp6"), "UDP": ("udp", "udp6")}


def taken(address: str, ports: Iterable[tuple[int, str]]) -> str:
    """A sentence about the first port that a server could not bind, or nothing."""
    for number, protocol in ports:
        if not _can_bind(address, number, protocol):
            return f"port {number}/{protocol} on {address} is taken by {_owner(number, protocol)}"
    return ""


def _can_bind(address: str, number: int, protocol: str) -> bool:
    kind = socket.SOCK_DGRAM if protocol == "UDP" else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind == socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of a former server do not count
        try:
            probe.bind((address, number))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True


def _owner(number: int, protocol: str) -> str:
    inodes = {inode for table in _TABLES.get(protocol, ()) for inode in socket_inodes(_read(table), number, protocol)}
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and _holds(process, inodes):
            return f"process {process.name} ({_text(process / 'comm')})"
    return "a process that this user cannot see"


def socket_inodes(table: str, number: int, protocol: str) -> set[str]:
    """Inodes of sockets bound to a local port (TCP: that listen there), from the text of `/proc/net/{tcp,udp}[6]`."""
    found = set()
    for line in table.splitlines()[1:]:
        fields = line.split()
        local_port = int(fields[1].rpartition(":")[2], 16)
        if local_port == number and (protocol == "UDP" or fields[3] == _LISTENING):
            found.add(fields[9])
    return found


def _holds(process: Path, inodes: set[str]) -> bool:
    with contextlib.suppress(OSError):
        for entry in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                if str(entry.readlink())[len("socket:[") : -1] in inodes:
                    return True
    return False


def _read(table: str) -> str:
    with contextlib.suppress(OSError):
        return Path("/proc/net", table).read_text()
    return ""


def _text(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text().strip()
    return "?"
