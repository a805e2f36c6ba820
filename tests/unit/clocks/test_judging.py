"""What a measurement says about a clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

import faketime
from islandmgr.model.domain import Clock, ClockMode
from islandmgr.resources.clocks.rules.processes import PodProblem
from islandmgr.resources.clocks.rules.verdict import APPLIED, OLD_SENTENCE, Cause, Measured, error_ms, judge

NOW = 1_790_000_000.25
SHIFTED = Clock(ClockMode.SHIFT, offset=3600)
FAST = Clock(ClockMode.RATE, rate=10, real_anchor=NOW - 100, fake_anchor=NOW)
RIGHT = Measured(fake=NOW + 3600, real=NOW, resolution=1e-9, loaded=True, line="+3600", problem=None)
GLIBC = "/opt/islandmgr/faketime/glibc/libfaketime.so.1"


def test_it_is_applied() -> None:
    assert judge(SHIFTED, RIGHT) is APPLIED
    assert error_ms(SHIFTED, RIGHT) == 0


@pytest.mark.parametrize("late", [0, -1])
def test_a_rate_may_be_a_step_late(late: int) -> None:
    line = faketime.line(FAST, NOW + late)
    assert judge(FAST, replace(RIGHT, fake=NOW + int(line), line=line)) is APPLIED


@pytest.mark.parametrize(
    ("seen", "cause", "word"),
    [
        (replace(RIGHT, loaded=False), Cause.NOT_LOADED, "without the clock library"),
        (replace(RIGHT, line=None), Cause.UNREADABLE, "cannot read the clock file"),
        (replace(RIGHT, fake=NOW + 99, line="+99"), Cause.CHANGED, "'+99'"),
        (replace(RIGHT, fake=NOW), Cause.OFF, "-3600.0 s"),
        (
            replace(
                RIGHT, fake=None, problem=PodProblem("library_fails", {"library": GLIBC, "said": "Error relocating"})
            ),
            Cause.WRONG_LIBRARY,
            "Error relocating",
        ),
        (
            replace(RIGHT, problem=PodProblem("no_library", {"folder": "/opt"})),
            Cause.NO_LIBRARY,
            "no libfaketime in /opt",
        ),
        (
            replace(RIGHT, loaded=False, problem=PodProblem("unloaded", {"names": "server(12)"})),
            Cause.NOT_LOADED,
            "server(12)",
        ),
        (replace(RIGHT, loaded=False, problem=PodProblem("not_running")), Cause.NOT_MEASURED, "does not run"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_not_applied_and_why(seen: Measured, cause: Cause, word: str) -> None:
    verdict = judge(SHIFTED, seen)
    assert verdict.cause is cause
    assert word in verdict.problem


def test_real_time_without_the_library_is_not_applied_either() -> None:
    """It looks right, but no other time could be set."""
    seen = replace(RIGHT, fake=NOW, line="+0", loaded=False)
    assert judge(Clock(), seen).cause is Cause.NOT_LOADED


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("/lib/libfaketime.so.1 does not work in this image: Error relocating", Cause.WRONG_LIBRARY),
        ("no libfaketime in /opt/islandmgr/faketime", Cause.NO_LIBRARY),
        ("these run on real time, without the library: server(12)", Cause.NOT_LOADED),
        ("the server does not run", Cause.NOT_MEASURED),
    ],
)
def test_a_pod_from_before_there_were_codes_is_understood(words: str, cause: Cause) -> None:
    """Such Pods live on when the manager is upgraded."""
    verdict = judge(SHIFTED, replace(RIGHT, problem=PodProblem(OLD_SENTENCE, {"text": words})))
    assert (verdict.cause, verdict.problem) == (cause, words)
    assert verdict.problem.code == "text"


@pytest.mark.parametrize("problem", [PodProblem("of tomorrow", {"x": "1"}), PodProblem("unloaded")])
def test_what_a_newer_pod_says_is_shown_as_it_came(problem: PodProblem) -> None:
    verdict = judge(SHIFTED, replace(RIGHT, problem=problem))
    assert verdict.cause is not None
    assert problem.code in verdict.problem
