"""Scripts, carried out by a service that is as late as it likes and forgets everything between two calls."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faketime
from faketime import scripts
from faketime.scripts import Run, RunState
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.model.errors import Invalid

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 20, 18, 20, tzinfo=ZoneInfo(ZONE)).timestamp() + 0.3
MOMENTS = {"daily-reset": "05:00", "weekly": {"at": "mon 05:00", "zone": "UTC"}}


def start(steps: Any, clock: Clock = REAL_TIME) -> Run:
    return scripts.start(steps, ZONE, MOMENTS, clock)


def shows(clock: Clock, now: float) -> str:
    return datetime.fromtimestamp(round(faketime.shown(clock, now)), ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M:%S")


def carry_out(run: Run, late: Sequence[float] = ()) -> list[tuple[float, Clock]]:
    """Every change of clock with its real time. The run goes through JSON each time, as through a manager's death."""
    now, changes = NOW, []
    for delay in [*late, *[0.0] * 100]:
        run, clock = scripts.advance(run, now)
        if clock is not None:
            changes.append((now, clock))
        if run.state is not RunState.RUNNING:
            break
        run = Run.from_json(json.loads(json.dumps(run.to_json())))
        assert run.wake_at is not None
        assert run.wake_at > now
        early, nothing = scripts.advance(run, (now + run.wake_at) / 2)
        assert (early, nothing) == (run, None)
        now = run.wake_at + delay
    assert run.state is RunState.DONE, run.problem
    assert run.wake_at is None
    assert run.position == len(run.steps)
    return changes


def test_over_midnight_at_rate_10_then_real() -> None:
    run = start(["jump 2026-12-31 23:58", "rate 10", "wait until 00:01:00", "real"])
    (first, fast), (last, real) = carry_out(run)
    assert (first, fast.mode, fast.rate) == (NOW, ClockMode.RATE, 10)
    assert shows(fast, NOW) == "2026-12-31 23:58:00"
    assert 18 <= last - NOW <= 19.5
    assert "2027-01-01 00:01:00" <= shows(fast, last) <= "2027-01-01 00:01:17"
    assert real == REAL_TIME


def test_return_goes_back_to_the_clock_before() -> None:
    before = Clock(ClockMode.SHIFT, offset=-3_600, asked="-1h")
    changes = carry_out(
        start("jump +2d\n\n  wait 1m30s real\nfreeze\nwait 10s real\nrun\nwait 5s island\nreturn\n", before)
    )
    assert [round(at - NOW, 6) for at, _ in changes] == [0, 90, 100, 105]
    assert [clock.mode for _, clock in changes] == [ClockMode.SHIFT, ClockMode.FREEZE, ClockMode.AT, ClockMode.SHIFT]
    assert changes[0][1].offset == 2 * 86_400 - 3_600
    assert changes[-1][1] == before


def test_moments() -> None:
    (at, clock), (later, last) = carry_out(
        start(["jump 30s before daily-reset", "wait until daily-reset", "freeze weekly"])
    )
    assert shows(clock, at) == "2026-11-21 04:59:30"
    assert later - at == pytest.approx(30, abs=0.5)
    assert shows(last, later) == "2026-11-23 13:00:00"


def test_moment_alone_and_dated_waits() -> None:
    ((at, clock),) = carry_out(
        start(["jump daily-reset", "wait until 2026-11-21 05:00:10", "wait until 2026-11-20 00:00"])
    )
    assert shows(clock, at) == "2026-11-21 05:00:00"


def test_waits_in_a_fast_island() -> None:
    (_, fast), (end, _) = carry_out(start(["rate 60", "wait 10m island", "real"]))
    assert 10 <= end - NOW <= 11.5
    assert faketime.shown(fast, end) >= NOW + 600


def test_nothing_changes_without_a_change() -> None:
    assert carry_out(start(["run", "wait 5s real", "real", "return"])) == []


@given(st.lists(st.floats(0, 10_000), max_size=5))
def test_who_is_late_goes_on_from_now(late: list[float]) -> None:
    steps = ["jump 05:00", "wait 1m real", "rate 2", "wait 1m island", "freeze", "wait 1h real", "return"]
    changes = carry_out(start(steps), late)
    assert [clock.mode for _, clock in changes] == [ClockMode.AT, ClockMode.RATE, ClockMode.FREEZE, ClockMode.REAL]
    gaps = [later[0] - earlier[0] for earlier, later in itertools.pairwise(changes)]
    assert all(gap >= least for gap, least in zip(gaps, [60, 30, 3_600], strict=True))
    islands = [faketime.island_time(clock, at) for at, clock in changes[:3]]
    assert islands == sorted(islands)


def test_stop() -> None:
    run, _ = scripts.advance(start(["freeze", "wait 1h real", "return"]), NOW)
    stopped = scripts.stop(run)
    assert (stopped.state, stopped.wake_at, stopped.clock.mode) == (RunState.STOPPED, None, ClockMode.FREEZE)
    assert scripts.advance(stopped, NOW + 7_200) == (stopped, None)
    done, _ = scripts.advance(run, NOW + 7_200)
    assert scripts.stop(done) is done


def test_a_step_that_turns_out_impossible_fails_the_run() -> None:
    run = scripts.start(["jump 2026-03-08 01:00", "wait 1s real", "jump 02:30"], "America/New_York", {}, REAL_TIME)
    run, clock = scripts.advance(run, NOW)
    assert clock is not None
    run, none = scripts.advance(run, NOW + 1)
    assert none is None
    assert (run.state, run.wake_at, run.clock) == (RunState.FAILED, None, clock)
    assert "Step 3, 'jump 02:30'" in run.problem
    assert "does not exist in America/New_York" in run.problem
    assert Run.from_json(json.loads(json.dumps(run.to_json()))) == run


def test_out_of_bounds_on_the_way_fails_the_run_after_what_was_done() -> None:
    run, clock = scripts.advance(start(["jump 2099-12-31 00:00", "jump +2d", "real"]), NOW)
    assert run.state is RunState.FAILED
    assert run.position == 1
    assert clock == run.clock
    assert "'jump +2d'" in run.problem


def test_somebody_else_freezes_the_island_meanwhile() -> None:
    run, _ = scripts.advance(start(["wait 5s real", "wait 5s island"]), NOW)
    frozen = replace(run, clock=Clock(ClockMode.FREEZE, frozen_at=1_800_000_000))
    failed, none = scripts.advance(frozen, NOW + 5)
    assert (failed.state, none) == (RunState.FAILED, None)
    assert "never gets there" in failed.problem


NO_STEPS = """
jump
jump tomorrow
jump 2d
jump 24:00
jump 2026-02-30 05:00
jump 30 before daily-reset
jump 30s before noon
jump 30s after daily-reset
Jump 05:00
fly 2d
wait
wait real
wait 30s
wait 30 real
wait +30s real
wait 367d real
wait 99999999999999999999999999d island
wait 30s fast
wait until
wait until noon
wait until 05:00 UTC
wait until 05:00+08:00
wait until 2026-13-01 05:00
rate
rate 0
rate 61
rate fast
freeze noon
run 5
real x
real; wait 5s real
return 05:00
"""
NO_SCRIPTS: list[Any] = [
    *(None, 5, {}, [], "", "\n\n", [""], [None], [5], ["x" * 200], ["real\x00"], ["jump\n05:00"]),
    *(["real"] * 51, "real\n" * 5_000),
    *(["freeze", "wait 5s island"], ["freeze 05:00", "wait until 06:00"], ["freeze", "jump +1h", "wait 1s island"]),
    *([step] for step in NO_STEPS.strip().split("\n")),
]


@pytest.mark.parametrize("value", NO_SCRIPTS, ids=lambda value: ascii(value)[:50])
def test_no_script(value: Any) -> None:
    with pytest.raises(Invalid) as caught:
        start(value)
    json.dumps(caught.value.details)
    assert len(caught.value.message) < 600


def test_the_step_at_fault_is_named() -> None:
    with pytest.raises(Invalid, match=r"Step 2, 'wait 30s': .*real or island") as caught:
        start(["freeze", "wait 30s"])
    assert caught.value.details["step"] == 2


def test_waiting_on_an_island_that_stands_still_from_the_start() -> None:
    frozen = Clock(ClockMode.FREEZE, frozen_at=1_800_000_000)
    with pytest.raises(Invalid, match="stands still"):
        start(["wait 5s island"], frozen)
    with pytest.raises(Invalid, match="stands still"):
        start(["run", "wait 5s island", "return", "wait 5s island"], frozen)
    start(["run", "wait 5s island", "return", "wait 5s real"], frozen)


def test_texts_are_kept_as_typed() -> None:
    assert scripts.parse("  jump ２３：５８ \n real", ZONE, {}, REAL_TIME) == ("jump ２３：５８", "real")
