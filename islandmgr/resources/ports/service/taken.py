"""Ports of the pools that others use: found, given to no island meanwhile, and given out again when they are free.

What was found is kept with the port (`allocator.exclude`) as a message of the kind `USED_BY`, so it outlives the
manager; what a person excluded has words of their own, and stays until a person includes it.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

import allocator
from islandmgr.kernel.context import Parts
from islandmgr.model.messages import Message
from islandmgr.resources.ports import messages
from islandmgr.resources.ports.rules import foreign, foreign_pods

FIRST_GAP, LONGEST_GAP = 10.0, 600.0  # seconds until a port is looked at again; doubling
UNSEEN_GAP = 300.0  # the first gap where the cluster cannot say who listens
KNOCK = 1.0  # seconds that a connection may take

PROCESS_LENGTH, NODE_LENGTH = 60, 60  # characters of what is kept; a port's row has room for 255

log = structlog.get_logger(__name__)

Users = Mapping[int, Message]
"""Ports, and by whom each is used, in a message of the kind `USED_BY`."""


def used_by(process: str = "", node: str = "") -> Message:
    """What is kept of a port that is used; empty for what is not known."""
    process, node = process[:PROCESS_LENGTH], node[:NODE_LENGTH]
    return messages.USED_BY(process=process or messages.SOMEBODY(), node=node or messages.ALL_NODES())


def seen(parts: Parts, first: int, last: int) -> Users | None:
    """Ports from `first` to `last` that something which is no Pod listens on now. None: that cannot be seen here."""
    listeners = parts.cluster.listeners(first, last)
    if not listeners:
        return None if listeners is None else {}
    nodes, pods = parts.cluster.list_nodes(), parts.cluster.list_pods(ours=False)
    names = {node.address: node.name for node in nodes}
    return {
        listener.number: used_by(listener.process, names.get(listener.address) or listener.address)
        for listener in foreign(nodes, pods, listeners)
    }


def bounds(parts: Parts) -> tuple[int, int]:
    """The first and the last port of all pools; there is at least one."""
    pools = parts.settings.pools
    return min(pool.first for pool in pools), max(pool.last for pool in pools)


def pods_on(parts: Parts, first: int, last: int) -> Users:
    """Ports from `first` to `last` that other Pods of the cluster say that they take. All Pods are looked at."""
    return {
        number: used_by(f"Pod {pod.name}", pod.node)
        for pod in foreign_pods(parts.cluster.list_pods(ours=False))
        for number, _ in pod.host_ports
        if first <= number <= last
    }


def keep_out(conn: Connection, parts: Parts, found: Users) -> list[int]:
    """Give these ports to no island until they are free; those that are new. What a person excluded stays theirs."""
    known = allocator.excluded(conn)
    new: list[int] = []
    for pool in parts.settings.pools:
        left_out = {number for first, last in pool.excluded for number in range(first, last + 1)}
        mine = {number: why for number, why in found.items() if pool.first <= number <= pool.last}
        fresh = mine.keys() - known.get(pool.name, {}).keys() - left_out
        if fresh:
            allocator.exclude_each(conn, pool.name, {number: mine[number] for number in fresh})
            new += sorted(fresh)
    return new


def kept_out(conn: Connection) -> dict[str, dict[int, Message]]:
    """Pool -> port -> by whom the manager found it used."""
    found = allocator.excluded(conn)
    return {pool: {port: why for port, why in ports.items() if _is_ours(why)} for pool, ports in found.items()}


def by_hand(conn: Connection) -> dict[str, dict[int, Message]]:
    """Pool -> port -> why a person excluded it."""
    found = allocator.excluded(conn)
    return {pool: {port: why for port, why in ports.items() if not _is_ours(why)} for pool, ports in found.items()}


def _is_ours(why: Message) -> bool:
    return why.code == messages.USED_BY.code


@dataclass(frozen=True)
class _Look:
    """When a port is looked at again, on the monotonic clock, and after how many seconds that is."""

    due: float
    gap: float


class TakenPorts:
    """The leader's look from time to time. What it remembers is only when to look again."""

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.monotonic) -> None:
        self._parts = parts
        self._clock = clock
        self._looks: dict[tuple[str, int], _Look] = {}

    def look(self) -> int:
        """Keep out what others use now, and give out again what is free; how many ports that changed."""
        if not self._parts.settings.pools:
            return 0
        first, last = bounds(self._parts)
        found = seen(self._parts, first, last)
        if found is not None:  # where the scheduler alone knows, it is asked when it has no place for an island
            found = {**pods_on(self._parts, first, last), **found}
        with self._parts.store.reading() as conn:
            kept = kept_out(conn)
            excluded = allocator.excluded(conn)
        free = self._free(kept, found)
        news = _news(self._parts, found or {}, excluded)
        if not free and not news:
            return 0
        now = self._parts.now()

        def work(conn: Connection) -> int:
            new = keep_out(conn, self._parts, news)
            still = kept_out(conn)
            gone = {pool: [port for port in ports if port in still.get(pool, {})] for pool, ports in free.items()}
            for pool, ports in gone.items():
                if ports:
                    allocator.include(conn, pool, ports, since=now)
            return len(new) + sum(map(len, gone.values()))

        changed = self._parts.store.run(work)
        log.info("ports that others use", kept_out=sorted(news), free_again=free)
        return changed

    def _free(self, kept: Mapping[str, Users], found: Users | None) -> dict[str, list[int]]:
        """Those that are due and that nobody uses any more."""
        now = self._clock()
        there = {(pool, port) for pool, ports in kept.items() for port in ports}
        self._looks = {key: look for key, look in self._looks.items() if key in there}
        free: dict[str, list[int]] = {}
        for pool, port in sorted(there):
            look = self._looks.get((pool, port))
            if look is None:  # found just now, or by a manager before this one
                gap = UNSEEN_GAP if found is None else FIRST_GAP
                self._looks[pool, port] = _Look(now + gap, gap)
            elif now >= look.due:
                if self._is_used(port, kept[pool][port], found):
                    gap = min(look.gap * 2, LONGEST_GAP)
                    self._looks[pool, port] = _Look(now + gap, gap)
                else:
                    del self._looks[pool, port]
                    free.setdefault(pool, []).append(port)
        return free

    def _is_used(self, port: int, why: Message, found: Users | None) -> bool:
        """Where nobody says who listens, a knock tells: what listens on the node's address only for itself stays
        unseen, and is met again by the next server that wants the port."""
        if found is not None:
            return port in found
        node = self._parts.cluster.get_node(str(why.values["node"]))
        if node is None or not node.address:
            return False
        with suppress(OSError), socket.create_connection((node.address, port), timeout=KNOCK):
            return True
        return False


def _news(parts: Parts, found: Users, excluded: Mapping[str, Users]) -> Users:
    """What is in a pool and not excluded there yet."""
    return {
        number: why
        for number, why in found.items()
        if any(
            pool.first <= number <= pool.last
            and number not in excluded.get(pool.name, {})
            and not any(first <= number <= last for first, last in pool.excluded)
            for pool in parts.settings.pools
        )
    }
