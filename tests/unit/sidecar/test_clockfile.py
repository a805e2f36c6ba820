"""What may stand in the clock file, and the lines of a clock that changes by steps."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import faketime
from islandmgr.model.domain import Clock, ClockMode
from sidecar.clockfile import MOST, Order, Refused, Steps, check_line, parse_order

STEPS = {"first": 1_790_000_000.5, "offset": -3600, "gain": 9}


@given(st.integers(-MOST, MOST))
def test_an_offset_is_accepted(offset: int) -> None:
    assert check_line(f"{offset:+d}") == f"{offset:+d}"


@given(st.integers(0, MOST))
def test_an_instant_is_accepted(instant: int) -> None:
    assert check_line(str(instant)) == str(instant)


@given(st.one_of(st.text(), st.from_regex(r"[+-]?[0-9\u0660-\u0669 ]+\n?", fullmatch=True)))
@example("+0\n")
@example("+0\n+0")
@example("")
@example("+")
@example("@2026-01-01")
@example("+0 x10")
@example("+\u0661")
@example("17900000000")
def test_nothing_else_is(text: str) -> None:
    """What is accepted has one of the two forms, to the letter; a refusal quotes the text."""
    if re.fullmatch(r"[+-]?[0-9]{1,10}", text, re.ASCII):
        assert check_line(text) == text
        return
    with pytest.raises(Refused, match=re.escape(repr(text[:200]))):
        check_line(text)


@given(
    st.integers(2, 60),
    st.floats(946_684_800, 4_102_444_799),
    st.floats(1_790_000_000, 1_790_000_100),
    st.floats(0, 1e6),
)
def test_steps_are_those_that_the_manager_knows(rate: int, shown: float, since: float, later: float) -> None:
    """The side container goes on alone with the same lines that the manager measures against."""
    clock = Clock(ClockMode.RATE, rate=rate, real_anchor=since, fake_anchor=shown)
    planned = faketime.stepping(clock)
    assert planned
    order = parse_order(json.dumps({"line": "+0", "steps": vars(planned)}).encode())
    assert order.steps
    now = planned.first + later
    assert order.steps.line(now) == faketime.line(clock, now)


def test_a_change_at_an_agreed_instant() -> None:
    steps = Steps(first=1000.5, offset=60, gain=0)
    assert [steps.line(now) for now in (1000.4, 1000.5, 5000.0)] == [None, "+60", "+60"]


def test_steps_never_outgrow_the_line() -> None:
    assert Steps(0.5, MOST - 1, 59).line(1e9) == f"+{MOST}"


def test_orders() -> None:
    assert parse_order(b'{"line": "+3600"}') == Order("+3600")
    assert parse_order(json.dumps({"line": "+0", "steps": STEPS}).encode()) == Order("+0", Steps(**STEPS))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe",
        b"[" * 60_000,
        b'"+0"',
        b'{"line": 0}',
        b'{"line": null}',
        b'{"line": "+0", "rate": {}}',
        b'{"line": "+0", "steps": null}',
        b'{"line": "+0", "steps": {}}',
        b'{"line": "+0 x10"}',
        json.dumps({"steps": STEPS}).encode(),
        *(
            json.dumps({"line": "+0", "steps": {**STEPS, **wrong}}).encode()
            for wrong in (
                {"gain": 60},
                {"gain": -1},
                {"gain": 1.5},
                {"gain": True},
                {"offset": 10_000_000_000},
                {"offset": 0.5},
                {"first": float("nan")},
                {"first": 1e300},
                {"first": "1790000000.5"},
                {"more": 1},
            )
        ),
    ],
)
def test_orders_that_are_none(text: bytes) -> None:
    with pytest.raises(Refused, match="accepted"):
        parse_order(text)
