"""Which ports the pools consist of: by the settings, and without those that somebody else was found using.

A change locks all pools, computes the free runs that should be there, and writes the difference. Rare and thorough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from allocator import messages
from allocator.pools import Pool, check_pools
from allocator.rows import NO_RUN, Known, mark_runs, read_pools, read_runs
from allocator.runs import Run, consecutive, relaid
from allocator.tables import port_pools, ports
from islandmgr.model.errors import Invalid
from islandmgr.model.messages import Message
from islandmgr.store.metadata import message_json, message_of
from islandmgr.store.sql import insert_if_absent


def sync_pools(conn: Connection, pools: Sequence[Pool]) -> None:
    """Make the pools what the settings say. Blocks that are held stay held, also those outside of the new ranges.

    Harmless when nothing changed, and when several managers do it at once. Raises `Invalid` for pools that cannot be.
    """
    check_pools(pools)
    for pool in sorted(pools, key=lambda pool: pool.name):
        insert_if_absent(conn, port_pools, {**asdict(pool), "retired": False})
    known = read_pools(conn, lock=True)
    for pool in pools:
        _refuse_new_selector(conn, known[pool.name].pool, pool)
        if known[pool.name] != Known(pool, retired=False):
            conn.execute(update(port_pools).where(port_pools.c.name == pool.name), {**asdict(pool), "retired": False})
    unnamed = known.keys() - {pool.name for pool in pools}
    conn.execute(update(port_pools).where(port_pools.c.name.in_(unnamed)), {"retired": True})
    relay(conn)


def exclude(conn: Connection, pool: str, numbers: Collection[int], why: str) -> None:
    """Give these ports out no more until `include`; one that is held stays so until it is released.

    `why` is for people, at most 255 characters, or a short message, which is kept as one. Raises `Invalid` for ports
    that are not in the pool.
    """
    exclude_each(conn, pool, dict.fromkeys(numbers, why))


def exclude_each(conn: Connection, pool: str, reasons: Mapping[int, str]) -> None:
    """`exclude`, with a `why` for each port."""
    _pool_with(conn, pool, reasons)
    read_runs(conn, pool, lock=True)  # Whoever takes one of them now has it, and we wait; not both for each other.
    at = (ports.c.pool == pool) & (ports.c.port == bindparam("at"))
    kept = [{"at": port, "why": _kept(why)} for port, why in sorted(reasons.items())]
    if kept:
        conn.execute(update(ports).where(at).values(excluded=bindparam("why")), kept)
    relay(conn)


def _kept(why: str) -> str:
    """A text that begins as a message does would be read as one."""
    return (message_json(why) if isinstance(why, Message) or why.startswith("{") else why)[:255]


def include(conn: Connection, pool: str, numbers: Collection[int], since: float = 0.0) -> None:
    """Give out again what `exclude` took, as free since that instant; 0: as if nobody had held it.

    Raises `Invalid` for ports that the settings exclude.
    """
    if fixed := set(numbers) - _pool_with(conn, pool, numbers).usable:
        raise Invalid(messages.EXCLUDED_BY_SETTINGS(port=min(fixed), pool=pool))
    conn.execute(update(ports).where(_these(pool, numbers)), {"excluded": None})
    relay(conn, dict.fromkeys(numbers, (since, since)))


def excluded(conn: Connection) -> dict[str, dict[int, Message]]:
    """What `exclude` took: pool -> port -> why. Without what the settings exclude."""
    query = select(ports.c.pool, ports.c.port, ports.c.excluded).where(ports.c.excluded.is_not(None))
    found: dict[str, dict[int, Message]] = {}
    for pool, port, why in conn.execute(query.order_by(ports.c.pool, ports.c.port)):
        found.setdefault(pool, {})[port] = message_of(why)
    return found


def rebuild(conn: Connection) -> None:
    """Compute the free runs anew from what is held and excluded. Harmless when nothing is wrong."""
    relay(conn)


def relay(conn: Connection, released: Mapping[int, tuple[float, float]] | None = None) -> None:
    """Make the rows and free runs of all pools what they should be, by their ranges, exclusions and what is held.

    `released` has (free_since, rests_until) of ports that were given back just now.
    """
    pools = read_pools(conn, lock=True)
    free = {name: read_runs(conn, name, lock=True) for name in pools}
    # Now nobody can take a port, give one back or change a pool until we commit: what follows stands still.
    books = {name: _Books.read(conn, name) for name in pools}
    history = {**_history(free.values()), **(released or {})}
    for name, known in pools.items():
        rivals = (books[other] for other in pools if pools[other].pool.shares_nodes(known.pool))
        usable = known.usable.difference(books[name].excluded, *(rival.held for rival in rivals))
        _write_rows(conn, name, books[name].rows, known.usable | books[name].held)
        _write_runs(conn, name, known.usable, free[name], relaid(usable, free[name], history))
    forgotten = [name for name, known in pools.items() if known.retired and not books[name].held]
    conn.execute(delete(port_pools).where(port_pools.c.name.in_(forgotten)))


@dataclass(frozen=True)
class _Books:
    """The ports that a pool has rows for, and what they say."""

    rows: set[int]
    held: set[int]
    excluded: set[int]

    @classmethod
    def read(cls, conn: Connection, pool: str) -> _Books:
        query = select(ports.c.port, ports.c.island_id, ports.c.excluded).where(ports.c.pool == pool)
        rows = conn.execute(query).all()
        return cls(
            {port for port, _, _ in rows},
            {port for port, island, _ in rows if island is not None},
            {port for port, _, excluded in rows if excluded is not None},
        )


def _history(pools: Iterable[Sequence[Run]]) -> dict[int, tuple[float, float]]:
    """(free_since, rests_until) by port; the longest rest where several pools have the port."""
    found: dict[int, tuple[float, float]] = {}
    for run in sorted((run for runs in pools for run in runs), key=lambda run: run.rests_until):
        found.update(dict.fromkeys(run.ports, (run.free_since, run.rests_until)))
    return found


def _write_rows(conn: Connection, pool: str, before: set[int], after: set[int]) -> None:
    for gone in consecutive(before - after):
        conn.execute(delete(ports).where(ports.c.pool == pool, ports.c.port.between(gone[0], gone[-1])))
    if new := sorted(after - before):
        conn.execute(insert(ports), [{"pool": pool, "port": port} for port in new])


def _write_runs(conn: Connection, pool: str, rows: set[int], before: Sequence[Run], after: Sequence[Run]) -> None:
    """Of `before`, only what begins at one of `rows` is still in the table."""
    gone = {run.first for run in before} & rows - {run.first for run in after}
    if gone:
        at = (ports.c.pool == pool) & (ports.c.port == bindparam("at"))
        conn.execute(update(ports).where(at).values(NO_RUN), [{"at": port} for port in gone])
    mark_runs(conn, pool, set(after) - set(before))


def _refuse_new_selector(conn: Connection, known: Pool, pool: Pool) -> None:
    """What is held was given out for the nodes of the old one."""
    if known.selector == pool.selector:
        return
    holders = select(func.count(ports.c.island_id.distinct())).where(ports.c.pool == pool.name)
    if number := conn.execute(holders).scalar_one():
        raise Invalid(
            f'The selector of port pool "{pool.name}" cannot change from "{known.selector}" to "{pool.selector}" '
            f"while {number} islands hold its ports: stop them first, or give the new pool another name."
        )


def _pool_with(conn: Connection, name: str, numbers: Collection[int]) -> Pool:
    known = read_pools(conn, lock=True).get(name)
    if known is None or known.retired:
        raise Invalid(messages.NO_POOL(pool=name))
    for port in numbers:
        if not known.pool.first <= port <= known.pool.last:
            raise Invalid(messages.NOT_IN_POOL(port=port, pool=name, first=known.pool.first, last=known.pool.last))
    return known.pool


def _these(pool: str, numbers: Collection[int]) -> ColumnElement[bool]:
    return (ports.c.pool == pool) & ports.c.port.in_(sorted(numbers))
