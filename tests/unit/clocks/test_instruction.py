"""What the side container is told: the line now, the steps after it, and when many shall change as one."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

import faketime
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.resources.clocks.service.pod_clock import Beginning, instruction
from sidecar.clockfile import Order, parse_order

NOW = 1_790_000_000.25
AT = 1_790_000_002.5
INSTANTS = st.floats(946_684_800, 4_102_444_799)


def told(clock: Clock, now: float = NOW, beginning: Beginning | None = None) -> Order:
    """As the side container reads it."""
    return parse_order(instruction(clock, now, beginning))


def test_a_plain_clock_is_its_line() -> None:
    assert json.loads(instruction(Clock(ClockMode.SHIFT, offset=-90), NOW)) == {"line": "-90"}


def test_the_old_time_stays_until_all_change() -> None:
    order = told(Clock(ClockMode.SHIFT, offset=60), beginning=Beginning(AT, REAL_TIME))
    assert order.line == "+0"
    assert order.steps
    assert [order.steps.line(now) for now in (AT - 0.1, AT, AT + 100)] == [None, "+60", "+60"]


def test_who_is_told_late_changes_at_once() -> None:
    assert told(Clock(ClockMode.SHIFT, offset=60), AT + 1, Beginning(AT, REAL_TIME)) == Order("+60")


def test_time_stands_at_once() -> None:
    assert told(Clock(ClockMode.FREEZE, frozen_at=1_800_000_000), beginning=Beginning(AT, REAL_TIME)) == Order(
        "1800000000"
    )


@given(st.integers(2, 60), INSTANTS, st.integers(0, 500))
def test_a_rate_that_begins_for_many_is_that_rate(rate: int, shown: float, later: int) -> None:
    """From the agreed instant on each line is the one that measurements are held against."""
    clock = Clock(ClockMode.RATE, rate=rate, real_anchor=AT + 0.5, fake_anchor=shown)
    order = told(clock, beginning=Beginning(AT, REAL_TIME))
    assert order.line == "+0"
    assert order.steps
    assert order.steps.line(AT + 0.6) == faketime.line(clock, AT + 0.6)
    assert order.steps.line(AT + later + 0.5) == faketime.line(clock, AT + later + 0.5)
