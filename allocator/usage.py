"""How full the pools are, and who fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from sqlalchemy import Connection, bindparam, func, select

from allocator import messages
from allocator.rows import Known, read_pools, read_runs
from allocator.runs import Run, consecutive
from allocator.tables import islands, ports
from islandmgr.model.errors import Invalid, NoFreePorts
from islandmgr.model.field_types import EpochSeconds
from islandmgr.model.messages import NEXT, NOTHING, Message, all_of

HELD = select(ports.c.port).where(ports.c.pool == bindparam("pool"), ports.c.island_id.is_not(None))

TOP = 5
"""How many of the greatest holders are named."""


@dataclass(frozen=True)
class Holder:
    """An owner, and how many islands of theirs hold ports of a pool."""

    owner: str
    blocks: int


@dataclass(frozen=True)
class PoolUsage:
    """A pool's ports `first` to `last`: each is held, free, resting or excluded (by the settings, `exclude`, a rival).

    A block is what an island holds, whatever its size. `free_blocks` and `resting_blocks` say how many blocks of
    `block_size` ports would fit into the free ports now, and how many more when all have rested.
    """

    name: str
    first: int
    last: int
    selector: Annotated[str, "Label selector of the nodes it is for; empty for all"]
    retired: Annotated[bool, "No longer in the settings; islands still hold ports of it"]
    held: int
    free: int
    resting: Annotated[int, "Of the free ones: given back lately, not used again yet"]
    excluded: int
    block_size: Annotated[int, "The block size that the numbers of blocks are for"]
    held_blocks: int
    free_blocks: int
    resting_blocks: int
    next_rest_ends_at: EpochSeconds | None
    top_holders: tuple[Holder, ...]

    @property
    def blocks(self) -> int:
        """All there are."""
        return self.held_blocks + self.free_blocks + self.resting_blocks


def usage(conn: Connection, now: float, block_size: int = 1) -> list[PoolUsage]:
    """Every pool, by name. `now` is in UTC epoch seconds."""
    return [_usage(conn, known, now, block_size) for known in read_pools(conn).values()]


def no_free_ports(conn: Connection, pools: Sequence[str], count: int, now: float) -> NoFreePorts | Invalid:
    """Why `pools` have no block of `count` ports: what a person who asked for one reads."""
    known = {pool.name: pool for pool in usage(conn, now, count) if not pool.retired}
    unknown = [name for name in pools if name not in known]
    if unknown or not pools:
        return Invalid(
            messages.NO_POOL(pool=unknown[0]) if unknown else messages.NO_POOL_FITS(),
            pools=sorted(known),
        )
    full = [known[name] for name in pools]
    ends = [pool.next_rest_ends_at for pool in full if pool.next_rest_ends_at is not None]
    return NoFreePorts(
        all_of((_full(pool, now) for pool in full), NEXT),
        block_size=count,
        blocks=sum(pool.blocks for pool in full),
        held=sum(pool.held_blocks for pool in full),
        resting=sum(pool.resting_blocks for pool in full),
        retry_at=min(ends, default=None),
        pools=[asdict(pool) for pool in full],
    )


def _usage(conn: Connection, known: Known, now: float, block_size: int) -> PoolUsage:
    pool = known.pool
    runs = read_runs(conn, pool.name)
    rested = [run for run in runs if not run.rests(now)]
    resting = [run for run in runs if run.rests(now)]
    holders = _holders(conn, pool.name)
    held = conn.execute(HELD, {"pool": pool.name}).scalars().all()
    within = sum(pool.first <= port <= pool.last for port in held)
    fits = _fitting(rested, block_size)
    return PoolUsage(
        name=pool.name,
        first=pool.first,
        last=pool.last,
        selector=pool.selector,
        retired=known.retired,
        held=len(held),
        free=sum(run.count for run in rested),
        resting=sum(run.count for run in resting),
        excluded=pool.last - pool.first + 1 - within - sum(run.count for run in runs),
        block_size=block_size,
        held_blocks=sum(holder.blocks for holder in holders),
        free_blocks=fits,
        resting_blocks=_fitting(runs, block_size) - fits,
        next_rest_ends_at=min((run.rests_until for run in resting), default=None),
        top_holders=tuple(holders[:TOP]),
    )


def _holders(conn: Connection, pool: str) -> list[Holder]:
    blocks = func.count(ports.c.island_id.distinct())
    query = (
        select(islands.c.owner, blocks)
        .join(ports, ports.c.island_id == islands.c.id)
        .where(ports.c.pool == pool)
        .group_by(islands.c.owner)
        .order_by(blocks.desc(), islands.c.owner)
    )
    return [Holder(owner, number) for owner, number in conn.execute(query)]


def _fitting(runs: Sequence[Run], block_size: int) -> int:
    numbers = (port for run in runs for port in run.ports)
    return sum(len(run) // block_size for run in consecutive(numbers))


def _full(pool: PoolUsage, now: float) -> Message:
    where = messages.POOL(name=pool.name, first=pool.first, last=pool.last)
    if pool.selector:
        where = messages.POOL_WITH_SELECTOR(name=pool.name, first=pool.first, last=pool.last, selector=pool.selector)
    ends, holders = pool.next_rest_ends_at, pool.top_holders[:3]
    return messages.NO_BLOCK(
        size=messages.N_PORTS(n=pool.block_size) if pool.block_size > 1 else messages.ONE_PORT(),
        pool=where,
        blocks=pool.blocks,
        held=_are(pool.held_blocks),
        resting=_are(pool.resting_blocks),
        next=NOTHING if ends is None else messages.NEXT_REST(seconds=round(ends - now)),
        scattered=messages.SCATTERED_FREE(free=pool.free, n=pool.block_size) if pool.free else NOTHING,
        holders=messages.MOST_HELD(holders=[messages.HOLDER(owner=it.owner, n=it.blocks) for it in holders])
        if holders
        else NOTHING,
    )


def _are(number: int) -> Message:
    return messages.ONE_IS() if number == 1 else messages.N_ARE(n=number)
