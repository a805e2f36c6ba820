"""Emptying nodes, decided purely: who fits where, whose turn it is, when it is over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from islandmgr.model.domain import REAL_TIME, Island, State, Wanted
from islandmgr.resources.drains.rules import (
    DrainState,
    Item,
    ItemState,
    Mode,
    Need,
    Room,
    due,
    followed,
    outcome,
    place,
    plan,
)

GIB = 2**30
DEV = {"branch": "dev"}


def island(number: int = 1, **changes: Any) -> Island:
    plain = Island(
        id=number, name=f"sample-qa01-dev-{number}", blueprint="sample", branch="dev", owner="qa01", note="",
        wanted=Wanted.RUN, state=State.RUNNING, reason="", incarnation=1, pool="default", ports=(), clock=REAL_TIME,
        args={}, created_at=0, changed_at=0, node="a",
    )  # fmt: skip
    return replace(plain, **changes)


def need(memory: int = GIB, *ports: int) -> Need:
    return Need(DEV, memory, frozenset(ports))


def item(number: int = 1, **changes: Any) -> Item:
    return replace(Item(number, f"i{number}", "qa01", "a", Mode.MOVE, True), **changes)


def test_the_emptiest_fitting_node_is_taken() -> None:
    rooms = [Room("b", DEV, 2 * GIB), Room("c", DEV, 3 * GIB), Room("d", {"branch": "weekly"}, 9 * GIB)]
    assert place(need(), rooms) == (rooms[1], "")


def test_why_an_island_cannot_move_is_said_in_words() -> None:
    elsewhere = [Room("d", {"branch": "weekly"}, GIB)]
    assert place(need(), elsewhere)[1] == "No other uncordoned node has the labels branch=dev"
    assert "512 MiB on b" in place(need(), [Room("b", DEV, GIB // 2)])[1]
    assert "30000" in place(need(GIB, 30000), [Room("b", DEV, GIB, frozenset({30000}))])[1]


def test_room_that_one_island_takes_is_gone_for_the_next() -> None:
    both = [island(1), island(2)]
    needs = {1: need(), 2: need()}
    items = plan(both, needs, [Room("b", DEV, GIB + 1)], Mode.MOVE)
    assert [one.can_move for one in items] == [True, False]


def test_what_does_not_run_is_stopped_and_what_it_left_is_kept() -> None:
    there = [island(1, state=State.CRASHED), island(2, wanted=Wanted.STOP, state=State.STOPPING)]
    items = plan(there, {}, [], Mode.MOVE)
    assert [one.action for one in items] == [Mode.STOP, Mode.STOP]
    assert "kept" in items[0].why


def test_an_island_whose_blueprint_is_gone_cannot_move() -> None:
    (only,) = plan([island()], {}, [Room("b", DEV, GIB)], Mode.MOVE)
    assert not only.can_move
    assert "blueprint" in only.why


def test_a_moved_island_is_through_when_it_runs_again() -> None:
    moving = item(state=ItemState.MOVING, incarnation=2, at=100)
    assert followed(moving, island(incarnation=2, state=State.STARTING, node="b"), 101, 60) == moving
    done = followed(moving, island(incarnation=2, node="b"), 102, 60)
    assert (done.state, done.why) == (ItemState.DONE, "Runs on b")
    crashed = followed(moving, island(incarnation=2, state=State.CRASHED, reason="exit code 3"), 102, 60)
    assert (crashed.state, crashed.why) == (ItemState.FAILED, "exit code 3")
    late = followed(moving, island(incarnation=2, state=State.SCHEDULING), 161, 60)
    assert late.state is ItemState.FAILED


def test_a_stopped_island_is_through_whatever_was_meant() -> None:
    moving = item(state=ItemState.MOVING, incarnation=2, at=100)
    assert followed(moving, island(state=State.STOPPED), 101, 60).state is ItemState.DONE


def test_it_gives_up_after_too_many_failures_and_says_how_many() -> None:
    failed = [item(number, state=ItemState.FAILED) for number in range(3)]
    assert outcome([*failed, item(9)], max_failures=2)[0] is DrainState.FAILED
    assert outcome([*failed, item(9)], max_failures=3)[0] is DrainState.RUNNING
    assert outcome(failed, max_failures=3) == (DrainState.FAILED, "3 of 3 islands could not leave")


def test_an_empty_node_is_drained_at_once() -> None:
    assert outcome([], 3) == (DrainState.DONE, "There was no island")


items = st.lists(
    st.builds(
        item,
        number=st.integers(1, 10_000),
        node=st.sampled_from(["a", "b"]),
        state=st.sampled_from([ItemState.WAITING, ItemState.MOVING, ItemState.DONE]),
    ),
    max_size=20,
    unique_by=lambda one: one.island_id,
)


@given(items, st.integers(1, 5))
def test_no_node_ever_has_more_on_their_way_than_allowed(there: list[Item], at_once: int) -> None:
    sent = due(there, at_once, now=0)
    assert all(one.state is ItemState.WAITING for one in sent)
    for node in ("a", "b"):
        moving = sum(one.node == node and one.state is ItemState.MOVING for one in there)
        going = sum(one.node == node for one in sent)
        waiting = sum(one.node == node and one.state is ItemState.WAITING for one in there)
        assert going == min(waiting, max(0, at_once - moving))


@given(st.lists(st.integers(1, 4), max_size=6), st.lists(st.integers(0, 8), max_size=4))
def test_a_plan_never_overfills_a_node(sizes: list[int], frees: list[int]) -> None:
    there = [island(number) for number in range(1, len(sizes) + 1)]
    needs = {one.id: need(size * GIB, 30000 + one.id) for one, size in zip(there, sizes, strict=True)}
    rooms = [Room(f"n{number}", DEV, free * GIB) for number, free in enumerate(frees)]
    movable = [one for one in plan(there, needs, rooms, Mode.MOVE) if one.can_move]
    assert sum(needs[one.island_id].memory for one in movable) <= sum(room.memory for room in rooms)


def test_an_island_goes_when_its_own_time_or_the_drains_has_come_the_earliest_first() -> None:
    there = [item(1), item(2, due_at=50.0), item(3, due_at=900.0)]
    assert [one.island_id for one in due(there, 5, now=60, starts_at=100)] == [2]
    assert [one.island_id for one in due(there, 5, now=100, starts_at=100)] == [2, 1]
    assert [one.island_id for one in due(there, 1, now=1000, starts_at=100)] == [2]
    assert [one.island_id for one in due(there, 5, now=0)] == [1], "without a deadline it goes at once"


def test_who_leaves_while_waiting_is_let_go() -> None:
    waiting = item(1)
    assert followed(waiting, island(), 5, 60) == waiting
    for left in (island(node="b"), island(state=State.STOPPED)):
        assert followed(waiting, left, 5, 60).state is ItemState.SKIPPED


def test_a_plan_says_where_each_could_go_and_a_move_how_long_it_was_away() -> None:
    (only,) = plan([island()], {1: need()}, [Room("b", DEV, GIB)], Mode.MOVE)
    assert only.target == "b"
    moving = replace(only, state=ItemState.MOVING, incarnation=2, at=100, left_at=100.0)
    done = followed(moving, island(incarnation=2, node="c", ready_at=103.5), 104, 60)
    assert (done.target, done.left_at, done.back_at) == ("c", 100.0, 103.5)
