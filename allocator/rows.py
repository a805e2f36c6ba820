"""Pools and runs of free ports in their tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, bindparam, select, update

from allocator.pools import Pool
from allocator.runs import Run
from allocator.tables import port_pools, ports


@dataclass(frozen=True)
class RunColumns:
    """Where the fields of a `Run` are kept: in the row of its first port."""

    first: Column[int]
    count: Column[int]
    free_since: Column[float]
    rests_until: Column[float]


RUN = RunColumns(ports.c.port, ports.c.free_run, ports.c.free_since, ports.c.rests_until)

RUNS: Select[*tuple[Any, ...]] = select(RUN.first, RUN.count, RUN.free_since, RUN.rests_until).where(
    ports.c.pool == bindparam("pool"),
    RUN.free_since >= 0,  # only the first ports of runs have one, and an index leads to them
)
"""The columns of a `Run`, in no order; parameter `pool`."""

LOCKED_RUNS = RUNS.with_hint(ports, "FORCE INDEX (PRIMARY)", "mysql").with_for_update()

POOL = select(port_pools).where(port_pools.c.name == bindparam("pool"))

MARK = (
    update(ports)
    .where(ports.c.pool == bindparam("of_pool"), ports.c.port.in_(bindparam("firsts", expanding=True)))
    .values(free_run=bindparam("count"), free_since=bindparam("since"), rests_until=bindparam("until"))
)

NO_RUN: dict[str, Any] = {"free_run": None, "free_since": None, "rests_until": None}
"""What a port says that is not the first of a free run."""


@dataclass(frozen=True)
class Known:
    """A pool as the settings last named it. A retired one is named no more, but islands still hold ports of it."""

    pool: Pool
    retired: bool

    @property
    def usable(self) -> set[int]:
        """What it can give to islands to come."""
        return set() if self.retired else self.pool.usable

    def gives(self, block: range) -> bool:
        """Whether it can give all these ports to islands to come."""
        return not self.retired and self.pool.gives(block)


def known(row: Row[*tuple[Any, ...]]) -> Known:
    """Of a row that has all columns of `port_pools`."""
    pool = Pool(row.name, row.first, row.last, row.selector, tuple(map(tuple, row.excluded)))
    return Known(pool, row.retired)


def read_pools(conn: Connection, *, lock: bool = False) -> dict[str, Known]:
    """By name. With `lock`, nobody gives ports back or changes a pool until the transaction ends."""
    query = select(port_pools).order_by(port_pools.c.name)
    return {row.name: known(row) for row in conn.execute(query.with_for_update() if lock else query)}


def lock_pool(conn: Connection, name: str, *, shared: bool = False) -> Known:
    """A pool that is there. Until the transaction ends nobody changes it, and nobody else joins its free runs.

    With `shared`, others may give ports back to it at the same time.
    """
    return known(conn.execute(POOL.with_for_update(read=shared), {"pool": name}).one())


def read_runs(conn: Connection, pool: str, *, lock: bool = False) -> list[Run]:
    """In the order of their ports. With `lock`, whoever takes from them now is waited for, and nobody else can."""
    rows = conn.execute(LOCKED_RUNS if lock else RUNS, {"pool": pool})
    return sorted((Run(*row) for row in rows), key=lambda run: run.first)


def mark_runs(conn: Connection, pool: str, runs: Iterable[Run]) -> None:
    """Let these be free runs."""
    alike: dict[tuple[int, float, float], list[int]] = defaultdict(list)
    for run in runs:
        alike[run.count, run.free_since, run.rests_until].append(run.first)
    for (count, since, until), firsts in alike.items():
        conn.execute(MARK, {"of_pool": pool, "firsts": firsts, "count": count, "since": since, "until": until})
