"""What is said about a clock and about a change of it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

import faketime
from faketime.effects import Effect
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.model.errors import Invalid

NOW = 1_795_170_000.3  # 2026-11-20 10:20:00.3 UTC

AHEAD = Clock(ClockMode.SHIFT, offset=183_600, asked="+2d3h")
BEHIND = Clock(ClockMode.SHIFT, offset=-5_400)
FROZEN = Clock(ClockMode.FREEZE, frozen_at=1_795_170_000)
FAST = Clock(ClockMode.RATE, rate=10, real_anchor=NOW, fake_anchor=NOW)

CHANGES = [
    (REAL_TIME, REAL_TIME, []),
    (REAL_TIME, Clock(ClockMode.SHIFT, offset=1), []),
    (REAL_TIME, AHEAD, [(Effect.BURST, 183_600), (Effect.TOKENS, 183_600), (Effect.FILES, 183_600)]),
    (AHEAD, REAL_TIME, [(Effect.STALL, 183_600), (Effect.TOKENS, -183_600)]),
    (REAL_TIME, Clock(ClockMode.SHIFT, offset=30), [(Effect.BURST, 30), (Effect.FILES, 30)]),
    (AHEAD, BEHIND, [(Effect.STALL, 189_000), (Effect.TOKENS, -189_000), (Effect.FILES, -5_400)]),
    (REAL_TIME, FROZEN, [(Effect.FROZEN, 0)]),
    (FROZEN, FROZEN, []),
    (FROZEN, REAL_TIME, []),
    (REAL_TIME, FAST, [(Effect.RATE, 10)]),
    (FAST, FAST, []),
    (FAST, REAL_TIME, []),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_warnings(before: Clock, after: Clock, expected: list[tuple[Effect, int]]) -> None:
    warned = faketime.warnings(before, after, NOW)
    assert [(one.effect, one.seconds) for one in warned] == expected
    assert all(one.sentence.endswith(".") for one in warned)


def test_sentences_say_how_much() -> None:
    burst, tokens, files = (one.sentence for one in faketime.warnings(REAL_TIME, AHEAD, NOW))
    assert "forward by 2d 3h" in burst
    assert "183,600 runs" in burst
    assert "2d 3h older" in tokens
    assert "2d 3h old" in files
    stall, tokens = (one.sentence for one in faketime.warnings(AHEAD, REAL_TIME, NOW))
    assert "back by 2d 3h" in stall
    assert "younger" in tokens


def test_describe() -> None:
    ahead = faketime.describe(AHEAD, "Asia/Shanghai", NOW)
    assert asdict(ahead) == {
        "mode": "shift",
        "island_time": "2026-11-22T21:20:00+08:00",
        "zone": "Asia/Shanghai",
        "abbreviation": "CST",
        "utc_offset": 28_800,
        "runs": True,
        "rate": 1,
        "sign": 1,
        "days": 2,
        "hours": 3,
        "minutes": 0,
        "seconds": 0,
        "asked": "+2d3h",
    }
    behind = faketime.describe(BEHIND, "America/New_York", NOW)
    assert (behind.sign, behind.days, behind.hours, behind.minutes, behind.seconds) == (-1, 0, 1, 30, 0)
    assert (behind.abbreviation, behind.utc_offset) == ("EST", -18_000)
    assert faketime.describe(REAL_TIME, "UTC", NOW).sign == 0


def test_describe_a_frozen_and_a_fast_clock() -> None:
    frozen = faketime.describe(FROZEN, "UTC", NOW + 61)
    assert (frozen.runs, frozen.rate, frozen.sign, frozen.minutes, frozen.seconds) == (False, 0, -1, 1, 1)
    assert frozen.island_time == "2026-11-20T10:20:00+00:00"
    fast = faketime.describe(FAST, "UTC", NOW + 10)
    assert (fast.runs, fast.rate, fast.sign, fast.minutes, fast.seconds) == (True, 10, 1, 1, 30)


def test_describe_in_no_zone() -> None:
    with pytest.raises(Invalid, match="'CST'"):
        faketime.describe(REAL_TIME, "CST", NOW)
