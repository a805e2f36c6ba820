"""Giving out a block of ports, and taking it back.

How several managers stay out of each other's way on MySQL (SQLite has one writer at a time anyway):
- Who takes ports locks the first port of a free run, and passes over runs that others have locked. Only when that finds
  nothing, though the committed state has something, it queues for the pool's row and looks at all runs.
- Who gives ports back, or changes a pool's layout, locks the pool's row (shared, exclusively) before any port.
- Ports are locked by their primary key alone. A search that locks through another index keeps what it passed over
  locked until the transaction ends, and everybody waits for everybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from allocator.layout import relay
from allocator.pools import LARGEST_BLOCK
from allocator.port_policy import POLICY, rested
from allocator.rows import NO_RUN, RUN, RUNS, known, lock_pool, mark_runs, read_pools, read_runs
from allocator.runs import Cut, Run, consecutive, cut_front, cut_next
from allocator.tables import port_pools, ports
from allocator.usage import no_free_ports
from islandmgr.model.errors import Invalid
from islandmgr.model.instants import latest

RIVALS = 16
"""So many free runs are looked at: as many clients find one each at the same time."""

FITS = (RUN.count >= bindparam("count"), rested(RUN, bindparam("now"), bindparam("latest")))
CANDIDATES = (
    RUNS.with_only_columns(ports.c.port)
    .with_hint(ports, f"FORCE INDEX ({POLICY.index})", "mysql")
    .where(*FITS)
    .order_by(*POLICY.order(RUN))
    .limit(RIVALS)
    .subquery("candidates")
)
NEXT_RUN = (
    # What is inside of the brackets is read without a lock, and in the order in which it is then tried.
    RUNS.prefix_with("STRAIGHT_JOIN", dialect="mysql")
    .select_from(CANDIDATES.join(ports, ports.c.port == CANDIDATES.c.port))
    .with_hint(ports, "FORCE INDEX (PRIMARY)", "mysql")
    .where(*FITS)
    .limit(1)
    .with_for_update(skip_locked=True)
)
TAKE = (
    update(ports)
    .where(
        ports.c.pool == bindparam("of_pool"),
        ports.c.port.between(bindparam("first"), bindparam("last")),
        ports.c.island_id.is_(None),
        ports.c.excluded.is_(None),
    )
    .values(island_id=bindparam("island"), **NO_RUN)
)
GIVE_BACK = update(ports).where(ports.c.island_id == bindparam("island")).values(island_id=None)
HELD = select(ports.c.pool, ports.c.port, ports.c.excluded).where(ports.c.island_id == bindparam("island"))
HELD_OF_POOL = (
    select(ports.c.pool, ports.c.port, port_pools)
    .join(port_pools, port_pools.c.name == ports.c.pool)
    .where(ports.c.island_id == bindparam("island"))
)


@dataclass(frozen=True)
class Block:
    """`count` consecutive host ports of `pool`, from `first` on, that an island holds or held."""

    pool: str
    first: int
    count: int
    island_id: int

    @property
    def last(self) -> int:
        return self.first + self.count - 1

    @property
    def ports(self) -> range:
        return range(self.first, self.last + 1)


def allocate(conn: Connection, pools: Sequence[str], count: int, island_id: int, now: float) -> Block:
    """A block of `count` ports for an island whose row is there, from the first of `pools` that has one.

    Which of its free ones is for `POLICY` to say. Once for an island. `now` is in UTC epoch seconds.
    Raises `NoFreePorts`, and `Invalid` for a count or pool that cannot be.
    """
    if not 1 <= count <= LARGEST_BLOCK:
        raise Invalid(f"A block of {count} ports is not possible. Accepted: 1 to {LARGEST_BLOCK}.")
    for pool in pools:
        cut = _cut(conn, pool, count, now) or _cut_patiently(conn, pool, count, now)
        if cut:
            return _take(conn, Block(pool, cut.first, count, island_id), cut)
    raise no_free_ports(conn, pools, count, now)


def release(conn: Connection, island_id: int, now: float, quarantine: float) -> Block | None:
    """Take an island's block back; it rests for `quarantine` seconds. None when it holds none (any more)."""
    before = conn.execute(HELD_OF_POOL, {"island": island_id}).all()
    if not before:
        return None
    block = _block(before, island_id)
    # Whoever has the pool's row with others cannot have it alone afterwards, as `relay` must: the others want the same.
    pool = lock_pool(conn, block.pool, shared=known(before[0]).gives(block.ports))
    rows = conn.execute(HELD.with_for_update(), {"island": island_id}).all()
    if not rows:  # Somebody else gave them back meanwhile.
        return None
    conn.execute(GIVE_BACK, {"island": island_id})
    rest = (now, now + quarantine)
    if pool.gives(block.ports):
        free = consecutive(row.port for row in rows if row.excluded is None)
        mark_runs(conn, block.pool, [Run(part[0], len(part), *rest) for part in free])
    else:  # The settings changed while it was held: its ports go to whichever pools have them now.
        relay(conn, dict.fromkeys(block.ports, rest))
    return block


def exchange(conn: Connection, island_id: int, pools: Sequence[str], now: float, quarantine: float) -> Block:
    """Another block of the same size for an island that holds one, which rests for `quarantine` seconds.

    Only when the cluster said that no Pod of the island is left. Raises as `allocate`; then it holds what it held.
    """
    read_pools(conn, lock=True)  # or two of these would each want a row alone that the other has, too
    before = release(conn, island_id, now, quarantine)
    if before is None:
        raise AssertionError(f"island {island_id} holds no ports")
    return allocate(conn, pools, before.count, island_id, now)


def unusable(conn: Connection, island_id: int) -> list[int]:
    """Those of its ports that were excluded since it got them."""
    return [row.port for row in conn.execute(HELD, {"island": island_id}) if row.excluded is not None]


def held(conn: Connection) -> list[Block]:
    """All blocks that are held, by island."""
    query = select(ports.c.pool, func.min(ports.c.port), func.count(), ports.c.island_id)
    query = query.where(ports.c.island_id.is_not(None)).group_by(ports.c.island_id, ports.c.pool)
    return [Block(*row) for row in conn.execute(query.order_by(ports.c.island_id))]


def block_of(conn: Connection, island_id: int) -> Block | None:
    """What an island holds."""
    rows = conn.execute(HELD, {"island": island_id}).all()
    return _block(rows, island_id) if rows else None


def _cut(conn: Connection, pool: str, count: int, now: float) -> Cut | None:
    """From a run that nobody else is at."""
    wanted = {"pool": pool, "count": count, "now": now, "latest": latest(now)}
    run = conn.execute(NEXT_RUN, wanted).one_or_none()
    return cut_front(Run(*run), count) if run else None


def _cut_patiently(conn: Connection, pool: str, count: int, now: float) -> Cut | None:
    """From runs that must be joined, or that another transaction has locked. None is the truth."""
    if cut_next(read_runs(conn, pool), count, now) is None:
        return None  # Nothing is locked for this answer: a full pool stays quick.
    lock_pool(conn, pool)
    return _cut(conn, pool, count, now) or cut_next(read_runs(conn, pool, lock=True), count, now)


def _take(conn: Connection, block: Block, cut: Cut) -> Block:
    what = {"of_pool": block.pool, "first": block.first, "last": block.last, "island": block.island_id}
    taken = conn.execute(TAKE, what).rowcount
    if taken != block.count:
        raise AssertionError(f"{block} was free, but {block.count - taken} of its ports are not")
    mark_runs(conn, block.pool, cut.left)
    return block


def _block(rows: Sequence[Row[*tuple[Any, ...]]], island_id: int) -> Block:
    return Block(rows[0].pool, min(row.port for row in rows), len(rows), island_id)
