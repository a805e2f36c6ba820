"""Are a container's host ports free on its node's address? Asked of the kernel just before the container starts."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from islandmgr.model.observed import Listener

_LISTENING, _UNCONNECTED = "0A", "07"
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
    return next(iter(_owners(inodes).values()), "a process that this user cannot see")


def listeners(first: int, last: int) -> list[Listener]:
    """Every socket of this machine that listens on a port from `first` to `last`, in any process."""
    found = [
        (at, protocol)
        for protocol, tables in _TABLES.items()
        for table in tables
        for at in bound(_read(table), protocol)
        if first <= at.number <= last
    ]
    owners = _OWNERS.of({at.inode for at, _ in found})
    unseen = "a process that this user cannot see"
    listening = (Listener(at.address, at.number, protocol, owners.get(at.inode, unseen)) for at, protocol in found)
    return sorted(set(listening), key=lambda one: (one.number, one.protocol, one.address))


def socket_inodes(table: str, number: int, protocol: str) -> set[str]:
    """Inodes of sockets bound to a local port (TCP: that listen there), from the text of `/proc/net/{tcp,udp}[6]`."""
    return {at.inode for at in bound(table, protocol, clients=True) if at.number == number}


@dataclass(frozen=True)
class Bound:
    """A line of `/proc/net/{tcp,udp}[6]`. `address` is empty for all addresses."""

    address: str
    number: int
    inode: str


def bound(table: str, protocol: str, *, clients: bool = False) -> list[Bound]:
    """Sockets bound to a local port (TCP: that listen there); of UDP also those of `clients`, which are connected."""
    lines = (line.split() for line in table.splitlines()[1:])
    accepted = _LISTENING if protocol == "TCP" else _UNCONNECTED
    wanted = (fields for fields in lines if fields[3] == accepted or (clients and protocol == "UDP"))
    found = []
    for fields in wanted:
        address, _, port = fields[1].rpartition(":")
        found.append(Bound(_address(address), int(port, 16), fields[9]))
    return found


def _address(text: str) -> str:
    """The kernel writes words of four bytes in the machine's order."""
    words = [bytes.fromhex(text[at : at + 8])[::-1] for at in range(0, len(text), 8)]
    address = ip_address(b"".join(words))
    plain = getattr(address, "ipv4_mapped", None) or address
    return "" if plain.is_unspecified else str(plain)


class Owners:
    """Remembers whose each socket is: to find out takes a look at all files of all processes. Thread-safe enough: who
    loses a race looks twice."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, inodes: set[str]) -> dict[str, str]:
        new = inodes - self._known.keys()
        found = {inode: words for inode, words in self._known.items() if inode in inodes}
        if new:
            found |= _owners(new)
        self._known = found
        return found


_OWNERS = Owners()


def _owners(inodes: set[str]) -> dict[str, str]:
    """Inode -> its process, in words; those of others are hidden from an ordinary user."""
    found = {}
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            for inode in inodes & _sockets(process):
                found[inode] = f"process {process.name} ({_text(process / 'comm')})"
    return found


def _sockets(process: Path) -> set[str]:
    found = set()
    with contextlib.suppress(OSError):
        for entry in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(str(entry.readlink())[len("socket:[") : -1])
    return found


def _read(table: str) -> str:
    with contextlib.suppress(OSError):
        return Path("/proc/net", table).read_text()
    return ""


def _text(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text().strip()
    return "?"
