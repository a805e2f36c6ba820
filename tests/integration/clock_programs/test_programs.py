"""Real servers as islands: they start on their island's time, follow its changes, rest, and end when told to."""

from __future__ import annotations

import pytest

from tests.integration.clock_programs.conftest import MakeTrial
from tests.integration.clock_programs.programs import SMALL, Program
from tests.integration.clock_programs.trial import Trial

CHANGES = 5
BUSY = 0.25  # CPU seconds a second more than before: it spins


@pytest.mark.parametrize("program", SMALL, ids=lambda program: program.name)
def test_a_program_that_people_run(make_trial: MakeTrial, program: Program) -> None:
    goes_through(make_trial(program), CHANGES)


def goes_through(trial: Trial, changes: int) -> None:
    """Follow `changes` changes, with the truth told from inside, no more work at rest than before, and an end by
    SIGTERM."""
    program = trial.program
    if program.tell and not program.follows:
        assert abs(trial.off()) < 5, "it counts from its start"
    else:
        trial.follows()
    calm = trial.cpu()
    for _ in range(changes):
        trial.change()
        if program.follows:
            trial.follows()
    report = trial.report()
    assert report["applied"] is True, report["problem"]
    assert report["processes"]
    assert {one["sees"] for one in report["processes"]} <= {"wished", "not_read"}, report["processes"]
    assert trial.cpu() <= calm + BUSY
    assert trial.end() in program.exits
