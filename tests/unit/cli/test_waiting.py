"""When waiting is over, and what is shown meanwhile."""

from typing import Any

import pytest

from islandmgr.cli.exit_codes import Code
from islandmgr.cli.follow import STATES, Goal, Steps, outcome
from islandmgr.model.domain import State

ISLAND: dict[str, Any] = {
    "id": 12,
    "state": "requested",
    "reason": "",
    "incarnation": 1,
    "address": None,
    "started_at": "2026-11-20T10:00:00.000Z",
    "changed_at": "2026-11-20T10:00:00.000Z",
    "registered_at": None,
    "ready_at": None,
}


def test_the_states_are_those_of_the_manager() -> None:
    assert {state.value for state in State} == set(STATES)


@pytest.mark.parametrize(
    ("wanted", "state", "verdict"),
    [
        ("running", "running", Code.OK),
        ("running", "starting", None),
        ("running", "unready", None),
        ("running", "failed", Code.FAILED),
        ("running", "stopping", Code.FAILED),
        ("stopped", "stopped", Code.OK),
        ("stopped", "stopping", None),
        ("stopped", "crashed", None),
        ("crashed", "crashed", Code.OK),
        ("crashed", "failed", None),
        ("crashed", "stopped", Code.FAILED),
        ("unready", "running", None),
    ],
)
def test_when_it_is_over(wanted: str, state: str, verdict: Code | None) -> None:
    assert Goal(frozenset({wanted}), 1).verdict(ISLAND | {"state": state}) is verdict


def test_steps_are_gathered_as_they_pass() -> None:
    steps = Steps()
    assert steps.see(ISLAND) == ["requested"]
    starting = ISLAND | {"state": "starting", "changed_at": "2026-11-20T10:00:01.000Z"}
    assert steps.see(starting) == ["starting"]
    assert steps.see(starting) == []
    running = starting | {
        "state": "running",
        "changed_at": "2026-11-20T10:00:03.500Z",
        "registered_at": "2026-11-20T10:00:02.000Z",
        "ready_at": "2026-11-20T10:00:03.500Z",
    }
    assert steps.see(running) == ["registered", "running"]
    assert steps.after("running") == 3.5
    assert steps.after("scheduling") is None


def test_a_restart_begins_the_steps_anew() -> None:
    steps = Steps()
    steps.see(ISLAND | {"state": "crashed", "changed_at": "2026-11-20T10:05:00.000Z"})
    again = ISLAND | {
        "incarnation": 2,
        "started_at": "2026-11-20T10:06:00.000Z",
        "changed_at": "2026-11-20T10:06:00.000Z",
    }
    assert steps.see(again) == ["requested"]
    assert steps.after("crashed") is None


def test_the_end_in_a_sentence() -> None:
    goal = Goal(frozenset({"running"}), 2.5)
    up = ISLAND | {"state": "running", "address": "127.0.0.2:30000"}
    down = ISLAND | {"state": "failed", "reason": "No node has branch=x"}
    assert outcome(up, Code.OK, goal) == "Island 12 is running at 127.0.0.2:30000"
    assert outcome(down, Code.FAILED, goal) == "Island 12 is failed: No node has branch=x"
    assert outcome(ISLAND, Code.TIMEOUT, goal) == "Island 12 is still requested after 2.5 s"
