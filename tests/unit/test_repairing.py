"""Where rows, registry, books and Pods disagree, and what is offered, decided from what was seen."""

from __future__ import annotations

from typing import Any

import pytest

from islandmgr.model.domain import Island, State, Wanted
from islandmgr.model.observed import Pod
from islandmgr.resources.islands.rules.lifecycle import Become, Create, Delete, decide
from islandmgr.resources.repair.rules import OVERDUE, SETTLED, Difference, Registered, RepairAct, Sides, differences
from tests.unit.test_doctor import island, pod

NOW = 1_800_000_000.0
NAMES = {"time": 30000, "echo": 30001}


def own_pod(**changes: Any) -> Pod:
    return pod("sample-7", 30000, 30001, **{"island_id": 7, "incarnation": 1, **changes})


def row(**changes: Any) -> Registered:
    plain: dict[str, Any] = {
        "island_id": 7, "incarnation": 1, "node": "n1", "host": "10.0.0.1", "pod": "sample-7", "ports": NAMES,
        "at": 2.0,
    }  # fmt: skip
    return Registered(**{**plain, **changes})


def here(**changes: Any) -> Island:
    return island(**{"pod": "sample-7", "host": "10.0.0.1", **changes})


def compared(*rows: Island, **changes: Any) -> list[Difference]:
    """Island 7 runs as it should, but for `changes`."""
    plain: dict[str, Any] = {
        "islands": {one.id: one for one in rows or (here(),)}, "registry": [row()], "pods": [own_pod()],
        "held": {7: (30000, 30001)}, "faults": [], "silent": set(), "now": NOW,
    }  # fmt: skip
    return differences(Sides(**{**plain, **changes}))


def only(*rows: Island, **changes: Any) -> Difference:
    (found,) = compared(*rows, **changes)
    return found


def test_nothing_disagrees() -> None:
    assert compared() == []
    assert compared(here(state=State.REQUESTED), registry=[], pods=[]) == []
    assert compared(here(state=State.FAILED), registry=[], pods=[]) == [], "its Pod was taken down on purpose"
    assert compared(here(state=State.STOPPING, wanted=Wanted.STOP), pods=[]) == [], "its ports go back in a moment"


def test_a_pod_that_no_island_has() -> None:
    stray = pod("sample-99", 30050, island_id=99, incarnation=1, uid="u99")
    found = only(pods=[own_pod(), stray])
    assert (found.id, found.repairs, found.uid) == ("orphan-pod-sample-99", (RepairAct.DELETE_POD,), "u99")
    assert only(pods=[own_pod(), pod("odd")]).id == "orphan-pod-odd", "ours, without a number"
    assert compared(pods=[own_pod(), pod("sample-99", island_id=99, deleting=True)]) == []


def test_a_pod_that_is_newer_than_its_row_is_left_alone_and_can_be_adopted() -> None:
    found = only(here(state=State.LOST), pods=[own_pod(incarnation=3)], registry=[])
    assert (found.id, found.repairs[0]) == ("newer-pod-sample-7", RepairAct.ADOPT)


@pytest.mark.parametrize("state", [State.RUNNING, State.REQUESTED, State.CRASHED, State.LOST])
def test_the_reconciler_never_deletes_a_newer_pod(state: State) -> None:
    step = decide(here(state=state), [own_pod(incarnation=3)], NOW, 600)
    assert isinstance(step, Become)
    assert step.state is State.LOST
    assert "incarnation 3" in step.reason
    assert isinstance(decide(here(state=state), [own_pod(incarnation=0)], NOW, 600), Delete)
    assert decide(here(state=State.REQUESTED), [], 100.0, 600) == Create()


def test_a_pod_that_outlives_its_stopped_island() -> None:
    stopped = here(state=State.STOPPED, changed_at=NOW - OVERDUE - 1)
    found = only(stopped, registry=[], held={})
    assert (found.id, found.repairs) == ("left-pod-sample-7", (RepairAct.DELETE_POD,))
    silent = only(stopped, registry=[], held={}, pods=[own_pod(node_lost=True, deleting=True)])
    assert silent.repairs == (RepairAct.FORGET_POD,)
    assert compared(here(state=State.STOPPED, changed_at=NOW - 1), registry=[], held={}) == []


@pytest.mark.parametrize("state", [State.LOST, State.CRASHED, State.RUNNING, State.STARTING])
def test_an_island_without_a_pod(state: State) -> None:
    rows = [] if state in {State.LOST, State.CRASHED, State.STARTING} else [row()]
    found = only(here(state=state), pods=[], registry=rows)
    assert (found.id, found.repairs) == ("no-pod-7", (RepairAct.RESTART, RepairAct.STOP))
    assert compared(here(state=state, changed_at=NOW - SETTLED + 1), pods=[], registry=rows) == []


def test_a_silent_node_can_be_given_up() -> None:
    stopping = here(state=State.STOPPING, wanted=Wanted.STOP)
    for pods in ([], [own_pod(deleting=True, node_lost=True)]):
        found = only(stopping, pods=pods, silent={"n1"})
        assert (found.id, found.repairs) == ("silent-node-7", (RepairAct.RELEASE,))
    assert compared(stopping, pods=[own_pod(deleting=True)]) == []


def test_the_registry_has_what_is_over() -> None:
    assert only(here(state=State.STOPPED), pods=[], held={}).repairs == (RepairAct.UNREGISTER,)
    assert only(here(state=State.CRASHED)).id == "stale-registration-7"
    older = only(here(incarnation=2), pods=[own_pod(incarnation=2)])
    assert str(older.message) == "The registry still has island 7, but that was incarnation 1, and it is at 2."
    assert only(registry=[row(), row(island_id=8)]).id == "stale-registration-8"


def test_the_registry_lacks_what_runs() -> None:
    found = only(registry=[])
    assert (found.id, found.repairs) == ("unregistered-7", (RepairAct.REGISTER, RepairAct.RESTART))
    assert compared(here(changed_at=NOW - 1), registry=[]) == []
    assert compared(here(state=State.STARTING), registry=[]) == []


@pytest.mark.parametrize("wrong", [{"host": "10.0.0.9"}, {"node": "n2"}, {"pod": "x"}, {"ports": {"time": 30009}}])
def test_the_registry_says_something_else(wrong: dict[str, Any]) -> None:
    assert only(registry=[row(**wrong)]).id == "wrong-registration-7"
    assert compared(registry=[row(**wrong, at=NOW - 1)]) == []


def test_ports_that_the_books_and_the_rows_see_differently() -> None:
    leaked = only(here(state=State.STOPPED, changed_at=NOW), pods=[], registry=[])
    assert (leaked.id, leaked.repairs) == ("leaked-ports-7", (RepairAct.RELEASE_PORTS,))
    assert only(held={}).id == "wrong-ports-7"
    assert only(held={7: (30000,)}).id == "wrong-ports-7"
    broken = only(faults=["Ports 30050 are lost."])
    assert (broken.id, broken.repairs) == ("books", (RepairAct.REBUILD,))
