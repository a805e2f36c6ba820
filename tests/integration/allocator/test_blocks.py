"""What an island gets, in which order, and what is said when there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

import allocator
from allocator import Block, Holder, Pool
from allocator.tables import port_pools, ports
from islandmgr.model.errors import Invalid, NoFreePorts
from islandmgr.store import Store, make_engine
from tests.integration.allocator.islands_of import new_island

NOW = 1790000000.0
POOL = Pool("default", 30000, 30011)


def take(
    store: Store, count: int = 3, now: float = NOW, pools: Sequence[str] = ("default",), owner: str = "qa01"
) -> Block:
    return store.run(lambda conn: allocator.allocate(conn, pools, count, new_island(conn, owner), now))


def give(store: Store, block: Block, now: float = NOW, quarantine: float = 0.0) -> None:
    assert store.run(lambda conn: allocator.release(conn, block.island_id, now, quarantine)) == block


def make(store: Store, *pools: Pool) -> None:
    store.run(lambda conn: allocator.sync_pools(conn, pools))


def usage(store: Store, now: float = NOW, block_size: int = 3) -> list[allocator.PoolUsage]:
    with store.reading() as conn:
        assert allocator.faults(conn) == []
        return allocator.usage(conn, now, block_size)


def test_blocks_come_in_the_order_of_their_ports_at_first(store: Store) -> None:
    make(store, POOL)
    assert [take(store).first for _ in range(4)] == [30000, 30003, 30006, 30009]


def test_an_island_knows_its_block_until_it_is_given_back(store: Store) -> None:
    make(store, POOL)
    block = take(store)
    assert (block.pool, list(block.ports), block.last) == ("default", [30000, 30001, 30002], 30002)
    with store.reading() as conn:
        assert allocator.block_of(conn, block.island_id) == block
        assert allocator.held(conn) == [block]
    give(store, block)
    with store.reading() as conn:
        assert allocator.block_of(conn, block.island_id) is None
    assert store.run(lambda conn: allocator.release(conn, block.island_id, NOW, 0.0)) is None


def test_what_was_never_held_goes_first_and_then_the_longest_free(store: Store) -> None:
    make(store, POOL)
    one, two, three = (take(store) for _ in range(3))
    give(store, two, NOW + 1)
    give(store, one, NOW + 2)
    give(store, three, NOW + 3)
    assert [take(store, now=NOW + 9).first for _ in range(4)] == [30009, two.first, one.first, three.first]


def test_a_block_rests_before_it_is_used_again(store: Store) -> None:
    make(store, Pool("default", 30000, 30002))
    give(store, take(store), NOW, quarantine=60.0)
    with pytest.raises(NoFreePorts):
        take(store, now=NOW + 59.9)
    assert take(store, now=NOW + 60.0).first == 30000


def test_what_small_blocks_left_is_joined_for_a_large_one(store: Store) -> None:
    make(store, Pool("default", 30000, 30017))
    for block in [take(store, 1) for _ in range(18)]:
        give(store, block)
    large = take(store, 16)
    assert large.first in (30000, 30001, 30002)
    give(store, large)
    assert [take(store, 9).count for _ in range(2)] == [9, 9]


def test_pools_are_tried_in_the_order_given(store: Store) -> None:
    make(store, Pool("a", 100, 102), Pool("b", 200, 205))
    assert [take(store, pools=["a", "b"]).pool for _ in range(3)] == ["a", "b", "b"]
    with pytest.raises(NoFreePorts, match=r'pool "a" \(100-102\).*pool "b" \(200-205\)'):
        take(store, pools=["a", "b"])


def test_pools_on_different_nodes_give_the_same_ports(store: Store) -> None:
    make(store, Pool("a", 100, 102, "rack=a"), Pool("b", 100, 102, "rack=b"))
    assert take(store, pools=["a"]).ports == take(store, pools=["b"]).ports


def test_a_full_pool_says_how_full_and_by_whom(store: Store) -> None:
    make(store, Pool("default", 30000, 30013))
    blocks = [take(store, owner=owner) for owner in ("qa01", "qa01", "qa02", "bob")]
    give(store, blocks[3], quarantine=90.0)
    with pytest.raises(NoFreePorts) as full:
        take(store, now=NOW + 30)
    assert full.value.message == (
        'No block of 3 ports is free in port pool "default" (30000-30013): of 4 blocks 3 are held and '
        "1 is in quarantine, "
        "the next for 60 s; free ports: 2, but nowhere 3 in a row; most are held by qa01 (2), qa02 (1)."
    )
    details = full.value.details
    assert {name: details[name] for name in ("block_size", "blocks", "held", "resting", "retry_at")} == {
        "block_size": 3,
        "blocks": 4,
        "held": 3,
        "resting": 1,
        "retry_at": NOW + 90,
    }
    assert details["pools"][0]["name"] == "default"
    assert take(store, count=2).count == 2


def test_usage_counts_every_port_once(store: Store) -> None:
    make(store, Pool("default", 30000, 30019, excluded=((30018, 30019),)))
    first, _ = take(store, owner="qa01"), take(store, owner="qa02", count=4)
    give(store, first, quarantine=60.0)
    store.run(lambda conn: allocator.exclude(conn, "default", [30017], "a database listens there"))
    (found,) = usage(store, NOW + 59)
    assert (found.held, found.free, found.resting, found.excluded) == (4, 10, 3, 3)
    assert (found.held_blocks, found.free_blocks, found.resting_blocks, found.blocks) == (1, 3, 1, 5)
    assert found.next_rest_ends_at == NOW + 60
    assert found.top_holders == (Holder("qa02", 1),)
    (later,) = usage(store, NOW + 60)
    assert (later.free, later.resting, later.next_rest_ends_at) == (13, 0, None)


def test_excluded_ports_are_given_out_no_more_until_they_are_included(store: Store) -> None:
    make(store, Pool("default", 30000, 30005))
    held = take(store)
    store.run(lambda conn: allocator.exclude(conn, "default", [30001, 30004], "somebody else's"))
    give(store, held)
    assert [take(store, 1).first for _ in range(4)] == [30003, 30005, 30000, 30002]
    with pytest.raises(NoFreePorts):
        take(store, 1)
    store.run(lambda conn: allocator.include(conn, "default", [30001, 30004]))
    assert sorted(take(store, 1).first for _ in range(2)) == [30001, 30004]
    assert usage(store)[0].excluded == 0


def test_what_the_settings_exclude_cannot_be_included(store: Store) -> None:
    make(store, Pool("default", 30000, 30005, excluded=((30003, 30003),)))
    with pytest.raises(Invalid, match=r'settings exclude port 30003 from pool "default"'):
        store.run(lambda conn: allocator.include(conn, "default", [30003]))


@pytest.mark.parametrize(
    ("pool", "complaint"),
    [("default", r'Port 29999 is not in pool "default"\. Accepted: 30000 to 30011'), ("other", 'no port pool "other"')],
)
def test_ports_that_are_not_in_a_pool_are_refused(store: Store, pool: str, complaint: str) -> None:
    make(store, POOL)
    with pytest.raises(Invalid, match=complaint):
        store.run(lambda conn: allocator.include(conn, pool, [30000, 29999]))
    with pytest.raises(Invalid, match=complaint):
        store.run(lambda conn: allocator.exclude(conn, pool, [30000, 29999], "somebody else's"))


@pytest.mark.parametrize("count", [0, -1, 17])
def test_a_block_of_impossible_size_is_refused(store: Store, count: int) -> None:
    make(store, POOL)
    with pytest.raises(Invalid, match=f"A block of {count} ports is not possible. Accepted: 1 to 16"):
        take(store, count)


def test_a_pool_that_is_not_there_is_refused(store: Store) -> None:
    make(store, POOL)
    with pytest.raises(Invalid, match='no port pool "other"'):
        take(store, pools=["other"])
    with pytest.raises(Invalid, match="No port pool is for this island's nodes"):
        take(store, pools=[])


def test_an_allocation_that_is_rolled_back_never_was(store: Store) -> None:
    make(store, POOL)

    def work(conn: Connection) -> None:
        allocator.allocate(conn, ["default"], 3, new_island(conn), NOW)
        raise KeyError

    with pytest.raises(KeyError):
        store.run(work)
    assert usage(store)[0].free == 12


def test_the_database_itself_refuses_a_second_row_for_a_port(store: Store) -> None:
    make(store, POOL)
    island = store.run(new_island)
    with pytest.raises(IntegrityError):
        store.run(lambda conn: conn.execute(insert(ports), {"pool": "default", "port": 30000, "island_id": island}))


def test_the_selector_of_a_pool_stays_while_its_ports_are_held(store: Store) -> None:
    make(store, POOL)
    block = take(store)
    with pytest.raises(
        Invalid, match='selector of port pool "default" cannot change from "" to "rack=a" while 1 islands'
    ):
        make(store, Pool("default", 30000, 30011, "rack=a"))
    give(store, block)
    make(store, Pool("default", 30000, 30011, "rack=a"))
    assert usage(store)[0].selector == "rack=a"


def test_a_renamed_pool_does_not_give_out_what_is_held_of_the_old_one(store: Store) -> None:
    make(store, POOL)
    block = take(store)
    make(store, Pool("new", 30000, 30011))
    assert [pool.name for pool in usage(store) if pool.retired] == ["default"]
    assert [take(store, pools=["new"]).first for _ in range(3)] == [30003, 30006, 30009]
    with pytest.raises(NoFreePorts):
        take(store, pools=["new"])
    give(store, block, quarantine=60.0)
    assert [pool.name for pool in usage(store)] == ["new"]
    with pytest.raises(NoFreePorts):
        take(store, pools=["new"], now=NOW + 59)
    assert take(store, pools=["new"], now=NOW + 60).first == 30000


def test_who_gives_ports_back_waits_for_a_change_of_their_pool(store: Store) -> None:
    make(store, POOL)
    take(store)
    block = take(store)
    with ThreadPoolExecutor(1) as threads:
        with store.transaction() as conn:
            allocator.sync_pools(conn, [Pool("default", 30000, 30002)])
            given = threads.submit(give, store, block)
            wait([given], timeout=0.5)  # it must not be done by then, but if it is, the books tell
        given.result(60)
    assert usage(store)[0].free == 0


def test_several_managers_name_their_pools_at_once(store: Store, database_url: str) -> None:
    stores = [Store(make_engine(database_url)) for _ in range(4)]
    pools = [Pool("a", 100, 199), Pool("b", 200, 299, excluded=((250, 260),))]
    with ThreadPoolExecutor(len(stores)) as threads:
        list(threads.map(lambda each: make(each, *pools), stores))
    assert [(pool.name, pool.free) for pool in usage(store)] == [("a", 100), ("b", 89)]
    for each in stores:
        each.engine.dispose()


def test_naming_the_same_pools_again_writes_nothing(store: Store) -> None:
    make(store, POOL)
    give(store, take(store), quarantine=60.0)

    def rows() -> list[object]:
        with store.reading() as conn:
            return [*conn.execute(select(port_pools)), *conn.execute(select(ports).order_by(ports.c.port))]

    before = rows()
    make(store, POOL)
    assert rows() == before


def test_an_island_gets_another_block_for_its_own(store: Store) -> None:
    make(store, POOL)
    block = take(store)
    other = store.run(lambda conn: allocator.exchange(conn, block.island_id, ["default"], NOW, 60.0))
    assert (other.first, other.count) == (30003, 3)
    (pool,) = usage(store)
    assert (pool.held, pool.resting) == (3, 3)


def test_what_was_excluded_of_a_block_is_known_and_stays_out_when_it_is_given_back(store: Store) -> None:
    make(store, POOL)
    block = take(store)
    store.run(lambda conn: allocator.exclude(conn, "default", [30001], "{in use}"))
    with store.reading() as conn:
        assert allocator.unusable(conn, block.island_id) == [30001]
        assert allocator.excluded(conn) == {"default": {30001: "{in use}"}}
    store.run(lambda conn: allocator.exchange(conn, block.island_id, ["default"], NOW, 0.0))
    (pool,) = usage(store)
    assert (pool.held, pool.free, pool.excluded) == (3, 8, 1)


def test_without_another_block_it_keeps_its_own(store: Store) -> None:
    make(store, Pool("default", 30000, 30002))
    block = take(store)
    with pytest.raises(NoFreePorts):
        store.run(lambda conn: allocator.exchange(conn, block.island_id, ["default"], NOW, 60.0))
    with store.reading() as conn:
        assert allocator.held(conn) == [block]


def test_many_exchange_their_blocks_beside_others_that_start_and_stop(database_url: str) -> None:
    store = Store(make_engine(database_url))
    make(store, Pool("default", 30000, 30299))
    blocks = [take(store) for _ in range(20)]

    def change(block: Block) -> None:
        for _ in range(3):
            store.run(lambda conn: allocator.exchange(conn, block.island_id, ["default"], NOW, 0.0))

    def come_and_go(_number: int) -> None:
        for _ in range(3):
            give(store, take(store))

    with ThreadPoolExecutor(12) as threads:
        done = [
            *(threads.submit(change, block) for block in blocks),
            *(threads.submit(come_and_go, n) for n in range(8)),
        ]
        for one in done:
            one.result()
    (pool,) = usage(store)
    assert (pool.held, pool.held_blocks) == (60, 20)
    store.engine.dispose()
