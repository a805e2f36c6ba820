"""Every program of the table in docs/clock.md through a hundred random changes (`make test-clock`)."""

from __future__ import annotations

import pytest

from tests.integration.clock_programs.conftest import MakeTrial
from tests.integration.clock_programs.programs import GO, LARGE, SMALL, Program
from tests.integration.clock_programs.test_programs import goes_through
from tests.integration.clock_programs.trial import CLOSE

CHANGES = 100
MORE_WORK = 0.05  # CPU seconds a second more than without the clock library


@pytest.mark.parametrize("program", [*SMALL, *LARGE], ids=lambda program: program.name)
def test_a_hundred_changes(make_trial: MakeTrial, program: Program) -> None:
    goes_through(make_trial(program), CHANGES)


@pytest.mark.parametrize("program", [*SMALL, *LARGE], ids=lambda program: program.name)
def test_it_works_no_more_at_rest_than_without_the_library(make_trial: MakeTrial, program: Program) -> None:
    trial, plain = make_trial(program), make_trial(program, plain=True)
    assert trial.cpu(3) <= plain.cpu(3) + MORE_WORK


@pytest.mark.parametrize("program", GO, ids=lambda program: program.name)
def test_what_is_said_of_go_is_true(make_trial: MakeTrial, program: Program) -> None:
    """It does not read the clock through libc: where nothing else reaches it, it is not applied, and that is why."""
    trial = make_trial(program)
    follows = abs(trial.off()) <= CLOSE
    report = trial.report()
    assert report["applied"] is follows
    if not follows:
        assert report["problem_code"] == "clock.no_libc"
        assert report["problem_values"]["language"] == "Go"
