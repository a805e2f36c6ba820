"""Gaps between attempts."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tenacity import Retrying, retry_if_result, stop_after_attempt

from islandmgr.model.backoff import Backoff


def test_gaps_double_from_the_first_to_the_longest() -> None:
    backoff = Backoff(0.5, 10.0)
    assert list(islice(backoff.gaps(), 7)) == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0]
    assert backoff.gap(5000) == 10.0


@given(st.integers(1, 400))
def test_a_spread_is_about_the_gap_and_goes_beyond_the_longest(failures: int) -> None:
    plain, spread = Backoff(0.5, 60.0, growth=1.5), Backoff(0.5, 60.0, growth=1.5, spread=0.2)
    gap = plain.gap(failures)
    assert gap * 0.8 <= spread.gap(failures) <= gap * 1.2


def test_it_is_how_long_tenacity_waits() -> None:
    slept: list[float] = []
    tries = Retrying(
        retry=retry_if_result(lambda _: True),
        wait=Backoff(1.0, 3.0),
        stop=stop_after_attempt(5),
        sleep=slept.append,
        retry_error_callback=lambda _last: None,
    )
    tries(lambda: None)
    assert slept == pytest.approx([1.0, 2.0, 3.0, 3.0])
