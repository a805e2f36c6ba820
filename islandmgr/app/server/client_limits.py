"""For which clients the server waits, for how long, and who has to make way. Pure but for the log."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv6Address, ip_address
from typing import Any, Generic, Protocol, TypeVar

import structlog

from islandmgr.config import metrics
from islandmgr.config.settings import Settings

TELL_GAP = 60.0  # seconds between two lines of the log about the same reason

log = structlog.get_logger(__name__)


class Phase(Enum):
    """What a connection waits for, which is always its client."""

    IDLE = "idle"  # nothing asked for: kept alive between two requests
    HEAD = "head"  # the request line and headers
    BODY = "body"  # the rest of the request
    ANSWER = "answer"  # the client has to take what it asked for
    CLOSE = "close"  # the client has to close


UNFINISHED = frozenset({Phase.HEAD, Phase.BODY, Phase.ANSWER})


@dataclass(frozen=True)
class Limits:
    """`head` and `body` are seconds for the whole of each; `per_address` is 0 where addresses say nothing."""

    head: float = 10.0
    body: float = 30.0
    per_address: int = 0

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Behind a reverse proxy everybody comes from its address, and a limit would shut everybody out for one."""
        per_address = 0 if settings.proxies else settings.unfinished_per_address
        return cls(settings.head_timeout, settings.body_timeout, per_address)


def key_of(client: Any) -> str:
    """Whose connection it is: the IPv4 address, or the first 64 bits of an IPv6 one, which are one customer's. Empty
    for Unix sockets."""
    try:
        address = ip_address(str(client[0]).partition("%")[0])
    except (ValueError, IndexError, TypeError):
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{IPv6Address(int(address) >> 64 << 64)}/64"


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


C = TypeVar("C", bound=Keyed)


class Waiting(Generic[C]):
    """Connections that wait for their clients. Only the main loop's thread may use it."""

    def __init__(self) -> None:
        self._all: dict[C, tuple[Phase, float]] = {}  # in the order in which they began to wait
        self._unfinished: dict[str, dict[C, None]] = {}  # by key, in the same order

    def put(self, conn: C, phase: Phase, deadline: float) -> None:
        """Whoever goes from an unfinished head to an unfinished body keeps its place in the order."""
        known = self._unfinished.get(conn.key, {})
        if conn not in self._all or (conn in known) != (phase in UNFINISHED):
            self.remove(conn)
        self._all[conn] = phase, deadline
        if phase in UNFINISHED:
            self._unfinished.setdefault(conn.key, {})[conn] = None

    def remove(self, conn: C) -> bool:
        """Whether it was there."""
        known = self._unfinished.get(conn.key)
        if known is not None:
            known.pop(conn, None)
            if not known:
                del self._unfinished[conn.key]
        return self._all.pop(conn, None) is not None

    def phase(self, conn: C) -> Phase | None:
        """None while it does not wait for its client."""
        found = self._all.get(conn)
        return found[0] if found else None

    def unfinished(self, key: str) -> int:
        """Requests of one client that have begun to come and are not answered; 0 for those without an address."""
        return len(self._unfinished.get(key, ())) if key else 0

    def oldest(self, key: str | None = None) -> C | None:
        """Who has been waiting longest, of all or among one client's unfinished ones."""
        return next(iter(self._all if key is None else self._unfinished.get(key, ())), None)

    def all(self) -> list[C]:
        return list(self._all)

    def overdue(self, now: float) -> list[C]:
        return [conn for conn, (_, deadline) in self._all.items() if deadline <= now]

    def cap(self, deadline: float) -> None:
        """Let nobody wait longer than until `deadline`."""
        for conn, (phase, until) in self._all.items():
            self._all[conn] = phase, min(until, deadline)


class DropLog:
    """Counts connections that were cut, and tells the log of it, seldom."""

    def __init__(self) -> None:
        self._untold: dict[str, int] = {}
        self._told_at: dict[str, float] = {}

    def tell(self, reason: str, key: str = "") -> None:
        metrics.dropped_connections.labels(reason).inc()
        self._untold[reason] = self._untold.get(reason, 0) + 1
        now = time.monotonic()
        if now - self._told_at.get(reason, -TELL_GAP) >= TELL_GAP:
            self._told_at[reason] = now
            log.warning(
                "connections cut: their clients are slow or too many", reason=reason, cut=self._untold[reason], last=key
            )
            self._untold[reason] = 0
