"""Who sees what, and what follows for the clock: the server's own processes count, `date` is the second witness."""

from __future__ import annotations

from dataclasses import replace

import pytest

import faketime
from islandmgr.model.domain import Clock, ClockMode
from islandmgr.resources.clocks.rules.processes import PodProblem, Process, Reach, Sees, Unreached
from islandmgr.resources.clocks.rules.verdict import APPLIED, Cause, Measured, judge, sights_of

NOW = 1_790_000_000.25
SHIFTED = Clock(ClockMode.SHIFT, offset=3600)
FROZEN = Clock(ClockMode.FREEZE, frozen_at=1_800_000_000)
FAST = Clock(ClockMode.RATE, rate=10, real_anchor=NOW - 100, fake_anchor=NOW)
CHANGED_AT = float(int(NOW) - 60)
FOLLOWS = Process(12, "redis-server", "+3600", NOW - 0.2, 4123)
LAGS = replace(FOLLOWS, pid=13, name="worker", line="+0", read_at=NOW - 1)
IDLE = replace(FOLLOWS, pid=14, name="sleep", line="+0", read_at=CHANGED_AT - 5)
FRESH = Process(15, "fresh", None, None)
GO = Unreached(16, "gameserver", Reach.GO)


def measured(*seen: Process, unreached: tuple[Unreached, ...] = ()) -> Measured:
    return Measured(
        fake=NOW + 3600, real=NOW, resolution=1e-9, loaded=True, line="+3600", problem=None,
        changed_at=CHANGED_AT, seen=seen, unreached=unreached,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("process", "sees"),
    [
        (FOLLOWS, Sees.WISHED),
        (replace(FOLLOWS, read_at=CHANGED_AT - 5), Sees.WISHED),  # the change did not change its line
        (LAGS, Sees.OLDER),
        (IDLE, Sees.NOT_READ),
        (replace(LAGS, read_at=CHANGED_AT + 1), Sees.NOT_READ),  # it may have read before the file was in place
        (FRESH, Sees.NOT_READ),
        (replace(FOLLOWS, line=None, problem=PodProblem("unreadable")), Sees.REAL),
    ],
)
def test_what_a_process_sees(process: Process, sees: Sees) -> None:
    (found,) = sights_of(SHIFTED, measured(process))
    assert found.sees is sees
    assert (found.pid, found.name, found.line, found.asked) == (process.pid, process.name, process.line, process.asked)


def test_without_the_time_of_the_file_nobody_is_accused() -> None:
    (found,) = sights_of(SHIFTED, replace(measured(LAGS), changed_at=None))
    assert found.sees is Sees.NOT_READ


def test_a_frozen_clock_is_followed() -> None:
    frozen = replace(FOLLOWS, line="1800000000")
    seen = replace(measured(frozen), fake=1_800_000_000.0, line="1800000000")
    assert judge(FROZEN, seen) is APPLIED


@pytest.mark.parametrize(
    ("late", "sees"), [(0.0, Sees.WISHED), (1.0, Sees.WISHED), (30.0, Sees.NOT_READ)], ids=["now", "a step", "idle"]
)
def test_a_rate_is_followed_step_by_step(late: float, sees: Sees) -> None:
    process = replace(FOLLOWS, line=faketime.line(FAST, NOW - late), read_at=NOW - late)
    line = faketime.line(FAST, NOW)
    seen = replace(measured(process), fake=NOW + int(line), line=line, changed_at=float(int(NOW)))
    assert sights_of(FAST, seen)[0].sees is sees
    assert judge(FAST, seen) is APPLIED


def test_a_rate_whose_steps_a_process_does_not_take() -> None:
    line = faketime.line(FAST, NOW)
    process = replace(FOLLOWS, line=faketime.line(FAST, NOW - 50), read_at=NOW)
    seen = replace(measured(process), fake=NOW + int(line), line=line, changed_at=NOW - 3)
    assert judge(FAST, seen).cause is Cause.STALE


def test_one_that_follows_and_one_that_has_not_asked_are_applied() -> None:
    assert judge(SHIFTED, measured(FOLLOWS, IDLE, FRESH)) is APPLIED
    assert judge(SHIFTED, measured(IDLE)) is APPLIED


def test_one_that_asked_and_does_not_follow_is_not_applied_whatever_date_says() -> None:
    verdict = judge(SHIFTED, measured(FOLLOWS, LAGS))
    assert verdict.cause is Cause.STALE
    assert "worker(13)" in verdict.problem
    assert "redis" not in verdict.problem


def test_one_that_cannot_read_the_clock_is_not_applied() -> None:
    verdict = judge(SHIFTED, measured(replace(LAGS, line=None, problem=PodProblem("unreadable"))))
    assert verdict.cause is Cause.STALE
    assert "worker(13)" in verdict.problem
    assert "cannot read the clock file" in verdict.problem


@pytest.mark.parametrize("code", ["unreadable", "no_line"])
def test_one_that_could_read_it_before_is_told_of_by_what_hinders_it_now(code: str) -> None:
    verdict = judge(SHIFTED, measured(replace(LAGS, problem=PodProblem(code))))
    assert verdict.cause is Cause.STALE
    assert verdict.problem.code == f"clock.process_{code}"
    assert judge(SHIFTED, measured(replace(FOLLOWS, problem=PodProblem(code)))) is APPLIED


def test_what_the_library_says_in_words_of_tomorrow_is_shown() -> None:
    verdict = judge(SHIFTED, measured(replace(LAGS, problem=PodProblem("of_tomorrow", {"x": "1"}))))
    assert verdict.cause is not None
    assert "of_tomorrow x=1" in verdict.problem


@pytest.mark.parametrize("fake", [None, NOW])
def test_what_date_says_does_not_count_against_the_processes(fake: float | None) -> None:
    problem = None if fake else PodProblem("library_stops", {"library": "/opt/l.so", "program": "/bin/date"})
    assert judge(SHIFTED, replace(measured(FOLLOWS), fake=fake, problem=problem)) is APPLIED
    assert judge(SHIFTED, replace(measured(IDLE), fake=fake, problem=problem)).cause in (Cause.OFF, Cause.WRONG_LIBRARY)


def test_a_line_that_somebody_wrote_is_told_though_a_process_has_not_read_it_yet() -> None:
    assert judge(SHIFTED, replace(measured(FOLLOWS), fake=NOW + 99, line="+99")).cause is Cause.CHANGED
    assert judge(SHIFTED, replace(measured(LAGS), fake=NOW + 99, line="+99")).cause is Cause.CHANGED


def test_a_helper_that_the_library_does_not_reach_is_named_and_does_not_count() -> None:
    seen = measured(FOLLOWS, unreached=(GO,))
    assert judge(SHIFTED, seen) is APPLIED
    helper = sights_of(SHIFTED, seen)[-1]
    assert (helper.name, helper.sees, helper.unreached) == ("gameserver", Sees.REAL, Reach.GO)
    assert "Go" in helper.problem


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Reach.GO, "does not read the clock through libc (Go)"),
        (Reach.STATIC, "does not read the clock through libc (a static program)"),
        (Reach.EMPTIED, "environment was emptied"),
        (Reach.SETUID, "setuid"),
        (Reach.OTHER, "without the library"),
    ],
)
def test_a_server_that_the_library_does_not_reach_is_not_applied(why: Reach, words: str) -> None:
    one, helper = Unreached(16, "gameserver", why), Unreached(17, "helper", Reach.STATIC)
    problem = PodProblem("unloaded", {"names": "gameserver(16)"})
    verdict = judge(SHIFTED, replace(measured(unreached=(one, helper)), loaded=False, problem=problem))
    assert verdict.cause is Cause.NOT_LOADED
    assert words in verdict.problem
    assert "gameserver(16)" in verdict.problem
    assert "helper" not in verdict.problem


def test_a_pod_whose_library_does_not_tell_is_judged_by_date() -> None:
    seen = replace(measured(), seen=None)
    assert judge(SHIFTED, seen) is APPLIED
    assert judge(SHIFTED, replace(seen, fake=NOW)).cause is Cause.OFF
    assert sights_of(SHIFTED, seen) == ()
