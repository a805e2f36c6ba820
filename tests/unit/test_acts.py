"""Before an island is shown as running, for the first time or again, its clock is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, cast

import pytest

from islandmgr.engine.pod_cache import PodCache
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import REAL_TIME, Island, State, Wanted
from islandmgr.model.messages import NOTHING, Message
from islandmgr.model.observed import Pod
from islandmgr.resources.clocks.rules.processes import PodProblem
from islandmgr.resources.clocks.rules.verdict import Measured, judge
from islandmgr.resources.clocks.service import ClockMeasurement
from islandmgr.resources.clocks.service.application import Outcome
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.rules import lifecycle

ISLAND = Island(
    id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
    state=State.UNREADY, reason="", incarnation=1, pool="default", ports=(), clock=REAL_TIME, args={},
    created_at=0.0, changed_at=0.0, ready_at=1.0, clock_problem="The clock could not be measured",
)  # fmt: skip
RUNNING = lifecycle.Become(State.RUNNING)
GOOD = {"clock_applied": True, "clock_problem": ""}


class SelfTests:
    """In place of what measures: an answer for each time that it is asked."""

    def __init__(self, *answers: dict[str, Any] | None) -> None:
        self.answers = list(answers)

    def self_test(self, _: Island) -> dict[str, Any] | None:
        return self.answers.pop(0)


class Writing(Acts):
    """Nothing is stored."""

    def _become(
        self,
        island: Island,
        action: lifecycle.Become,
        more: Mapping[str, Any] = MappingProxyType({}),
        pods: Sequence[Pod] = (),  # noqa: ARG002
        told: Message = NOTHING,  # noqa: ARG002
    ) -> Island:
        return replace(island, state=action.state, **action.facts, **more)


def acts(tests: SelfTests) -> Acts:
    parts = cast("Parts", type("", (), {"now": staticmethod(lambda: 100.0)}))
    return Writing(parts, cast("ClockMeasurement", tests))


@pytest.mark.parametrize(
    "island",
    [
        replace(ISLAND, state=State.STARTING, ready_at=None),
        ISLAND,
        replace(ISLAND, state=State.LOST),
        replace(ISLAND, clock_applied=False, clock_problem="The island's time is off by +3600.0 s"),
    ],
    ids=["first", "ready again", "found again", "off before"],
)
def test_a_clock_that_nobody_saw_right_is_measured_before_it_runs(island: Island) -> None:
    tests = SelfTests(None, GOOD)
    doing = acts(tests)
    assert doing.do(RUNNING, island, PodCache()) is None, "it waits for the measurement"
    after = doing.do(RUNNING, island, PodCache())
    assert after is not None
    assert (after.state, after.clock_applied, after.clock_problem) == (State.RUNNING, True, "")


def test_one_that_was_right_and_one_that_runs_already_wait_for_nothing() -> None:
    doing = acts(SelfTests())
    assert doing.do(RUNNING, replace(ISLAND, clock_applied=True, clock_problem=""), PodCache()) is not None
    learned = lifecycle.Become(State.RUNNING, facts={"node": "local-1"})
    assert doing.do(learned, replace(ISLAND, state=State.RUNNING), PodCache()) is not None


def test_a_server_that_did_not_run_was_not_measured() -> None:
    seen = Measured(None, 100.0, 0.001, loaded=False, line="+0", problem=PodProblem("not_running"))
    assert Outcome(ISLAND, seen, judge(REAL_TIME, seen)).applied is None
