"""Which pools can be, and which can be together."""

from __future__ import annotations

import pytest

from allocator.pools import Pool, check_pools
from islandmgr.model.errors import Invalid


def test_excluded_ports_are_not_usable() -> None:
    assert Pool("one", 10, 15, excluded=((11, 12), (15, 15))).usable == {10, 13, 14}


def test_a_pool_gives_the_blocks_of_which_all_ports_are_usable() -> None:
    pool = Pool("one", 10, 20, excluded=((11, 12), (16, 16), (20, 20)))
    for first in range(8, 23):
        for count in range(1, 8):
            block = range(first, first + count)
            assert pool.gives(block) == pool.usable.issuperset(block), block


@pytest.mark.parametrize(
    ("first", "last"),
    [(30002, 30001), (0, 10), (-5, 10), (65000, 65536)],
)
def test_a_range_that_is_none_is_refused(first: int, last: int) -> None:
    with pytest.raises(Invalid, match=f'"one" goes from {first} to {last}.*within 1 to 65535'):
        check_pools([Pool("one", first, last)])


@pytest.mark.parametrize("excluded", [(5, 12), (12, 11), (19, 21)])
def test_excluding_what_is_not_there_is_refused(excluded: tuple[int, int]) -> None:
    with pytest.raises(Invalid, match=f"excludes {excluded[0]}-{excluded[1]}.*within 10-20"):
        check_pools([Pool("one", 10, 20, excluded=(excluded,))])


def test_two_pools_of_one_name_are_refused() -> None:
    with pytest.raises(Invalid, match='two port pools named "one"'):
        check_pools([Pool("one", 10, 20), Pool("one", 30, 40)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("rack=a", ""),
        ("rack=a", "rack=a"),
        ("rack=a", "branch=dev"),
        ("rack!=a", "rack=a"),
        ("rack", "rack=a"),
    ],
)
def test_pools_that_could_meet_on_a_node_must_not_share_ports(one: str, other: str) -> None:
    pools = [Pool("one", 10, 20, one), Pool("other", 20, 30, other)]
    with pytest.raises(Invalid, match="share ports"):
        check_pools(pools)
    check_pools([pools[0], Pool("other", 21, 30, other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [("rack=a", "rack=b"), ("rack==a", "rack = b"), ("branch=dev,rack=a", "rack=b,branch=dev")],
)
def test_pools_that_never_meet_on_a_node_may_share_ports(one: str, other: str) -> None:
    check_pools([Pool("one", 10, 20, one), Pool("other", 10, 20, other)])
