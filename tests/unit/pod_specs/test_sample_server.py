"""The sample server's eye on the clock. All else about it is tested on real processes."""

from __future__ import annotations

from pod_specs.builtin.sample.server import DAY, WallClock, own_time

NEW_YEAR = 1798761600.0  # 2027-01-01 00:00 UTC


def looks(*walls: float) -> list[str]:
    """News of looks a second apart at a wall clock that showed these times; the first is the start."""
    clock = WallClock(walls[0], 100.0)
    return [news for second, wall in enumerate(walls[1:], 1) for news in clock.look(wall, 100.0 + second)]


def test_a_clock_that_runs_is_no_news() -> None:
    assert looks(1000.0, 1001.0, 1002.1, 1002.9, 1004.0) == []


def test_each_jump_is_told_once() -> None:
    assert looks(1000.0, 4601.0, 4602.0, 1003.0, 1004.0) == ["time jumped by +3600 s", "time jumped by -3600 s"]


def test_jumps_in_a_row_are_all_told() -> None:
    assert looks(1000.0, 1101.0, 6102.0) == ["time jumped by +100 s", "time jumped by +5000 s"]


def test_a_rate_is_told_once() -> None:
    assert looks(1000.0, 1060.0, 1120.0, 1180.0, 1181.0) == ["time jumped by +59 s"]


def test_a_clock_that_stands_is_no_jump() -> None:
    assert looks(1000.0, 1000.0, 1000.0, 1000.0, 1000.0) == []


def test_a_new_day_is_told_when_it_begins_or_is_jumped_to() -> None:
    assert looks(NEW_YEAR - 1, NEW_YEAR, NEW_YEAR + 1) == ["daily reset: 2027-01-01 begins"]
    assert looks(NEW_YEAR - 1, NEW_YEAR + 3 * DAY) == [f"time jumped by +{3 * DAY} s", "daily reset: 2027-01-04 begins"]
    assert looks(NEW_YEAR, NEW_YEAR - DAY) == [f"time jumped by -{DAY + 1} s"]


def test_times_are_cut_to_milliseconds_and_never_rounded_up() -> None:
    assert own_time(NEW_YEAR + 0.1239) == "2027-01-01T00:00:00.123Z"
    assert own_time(NEW_YEAR - 0.0001) == "2026-12-31T23:59:59.999Z"
    assert own_time(0.0) == "1970-01-01T00:00:00.000Z"
