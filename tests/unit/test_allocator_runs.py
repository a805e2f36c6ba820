"""Where a block is cut from."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from allocator.runs import CARVE, Cut, Run, consecutive, cut_front, cut_joined, cut_next, relaid


def test_a_run_that_just_fits_is_used_up() -> None:
    assert cut_front(Run(100, 3, 5.0), 3) == Cut(100, [])


def test_the_rest_of_a_run_stays_as_long_free_as_it_was() -> None:
    assert cut_front(Run(100, 5, 5.0, 7.0), 3) == Cut(100, [Run(103, 2, 5.0, 7.0)])


def test_a_long_rest_is_carved_into_blocks() -> None:
    assert cut_front(Run(100, 10), 3) == Cut(100, [Run(103, 3), Run(106, 3), Run(109, 1)])


def test_a_very_long_rest_is_carved_a_piece_at_a_time() -> None:
    left = cut_front(Run(1, 60000), 1).left
    assert len(left) == CARVE + 1
    assert left[-1] == Run(CARVE + 2, 60000 - CARVE - 1)


def test_neighbours_are_joined_and_what_is_too_much_stays() -> None:
    runs = [Run(100, 2, 1.0), Run(102, 2, 3.0), Run(104, 4, 2.0)]
    assert cut_joined(runs, 5, now=10.0) == Cut(100, [Run(105, 3, 2.0)])


def test_the_longest_free_neighbours_are_joined() -> None:
    runs = [Run(100, 1, 9.0), Run(101, 1, 9.0), Run(200, 1, 4.0), Run(201, 1, 5.0)]
    assert cut_joined(runs, 2, now=10.0) == Cut(200, [])


def test_what_rests_is_not_joined() -> None:
    assert cut_joined([Run(100, 2, 1.0), Run(102, 1, 1.0, rests_until=10.1)], 3, now=10.0) is None
    assert cut_joined([Run(100, 2, 1.0), Run(102, 1, 1.0, rests_until=10.0)], 3, now=10.0) == Cut(100, [])


def test_a_hole_is_not_jumped() -> None:
    assert cut_joined([Run(100, 2), Run(103, 2)], 3, now=10.0) is None


def test_nothing_comes_from_nothing() -> None:
    assert cut_joined([], 1, now=10.0) is None


def test_the_longest_free_of_the_runs_that_are_long_enough_is_next() -> None:
    runs = [Run(100, 4, 9.0), Run(200, 1, 1.0), Run(201, 1, 1.0), Run(300, 2, 5.0), Run(400, 2, 5.0)]
    assert cut_next(runs, 2, now=10.0) == Cut(300, [])


def test_runs_are_joined_only_when_none_is_long_enough() -> None:
    runs = [Run(100, 2, 1.0), Run(102, 2, 1.0), Run(200, 3, 9.0)]
    assert cut_next(runs, 3, now=10.0) == Cut(200, [])
    assert cut_next(runs[:2], 3, now=10.0) == Cut(100, [Run(103, 1, 1.0)])


@settings(deadline=None)
@given(st.sets(st.integers(1, 60), max_size=40), st.data())
def test_joining_finds_a_block_whenever_there_is_one(free: set[int], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 16))
    pieces = [
        Run(first, end - first)
        for part in consecutive(free)
        for first, end in _broken(part, data.draw(st.sets(st.sampled_from(part))))
    ]
    cut = cut_joined(pieces, count, now=1.0)
    assert (cut is not None) == any(len(part) >= count for part in consecutive(free))
    if cut:
        block = set(range(cut.first, cut.first + count))
        assert block <= free
        touched = [run for run in pieces if block & set(run.ports)]
        left = {port for run in cut.left for port in run.ports}
        assert left == {port for run in touched for port in run.ports} - block


def _broken(part: range, at: set[int]) -> list[tuple[int, int]]:
    edges = sorted({part.start, part.stop} | at)
    return list(pairwise(edges))


PORTS = st.sets(st.integers(1, 40))


@settings(deadline=None)
@given(PORTS, PORTS, st.dictionaries(st.integers(1, 40), st.tuples(st.just(3.0), st.sampled_from([4.0, 5.0]))))
def test_relaid_runs_cover_what_is_usable_once(
    usable: set[int], before: set[int], history: dict[int, tuple[float, float]]
) -> None:
    old = [Run(part[0], len(part), 1.0, 2.0) for part in consecutive(before)]
    new = relaid(usable, old, history)
    ports = [port for run in new for port in run.ports]
    assert ports == sorted(usable)
    for run in new:
        for port in run.ports:
            expected = (1.0, 2.0) if port in before else history.get(port, (0.0, 0.0))
            assert (run.free_since, run.rests_until) == expected


def test_nothing_is_relaid_when_nothing_changed() -> None:
    before = [Run(1, 2, 5.0), Run(3, 4, 6.0), Run(9, 1, 0.0)]
    assert relaid({port for run in before for port in run.ports}, before, {}) == before


def test_consecutive() -> None:
    assert consecutive([5, 3, 4, 9]) == [range(3, 6), range(9, 10)]
    assert consecutive([]) == []
