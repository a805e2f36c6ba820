"""A term of leading: it lasts as long as it is prolonged in time, and what has lapsed stays lapsed."""

from __future__ import annotations

from islandmgr.engine.leadership import Leadership


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_it_holds_until_its_end_and_is_prolonged_before() -> None:
    clock = Clock()
    term = Leadership(1, 1002.0, clock)
    assert term.holds()
    clock.now = 1001.0
    assert term.prolong(1003.0)
    clock.now = 1002.5
    assert term.holds()
    clock.now = 1003.0
    assert not term.holds()


def test_a_renewal_that_comes_too_late_does_not_bring_the_term_back() -> None:
    """Between its end and the renewal somebody may have found that it does not hold, and left something undone."""
    clock = Clock()
    term = Leadership(1, 1002.0, clock)
    clock.now = 1002.1
    assert not term.prolong(1010.0)
    assert not term.holds()


def test_what_was_seen_lapsed_stays_lapsed_whatever_the_clock_says() -> None:
    clock = Clock()
    term = Leadership(1, 1002.0, clock)
    clock.now = 1002.0
    assert not term.holds()
    clock.now = 1001.0
    assert not term.holds()
    assert not term.prolong(1010.0)


def test_it_can_be_ended() -> None:
    term = Leadership(1, 1002.0, Clock())
    term.end()
    assert not term.holds()
    assert not term.prolong(1010.0)
