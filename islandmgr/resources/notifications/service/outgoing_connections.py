"""Where the manager may connect to on other people's word: the public internet, and networks that the settings name.

A name is looked up and checked when it is configured, for a good message. That is not enough: it may resolve to
another address a minute later. So within `guarded` each look-up is checked again, and each connection with the very
address it is made to, by one of Python's audit hooks: whichever library connects, and through whatever redirect.
Nothing but TCP is let through, and nothing after the deadline.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from islandmgr.model.errors import Invalid
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.rules.addresses import is_public, meant
from islandmgr.resources.notifications.service.name_lookup import AddressInfo, resolver

LOOK_UP = 5.0  # seconds that looking up a name may take when it is configured
AGAIN = 0.5  # seconds between cutting what was connected, once the deadline has passed
INTERNET = frozenset({socket.AF_INET, socket.AF_INET6})
SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})  # `connect_ex` is a `socket.connect`


class Guard:
    """What holds within one `guarded`. `refused` says why connections were not made: libraries hide what is raised."""

    def __init__(self, networks: Sequence[str], seconds: float) -> None:
        self.networks = networks
        self.refused: list[Invalid] = []
        self._end = time.monotonic() + seconds
        self._left = threading.Event()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    @property
    def seconds(self) -> float:
        """How many are left; never negative."""
        return max(0.0, self._end - time.monotonic())

    @property
    def expired(self) -> bool:
        return self.seconds == 0

    def check(self, sock: socket.socket, address: Any) -> None:
        """Raises OSError unless `sock` may send to `address` now; None is where it is connected to."""
        try:
            _check_target(sock, address, self.networks)
        except Invalid as refused:
            raise self.refuse(refused) from None
        if self.expired:
            raise TimeoutError(errno.ETIMEDOUT, "The deadline has passed")

    def remember(self, sock: socket.socket) -> None:
        """It is cut at the deadline."""
        copy = socket.socket(fileno=os.dup(sock.fileno()))  # TLS takes the descriptor away from `sock`
        with self._lock:
            self._sockets.append(copy)

    def refuse(self, refused: Invalid) -> PermissionError:
        self.refused.append(refused)
        return PermissionError(errno.EACCES, refused.message)

    def watch(self) -> None:
        """Cut all connections at the deadline, also one that is made at that very moment. Until `leave`."""
        wait = self.seconds
        while not self._left.wait(wait):
            with self._lock:
                for sock in self._sockets:
                    with suppress(OSError):  # not connected yet, or closed over there
                        sock.shutdown(socket.SHUT_RDWR)
            wait = AGAIN

    def leave(self) -> None:
        self._left.set()
        with self._lock:
            for sock in self._sockets:
                sock.close()
            self._sockets.clear()


_guard: ContextVar[Guard | None] = ContextVar("guard", default=None)


def check_url(url: str, networks: Sequence[str], seconds: float = LOOK_UP) -> None:
    """Raises Invalid unless `url` is http or https, without a password, and leads where we may connect to."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise Invalid(messages.NO_RECEIVER(url=repr(url)), fields={"url": "form"})
    if parts.username or parts.password:
        raise Invalid(messages.WITH_PASSWORD(), fields={"url": "form"})
    check_host(host, port or (443 if parts.scheme == "https" else 80), networks, seconds)


def check_host(host: str, port: int, networks: Sequence[str], seconds: float = LOOK_UP) -> None:
    """Raises Invalid when the name is unknown, or any of its addresses is one that we may not connect to."""
    try:
        found = resolver.look_up(host, port, 0, socket.SOCK_STREAM, seconds=seconds)
    except TimeoutError:
        raise Invalid(messages.NOT_LOOKED_UP(name=repr(host), n=f"{seconds:.3g}"), fields={"url": "host"}) from None
    except (OSError, UnicodeError):
        raise Invalid(messages.NO_HOST(name=repr(host)), fields={"url": "host"}) from None
    _check_all(found, networks, host)


def check_address(address: str, networks: Sequence[str], host: str = "") -> None:
    """Raises Invalid for an address that is neither public nor in one of `networks`."""
    if allowed(address, networks):
        return
    why = messages.NOT_PUBLIC(address=address)
    if host and host != address:
        why = messages.RESOLVES_TO(name=repr(host), address=address)
    raise Invalid(why, fields={"url": "address"})


def allowed(address: str, networks: Sequence[str]) -> bool:
    """Whether we may connect there."""
    try:
        there = meant(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    named = any(there.version == net.version and there in net for net in map(ip_network, networks))
    return named or is_public(there)


@contextmanager
def guarded(networks: Sequence[str], seconds: float = 60.0) -> Iterator[Guard]:
    """Within the block this thread connects to allowed addresses only, by TCP, and no longer than `seconds`.

    What is refused raises PermissionError, what comes after the deadline TimeoutError: libraries close their socket
    on an OSError, and on nothing else. What is connected at the deadline is cut off.
    """
    _install()
    guard = Guard(networks, seconds)
    threading.Thread(target=guard.watch, name="deadline", daemon=True).start()
    before = _guard.set(guard)
    try:
        yield guard
    finally:
        _guard.reset(before)
        guard.leave()


def _check_target(sock: socket.socket, address: Any, networks: Sequence[str]) -> None:
    if sock.family not in INTERNET or sock.type != socket.SOCK_STREAM:
        raise Invalid("Only TCP connections are made here")
    if address is not None:
        check_address(str(address[0]), networks)


def _check_all(found: Sequence[AddressInfo], networks: Sequence[str], host: str) -> None:
    for address in sorted({str(info[4][0]) for info in found}):
        check_address(address, networks, host)


def _on_event(event: str, args: tuple[Any, ...]) -> None:
    if event not in SENDING:
        return
    guard = _guard.get()
    if guard is not None:
        guard.check(args[0], args[1])
        if event == "socket.connect":
            guard.remember(args[0])


_look_up = socket.getaddrinfo


def _guarded_look_up(
    host: Any,
    port: Any,
    family: int = 0,
    type: int = 0,  # noqa: A002 (libraries name it so)
    proto: int = 0,
    flags: int = 0,
) -> list[AddressInfo]:
    """`socket.getaddrinfo` as libraries call it: as ever outside a guard, within one checked and with its deadline."""
    guard = _guard.get()
    if guard is None:
        return list(_look_up(host, port, family, type, proto, flags))
    name = host.decode() if isinstance(host, bytes) else host or ""
    found = resolver.look_up(name, port, family, type, proto, flags, seconds=guard.seconds)
    try:
        _check_all(found, guard.networks, name)
    except Invalid as refused:
        raise guard.refuse(refused) from None
    return found


_installed = False


def _install() -> None:
    """Once per process, and only in one that tells somebody something: the hook sees every audit event of Python."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_on_event)
        socket.getaddrinfo = _guarded_look_up  # no library has another way to limit a look-up
