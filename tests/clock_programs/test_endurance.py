"""Every program of the table in docs/clock.md through a hundred random changes (`make test-clock`)."""

from __future__ import annotations

import pytest

from tests.integration.clock_programs.conftest import MakeTrial
from tests.integration.clock_programs.programs import LARGE, SMALL, UNREACHED, Program
from tests.integration.clock_programs.test_programs import goes_through

CHANGES = 100
MORE_WORK = 0.05  # CPU seconds a second more than without the clock library


@pytest.mark.parametrize("program", [*SMALL, *LARGE], ids=lambda program: program.name)
def test_a_hundred_changes(make_trial: MakeTrial, program: Program) -> None:
    goes_through(make_trial(program), CHANGES)


@pytest.mark.parametrize("program", [*SMALL, *LARGE], ids=lambda program: program.name)
def test_it_works_no_more_at_rest_than_without_the_library(make_trial: MakeTrial, program: Program) -> None:
    trial, plain = make_trial(program), make_trial(program, plain=True)
    assert trial.cpu(3) <= plain.cpu(3) + MORE_WORK


def test_what_does_not_read_the_clock_through_libc_is_not_applied_and_says_its_language(make_trial: MakeTrial) -> None:
    trial = make_trial(UNREACHED)
    assert abs(trial.off()) > 1
    report = trial.report()
    assert report["applied"] is False
    assert report["problem_code"] == "clock.no_libc"
    assert report["problem_values"]["language"] == "Go"
