"""Looking up names of receivers, within a time limit. What the system's resolver does has none, and cannot be stopped.

So each look-up has a thread of its own, and there are only so many. A look-up that hangs keeps its place until the
resolver gives up. Each host has a small share of the places, and half of them are for hosts whose last look-up was
answered in time: names that hang hold up nobody else.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from contextvars import Context
from ipaddress import ip_address
from typing import Any

AddressInfo = tuple[Any, ...]
"""As `socket.getaddrinfo` returns it."""

PLACES, FOR_ONE = 32, 2  # look-ups under way, and those of one host
REMEMBERED = 1000  # hosts that answered


class Resolver:
    def __init__(self, places: int = PLACES, for_one: int = FOR_ONE) -> None:
        self._places = places
        self._for_one = for_one
        self._busy = Counter[str]()
        self._answered: dict[str, None] = {}  # the longest ago first
        self._changed = threading.Condition()

    def look_up(self, host: str, port: Any, *args: Any, seconds: float) -> list[AddressInfo]:
        """`socket.getaddrinfo(host, port, *args)`. Raises what that raises, and TimeoutError after `seconds`."""
        if _is_number(host):  # nobody is asked
            return _asked(host, port, args)
        end = time.monotonic() + seconds
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_place(host), seconds):
                raise TimeoutError(f"The name {host!r} could not be looked up within {seconds:.3g} s")
            self._busy[host] += 1
        found = _LookUp()
        threading.Thread(target=self._ask, args=(found, host, port, args), name="look-up", daemon=True).start()
        in_time = found.ended.wait(max(0.0, end - time.monotonic()))
        self._remember(host, in_time)
        if not in_time:
            raise TimeoutError(f"The name {host!r} could not be looked up within {seconds:.3g} s")
        if found.error is not None:
            raise found.error
        return found.addresses

    def _has_place(self, host: str) -> bool:
        if self._busy[host] >= self._for_one or self._busy.total() >= self._places:
            return False
        newcomers = sum(number for name, number in self._busy.items() if name not in self._answered)
        return host in self._answered or newcomers < self._places // 2

    def _ask(self, found: _LookUp, host: str, port: Any, args: tuple[Any, ...]) -> None:
        try:
            found.addresses = _asked(host, port, args)
        except Exception as error:
            found.error = error
        finally:
            found.ended.set()
            with self._changed:
                self._busy -= Counter((host,))  # a count of zero is dropped
                self._changed.notify_all()

    def _remember(self, host: str, in_time: bool) -> None:
        with self._changed:
            self._answered.pop(host, None)
            if in_time:
                self._answered[host] = None
                if len(self._answered) > REMEMBERED:
                    del self._answered[next(iter(self._answered))]


class _LookUp:
    def __init__(self) -> None:
        self.ended = threading.Event()
        self.addresses: list[AddressInfo] = []
        self.error: Exception | None = None


def _asked(host: str, port: Any, args: tuple[Any, ...]) -> list[AddressInfo]:
    """In a context of its own: whoever guards look-ups passes them on to here."""
    return list(Context().run(socket.getaddrinfo, host, port, *args))


def _is_number(host: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(host.partition("%")[0]))
    return False


resolver = Resolver()
"""The one of this process."""
