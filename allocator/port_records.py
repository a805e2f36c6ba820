"""Whether the books balance: the proof that no port is held twice, and none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from allocator import messages
from allocator.blocks import held
from allocator.rows import Known, read_pools, read_runs
from allocator.runs import consecutive
from allocator.tables import islands, ports
from islandmgr.model.domain import TERMINAL
from islandmgr.model.messages import Message


def faults(conn: Connection) -> list[Message]:
    """What is wrong with the books. Always empty, or the allocator is at fault.

    True in a transaction that nobody writes beside: it reads more than once.
    """
    return [*_leaked(conn), *_scattered(conn), *imbalances(conn)]


def imbalances(conn: Connection) -> list[Message]:
    """The faults that `rebuild` mends: ports that are free, held or excluded at once, or none of these."""
    pools = read_pools(conn)
    return [fault for name in pools for fault in _unbalanced(conn, pools, name)]


def _leaked(conn: Connection) -> Iterator[Message]:
    holders = select(islands.c.id).join(ports, ports.c.island_id == islands.c.id).distinct()
    for island in conn.execute(holders.where(islands.c.state.in_(sorted(TERMINAL))).order_by(islands.c.id)).scalars():
        yield messages.LEAKED(id=island)


def _scattered(conn: Connection) -> Iterator[Message]:
    for block in held(conn):
        numbers = set(conn.execute(select(ports.c.port).where(ports.c.island_id == block.island_id)).scalars())
        if numbers != set(block.ports):
            yield messages.SCATTERED(id=block.island_id, ports=_listed(numbers))


def _unbalanced(conn: Connection, pools: Mapping[str, Known], name: str) -> Iterator[Message]:
    ours = pools[name].usable
    rows = {row.port: row for row in conn.execute(select(ports).where(ports.c.pool == name))}
    free = Counter(port for run in read_runs(conn, name) for port in run.ports)
    held_here = {port for port, row in rows.items() if row.island_id is not None}
    excluded = {port for port, row in rows.items() if row.excluded is not None}
    rivals = [other for other, known in pools.items() if known.pool.shares_nodes(pools[name].pool)]
    by_rivals = select(ports.c.port).where(ports.c.pool.in_(rivals), ports.c.island_id.is_not(None))
    taken = set(conn.execute(by_rivals).scalars())
    complaints = {
        messages.FREE_TWICE: {port for port, times in free.items() if times > 1},
        messages.HELD_AND_FREE: taken & free.keys(),
        messages.EXCLUDED_AND_FREE: excluded & free.keys(),
        messages.LOST: ours - taken - excluded - free.keys(),
        messages.WITHOUT_ROW: ours - rows.keys(),
        messages.OF_NO_POOL: (free.keys() | rows.keys()) - ours - held_here,
    }
    for complaint, numbers in complaints.items():
        if numbers:
            yield complaint(ports=_listed(numbers), pool=name)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in consecutive(numbers))
