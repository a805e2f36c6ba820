"""Use of the port pools, what is taken out of them by hand, and the doctor who looks for what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

import allocator
from islandmgr.config.setting_forms import PoolSetting
from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Actor
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import Message
from islandmgr.model.numbers import listed
from islandmgr.model.observed import Listener, Pod
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.ports import messages
from islandmgr.resources.ports import rules as doctor
from islandmgr.resources.ports.rules import Finding, PoolSeen, Seen
from islandmgr.resources.ports.service import taken

EPHEMERAL_FILE = Path("/proc/sys/net/ipv4/ip_local_port_range")


class Ports:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def usage(self) -> list[allocator.PoolUsage]:
        """Every pool: its blocks held, free, resting and excluded, and who holds most."""
        with self._parts.store.reading() as conn:
            return allocator.usage(conn, self._parts.now(), self._usual_size())

    def exclude(self, pool: str, numbers: Sequence[int], why: str, actor: Actor) -> None:
        """Give these ports to no island any more; who holds one keeps it. Raises Invalid: they are not the pool's."""

        def work(conn: Connection) -> None:
            allocator.exclude(conn, pool, numbers, why)
            self._record(conn, actor, pool, messages.EXCLUDED(ports=listed(numbers), reason=why))

        self._parts.store.run(work)

    def include(self, pool: str, numbers: Sequence[int], actor: Actor) -> None:
        """Give them out again. Raises Invalid: they are not the pool's, or the settings exclude them."""

        def work(conn: Connection) -> None:
            allocator.include(conn, pool, numbers)
            self._record(conn, actor, pool, messages.INCLUDED(ports=listed(numbers)))

        self._parts.store.run(work)

    def doctor(self) -> tuple[Finding, ...]:
        """Look at the pools, the cluster's Pods and its nodes. Without warnings it is a clean bill.

        Raises:
            Unavailable: the cluster does not answer.
        """
        pools, cluster = self._parts.settings.pools, self._parts.cluster
        pods, trouble = self._pods()
        listeners: list[Listener] | None = None
        if pools:
            listeners = cluster.listeners(min(pool.first for pool in pools), max(pool.last for pool in pools))
        nodes = cluster.list_nodes()
        now = self._parts.now()
        with self._parts.store.reading() as conn:
            seen = Seen(
                pools=_pools(conn, pools, now),
                nodes=nodes,
                pods=pods,
                holders=[island for island in islands.live(conn) if island.ports],
                listeners=listeners,
                faults=allocator.faults(conn),
                ephemeral=ephemeral_range() if cluster.traits.nodes_are_this_machine else doctor.USUAL_EPHEMERAL,
                node_ports=cluster.traits.node_ports,
                now=now,
            )
        return (*trouble, *doctor.findings(seen))

    def _pods(self) -> tuple[list[Pod], list[Finding]]:
        """Everybody's Pods; when those of others may not be seen, ours."""
        cluster = self._parts.cluster
        try:
            return cluster.list_pods(ours=False), []
        except IslandError as error:
            return cluster.list_pods(), [doctor.unseen(error.message)]

    def _record(self, conn: Connection, actor: Actor, pool: str, message: Message) -> None:
        audit.done(conn, actor, self._parts.now(), target=pool, message=message)

    def _usual_size(self) -> int:
        """How many ports a block of the usual kind of island has: free room is counted in those."""
        try:
            return len(self._parts.blueprints.get(self._parts.settings.default_blueprint).ports)
        except IslandError:
            return 1


def _pools(conn: Connection, settings: Sequence[PoolSetting], now: float) -> list[PoolSeen]:
    by_hand, kept_out = taken.by_hand(conn), taken.kept_out(conn)
    left_out = {pool.name: pool.excluded for pool in settings}
    return [
        PoolSeen(
            name=pool.name,
            first=pool.first,
            last=pool.last,
            resting=pool.resting,
            rests_until=pool.next_rest_ends_at,
            excluded=by_hand.get(pool.name, {}),
            taken=kept_out.get(pool.name, {}),
            left_out=left_out.get(pool.name, ()),
        )
        for pool in allocator.usage(conn, now)
    ]


def ephemeral_range() -> tuple[int, int]:
    """The range from which this machine's kernel takes ports for outgoing connections."""
    try:
        first, last = EPHEMERAL_FILE.read_text().split()
        return int(first), int(last)
    except (OSError, ValueError):
        return doctor.USUAL_EPHEMERAL
