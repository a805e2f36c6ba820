"""How full the pools are, and who fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, func, select

from allocator.rows import Known, read_pools, read_runs
from allocator.runs import Run, consecutive
from allocator.tables import islands, ports
from islandmgr.model.errors import Invalid, NoFreePorts

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
    selector: str
    retired: bool  # named by the settings no more; islands still hold ports of it
    held: int
    free: int
    resting: int
    excluded: int
    block_size: int
    held_blocks: int
    free_blocks: int
    resting_blocks: int
    next_rest_ends_at: float | None  # UTC epoch seconds
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
            f'There is no port pool "{unknown[0]}".' if unknown else "No port pool is for this island's nodes.",
            pools=sorted(known),
        )
    full = [known[name] for name in pools]
    ends = [pool.next_rest_ends_at for pool in full if pool.next_rest_ends_at is not None]
    return NoFreePorts(
        " ".join(_sentence(pool, now) for pool in full),
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


def _sentence(pool: PoolUsage, now: float) -> str:
    where = f'"{pool.name}" ({pool.first}-{pool.last}{f", {pool.selector}" if pool.selector else ""})'
    text = (
        f"No block of {pool.block_size} port{'s' if pool.block_size > 1 else ''} is free in port pool {where}: "
        f"of {pool.blocks} blocks {_are(pool.held_blocks)} held and {_are(pool.resting_blocks)} resting"
    )
    if pool.next_rest_ends_at is not None:
        text += f", the next for {pool.next_rest_ends_at - now:.0f} s"
    if pool.free:
        text += f"; free ports: {pool.free}, but nowhere {pool.block_size} in a row"
    if pool.top_holders:
        text += "; most are held by " + ", ".join(
            f"{holder.owner} ({holder.blocks})" for holder in pool.top_holders[:3]
        )
    return text + "."


def _are(number: int) -> str:
    return "1 is" if number == 1 else f"{number} are"
