"""The allocator beside a plain model of it: dictionaries from port to what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar
from unittest.mock import ANY

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection, Engine, delete

import allocator
from allocator import Block, Pool
from allocator.rows import read_runs
from allocator.runs import Cut, cut_next
from islandmgr.app.schema import metadata
from islandmgr.model.errors import Invalid, NoFreePorts
from islandmgr.store import in_transaction
from tests.integration.allocator.islands_of import new_island

T = TypeVar("T")

LAYOUTS = [
    [Pool("one", 100, 139)],
    [Pool("one", 100, 139, excluded=((110, 112), (139, 139)))],
    [Pool("one", 110, 129)],
    [Pool("one", 90, 149)],
    [Pool("one", 100, 119), Pool("two", 120, 139)],
    [Pool("one", 100, 129), Pool("two", 130, 139)],
    [Pool("two", 100, 139)],
    [Pool("a", 100, 139, "rack=a"), Pool("b", 100, 139, "rack=b")],
    [Pool("a", 100, 125, "rack=a"), Pool("b", 110, 139, "rack=b,branch=dev"), Pool("one", 140, 150)],
    [],
]
"""From each to each other: growing, shrinking, moving a border, renaming, splitting by nodes, giving up."""


class AllocatorMachine(RuleBasedStateMachine):
    engine: ClassVar[Engine]  # a subclass names its database

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.pools: dict[str, Pool] = {}
        self.known: dict[str, Pool] = {}  # also those that the settings name no more, but islands hold ports of
        self.held: dict[tuple[str, int], int] = {}
        self.rest: dict[tuple[str, int], float] = {}  # free ports: until when
        self.excluded: set[tuple[str, int]] = set()  # found to be used by others

        def clean(conn: Connection) -> None:
            for table in reversed(metadata.sorted_tables):
                conn.execute(delete(table))

        self.do(clean)

    def do(self, work: Callable[[Connection], T]) -> T:
        return in_transaction(self.engine, work)

    @initialize(layout=st.sampled_from(LAYOUTS))
    def begin(self, layout: list[Pool]) -> None:
        self.change_settings(layout)

    @rule(layout=st.sampled_from(LAYOUTS))
    def change_settings(self, layout: list[Pool]) -> None:
        holding = {pool for pool, _ in self.held}
        if any(pool.name in holding and self.known[pool.name].selector != pool.selector for pool in layout):
            with pytest.raises(Invalid):
                self.do(lambda conn: allocator.sync_pools(conn, layout))
            return
        self.do(lambda conn: allocator.sync_pools(conn, layout))
        self.pools = {pool.name: pool for pool in layout}
        self.known = {name: pool for name, pool in self.known.items() if name in holding} | self.pools
        self.lay_out({})

    def lay_out(self, released: dict[int, float]) -> None:
        """What is free by the pools, the exclusions and what is held; released ports and moved ones keep their rest."""
        self.excluded = {
            (name, port)
            for name, port in self.excluded
            if (name, port) in self.held or (name in self.pools and port in self.pools[name].usable)
        }
        before: dict[int, float] = {}
        for (_, port), until in self.rest.items():
            before[port] = max(until, before.get(port, 0.0))
        before.update(released)
        self.rest = {
            (pool.name, port): self.rest.get((pool.name, port), before.get(port, 0.0))
            for pool in self.pools.values()
            for port in pool.usable
            if (pool.name, port) not in self.excluded and not self.taken(pool.name, port)
        }

    def taken(self, pool: str, port: int) -> bool:
        return any(
            number == port and (name == pool or self.known[name].shares_nodes(self.known[pool]))
            for name, number in self.held
        )

    @rule(
        count=st.integers(1, 16),
        names=st.permutations(["one", "two", "a", "b"]),
        many=st.integers(1, 4),
        owner=st.sampled_from(["qa01", "qa02"]),
    )
    def allocate(self, count: int, names: list[str], many: int, owner: str) -> None:
        known = [name for name in names if name in self.pools][:many]
        fitting = [name for name in known if self.starts(name, count)]
        if not fitting:
            with pytest.raises(NoFreePorts if known else Invalid):
                self.ask(known, count, owner)
            return
        runs = self.do(lambda conn: read_runs(conn, fitting[0]))
        block = self.ask(known, count, owner)
        assert (block.pool, block.count) == (fitting[0], count)
        assert block.first in self.starts(block.pool, count)
        # The query finds the block that the policy names.
        assert Cut(block.first, ANY) == cut_next(runs, count, self.now)
        for port in block.ports:
            del self.rest[block.pool, port]
            self.held[block.pool, port] = block.island_id

    def ask(self, pools: list[str], count: int, owner: str) -> Block:
        return self.do(lambda conn: allocator.allocate(conn, pools, count, new_island(conn, owner), self.now))

    def starts(self, pool: str, count: int) -> set[int]:
        """Ports at which `count` in a row are free and have rested."""
        rested = {port for (name, port), until in self.rest.items() if name == pool and until <= self.now}
        return {port for port in rested if all(port + more in rested for more in range(count))}

    @precondition(lambda self: self.held)
    @rule(data=st.data(), quarantine=st.sampled_from([0.0, 5.0, 50.0]))
    def release(self, data: st.DataObject, quarantine: float) -> None:
        island = data.draw(st.sampled_from(sorted(set(self.held.values()))))
        block = self.do(lambda conn: allocator.release(conn, island, self.now, quarantine))
        mine = sorted(key for key, holder in self.held.items() if holder == island)
        assert block is not None
        assert [(block.pool, port) for port in block.ports] == mine
        for key in mine:
            del self.held[key]
        self.lay_out({port: self.now + quarantine for _, port in mine})
        assert self.do(lambda conn: allocator.release(conn, island, self.now, quarantine)) is None

    @rule(seconds=st.sampled_from([1.0, 5.0, 60.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @precondition(lambda self: self.pools)
    @rule(data=st.data(), include=st.booleans())
    def exclude_or_include(self, data: st.DataObject, include: bool) -> None:
        pool = self.pools[data.draw(st.sampled_from(sorted(self.pools)))]
        ports = data.draw(st.sets(st.integers(pool.first, pool.last), min_size=1, max_size=8))
        fixed = ports - pool.usable
        if include and fixed:
            with pytest.raises(Invalid):
                self.exclude(pool.name, ports, include)
            return
        self.exclude(pool.name, ports, include)
        keys = {(pool.name, port) for port in ports - fixed}
        self.excluded = self.excluded - keys if include else self.excluded | keys
        self.lay_out({})

    def exclude(self, pool: str, ports: set[int], include: bool) -> None:
        if include:
            self.do(lambda conn: allocator.include(conn, pool, ports))
        else:
            self.do(lambda conn: allocator.exclude(conn, pool, ports, "somebody else's"))

    @invariant()
    def the_books_balance(self) -> None:
        with self.engine.connect() as conn:
            assert allocator.faults(conn) == []
            blocks = allocator.held(conn)
            usage = {pool.name: pool for pool in allocator.usage(conn, self.now)}
        assert {(block.pool, port): block.island_id for block in blocks for port in block.ports} == self.held
        assert usage.keys() == self.pools.keys() | {name for name, _ in self.held}
        for name, pool in usage.items():
            untils = [until for (owner, _), until in self.rest.items() if owner == name]
            resting = [until for until in untils if until > self.now]
            assert pool.held == sum(owner == name for owner, _ in self.held)
            assert (pool.free, pool.resting) == (len(untils) - len(resting), len(resting))
            assert pool.next_rest_ends_at == min(resting, default=None)
            assert pool.retired == (name not in self.pools)
