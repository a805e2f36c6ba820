"""The two forms of the clock file, and the steps of a rate."""

from __future__ import annotations

import itertools
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faketime
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.model.errors import Invalid

NOW = 1_795_170_000.3

nows = st.floats(1_700_000_000, 2_000_000_000)
instants = st.integers(faketime.EARLIEST, faketime.LATEST)


@st.composite
def clocks(draw: st.DrawFn) -> tuple[Clock, float]:
    """Any clock in bounds, and a real time soon after it was made."""
    now, island = draw(nows), draw(instants)
    clock = draw(
        st.sampled_from(
            [
                REAL_TIME,
                Clock(ClockMode.AT, offset=math.floor(island - now)),
                Clock(ClockMode.FREEZE, frozen_at=island),
                Clock(ClockMode.RATE, rate=draw(st.integers(1, 60)), real_anchor=now, fake_anchor=float(island)),
            ]
        )
    )
    return clock, now + draw(st.floats(0, 100_000))


@given(clocks())
def test_only_the_two_forms(made: tuple[Clock, float]) -> None:
    clock, now = made
    text = faketime.line(clock, now)
    assert re.fullmatch(r"[+-][0-9]{1,10}|[0-9]{1,10}", text)
    parsed = faketime.parse_line(text)
    assert (parsed.frozen_at is None) != (parsed.offset is None)
    assert parsed.frozen_at == clock.frozen_at
    if parsed.offset is not None:
        assert now + parsed.offset == faketime.shown(clock, now)


@given(st.text())
def test_no_other_text_is_a_line(text: str) -> None:
    if not re.fullmatch(r"[+-]?[0-9]{1,10}", text):
        with pytest.raises(Invalid):
            faketime.parse_line(text)


NO_LINES = [
    "",
    "+",
    "-",
    "+0\n",
    " +0",
    "+0 ",
    "+0x2",
    "+0 x2",
    "+0s",
    "+1.5",
    "@0",
    "%",
    "+1d",
    "++1",
    "0x10",
    "1e9",
    "+12345678901",
]


@pytest.mark.parametrize("text", [*NO_LINES, "2026-12-31 23:59:30", "１", "+²", "+0\x00", "+0\n+1"], ids=ascii)
def test_no_line(text: str) -> None:
    with pytest.raises(Invalid):
        faketime.parse_line(text)


def test_lines() -> None:
    assert faketime.line(REAL_TIME, NOW) == "+0"
    assert faketime.line(Clock(ClockMode.SHIFT, offset=-90), NOW) == "-90"
    assert faketime.line(Clock(ClockMode.AT, offset=3_600), NOW) == "+3600"
    assert faketime.line(Clock(ClockMode.FREEZE, frozen_at=946_684_800), NOW) == "946684800"


@given(clocks())
def test_steps(made: tuple[Clock, float]) -> None:
    """Every step is at x.5, after now, adds rate - 1, and is right at the whole second from which it shows."""
    clock, now = made
    step = faketime.next_step(clock, now)
    if step is None:
        assert clock.rate == 1 or clock.mode is not ClockMode.RATE
        return
    at, line = step
    assert now < at <= now + 1
    assert at % 1 == 0.5
    assert faketime.line(clock, at) == line
    assert faketime.line(clock, math.nextafter(at, 0)) == faketime.line(clock, now)
    following = faketime.next_step(clock, at)
    assert following is not None
    assert following[0] == at + 1
    assert int(following[1]) - int(line) == clock.rate - 1
    assert int(line) >= int(faketime.line(clock, now))  # a rate never takes the island back
    shows = at + 0.5
    assert abs(shows + int(line) - faketime.island_time(clock, shows)) <= 0.5001


@given(clocks())
def test_the_side_container_can_step_alone(made: tuple[Clock, float]) -> None:
    clock, now = made
    steps = faketime.stepping(clock)
    if steps is not None and now >= steps.first:
        assert f"{steps.offset_at(now):+d}" == faketime.line(clock, now)


def test_rate_from_half_a_second_does_not_flicker() -> None:
    clock = Clock(ClockMode.RATE, rate=10, real_anchor=1_795_170_000.0, fake_anchor=1_795_170_000.5)
    offsets = [int(faketime.line(clock, 1_795_170_000.5 + k)) for k in range(100)]
    assert {later - earlier for earlier, later in itertools.pairwise(offsets)} == {9}


def test_compare() -> None:
    shifted = Clock(ClockMode.SHIFT, offset=3_600)
    assert faketime.compare(shifted, NOW + 3_600.02, NOW) == pytest.approx(20, abs=0.01)
    assert faketime.compare(shifted, NOW, NOW) == -3_600_000
    frozen = Clock(ClockMode.FREEZE, frozen_at=1_800_000_000)
    assert faketime.compare(frozen, 1_800_000_000, NOW) == 0


def test_compare_a_rate_allows_the_step_before() -> None:
    clock = Clock(ClockMode.RATE, rate=60, real_anchor=NOW - 10, fake_anchor=NOW - 10)
    for real in (NOW, NOW + 0.1, NOW + 0.25, NOW + 0.7):
        for written in (real, real - 1):
            fake = real + int(faketime.line(clock, written))
            assert faketime.is_applied(faketime.compare(clock, fake, real))
        assert not faketime.is_applied(faketime.compare(clock, real + int(faketime.line(clock, real - 2)), real))
        assert not faketime.is_applied(faketime.compare(clock, real, real))


def test_is_applied() -> None:
    assert faketime.is_applied(499)
    assert not faketime.is_applied(-1_000)
    assert faketime.is_applied(-1_000, resolution=1)  # busybox: 10.9 shown as 10, against 11
    assert not faketime.is_applied(-2_000, resolution=1)
    assert not faketime.is_applied(math.nan)
