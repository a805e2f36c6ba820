"""Where the manager may connect to on other people's word: the public internet, and networks that the settings name.

A name is looked up and checked when it is configured, for a good message. That is not enough: it may resolve to
another address a minute later. So every connection made within `guarded` is checked again with the very address it
is made to, by one of Python's audit hooks: whichever library connects, and through whatever redirect.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from islandmgr.errors import Invalid

_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Guard:
    """What holds within one `guarded`. `refused` says why connections were not made: libraries hide what is raised."""

    networks: Sequence[str]
    refused: list[Invalid] = field(default_factory=list)


_guard: ContextVar[Guard | None] = ContextVar("guard", default=None)


def check_url(url: str, networks: Sequence[str]) -> None:
    """Raises Invalid unless `url` is http or https, without a password, and leads where we may connect to."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise Invalid(f"{url!r} is no address of a receiver; write https://host/path", fields={"url": "form"})
    if parts.username or parts.password:
        raise Invalid(
            "A receiver's address must hold no name and password; check the signature", fields={"url": "form"}
        )
    check_host(host, port or (443 if parts.scheme == "https" else 80), networks)


def check_host(host: str, port: int, networks: Sequence[str]) -> None:
    """Raises Invalid when the name is unknown, or any of its addresses is one that we may not connect to."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Invalid(f"The host {host!r} is not known", fields={"url": "host"}) from None
    for address in sorted(found):
        check_address(address, networks, host)


def check_address(address: str, networks: Sequence[str], host: str = "") -> None:
    """Raises Invalid for an address that is neither public nor in one of `networks`."""
    if allowed(address, networks):
        return
    where = f"{host!r} is {address}, which" if host and host != address else f"{address}"
    raise Invalid(
        f"{where} is not a public address; an operator may allow its network in ISLANDMGR_OUTGOING_NETWORKS",
        fields={"url": "address"},
    )


def allowed(address: str, networks: Sequence[str]) -> bool:
    """Whether we may connect there."""
    try:
        there = _meant(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if any(there.version == net.version and there in net for net in map(ip_network, networks)):
        return True
    return there.is_global and not there.is_multicast and not there.is_reserved


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, if it does."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped or address.sixtofour:
            return address.ipv4_mapped or address.sixtofour or address
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@contextmanager
def guarded(networks: Sequence[str]) -> Iterator[Guard]:
    """Within the block this thread connects to allowed addresses only.

    The connecting call raises PermissionError: libraries close their socket on an OSError, and on nothing else.
    """
    _install()
    guard = Guard(networks)
    before = _guard.set(guard)
    try:
        yield guard
    finally:
        _guard.reset(before)


def _on_event(event: str, args: tuple[Any, ...]) -> None:
    if event != "socket.connect":
        return
    guard = _guard.get()
    if guard is not None and args[0].family in {socket.AF_INET, socket.AF_INET6}:
        try:
            check_address(str(args[1][0]), guard.networks)
        except Invalid as refused:
            guard.refused.append(refused)
            raise PermissionError(errno.EACCES, refused.message) from None


_installed = False


def _install() -> None:
    """Once per process, and only in one that tells somebody something: the hook sees every audit event of Python."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_on_event)
