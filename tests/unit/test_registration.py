"""What a Pod is believed when it registers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from islandmgr.model.domain import Clock, Island, Port, State, Wanted
from islandmgr.model.observed import Pod
from islandmgr.resources.islands.rules.registration import (
    Location,
    agrees,
    differences,
    location_in_row,
    location_of_pod,
    registration,
)

THERE = Location("node-a", "10.1.2.3")
ISLAND = Island(
    id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
    state=State.STARTING, reason="", incarnation=2, pool="default", ports=(Port("time", 30000), Port("echo", 30001)),
    clock=Clock(), args={}, created_at=50.0, changed_at=100.0, started_at=100.0, node="node-a", host="10.1.2.3",
    pod="sample-qa01-dev-7-r2",
)  # fmt: skip
TRUE: dict[str, Any] = {
    "pod": "sample-qa01-dev-7-r2",
    "node": "node-a",
    "host": "10.1.2.3",
    "ports": {"time": 30000, "echo": 30001},
    "fingerprint": "abc",
    "started_at": 101.0,
}
POD = Pod("sample-qa01-dev-7-r2", "uid", 7, 2, "Running", node="node-a", host="10.1.2.3")


def test_the_truth_differs_in_nothing() -> None:
    assert differences(ISLAND, THERE, TRUE) == ""
    assert agrees(THERE, TRUE)


@pytest.mark.parametrize("ports", [{}, {"echo": 30001}])
def test_ports_may_be_left_out(ports: dict[str, int]) -> None:
    assert differences(ISLAND, THERE, TRUE | {"ports": ports}) == ""


@pytest.mark.parametrize(
    ("lie", "words"),
    [
        ({"host": "6.6.6.6"}, "host is '6.6.6.6', not '10.1.2.3'"),
        ({"host": ""}, "host is '', not '10.1.2.3'"),
        ({"host": "10.1.2.3 "}, "host is '10.1.2.3 ', not '10.1.2.3'"),
        ({"host": "10.1.2.3:22"}, "host is '10.1.2.3:22'"),
        ({"host": "::ffff:10.1.2.3"}, "host is '::ffff:10.1.2.3'"),
        ({"host": "game.example"}, "host is 'game.example'"),
        ({"node": "node-b"}, "node is 'node-b', not 'node-a'"),
        ({"node": "NODE-A"}, "node is 'NODE-A'"),
        ({"pod": "sample-qa01-dev-7"}, "pod is 'sample-qa01-dev-7', not 'sample-qa01-dev-7-r2'"),
        ({"ports": {"time": 22}}, "port 'time' is 22, not 30000"),
        ({"ports": {"time": 30001}}, "port 'time' is 30001, not 30000"),
        ({"ports": {"ssh": 22}}, "port 'ssh' is 22, not None"),
        ({"node": "b", "host": "6.6.6.6"}, "node is 'b', not 'node-a'; host is '6.6.6.6'"),
    ],
)
def test_every_lie_is_named(lie: dict[str, Any], words: str) -> None:
    assert words in differences(ISLAND, THERE, TRUE | lie)


def test_a_long_lie_is_not_repeated_in_full() -> None:
    assert len(differences(ISLAND, THERE, TRUE | {"host": "x" * 253, "node": "y" * 253})) < 300


@pytest.mark.parametrize(
    ("told", "said", "same"),
    [
        ("fd00::1", "FD00:0:0:0:0:0:0:1", True),
        ("fd00::1", "fd00::2", False),
        ("fe80::1%eth0", "fe80::1%eth1", False),
        ("node-a.example", "node-a.example", True),
    ],
)
def test_one_address_may_have_several_spellings(told: str, said: str, same: bool) -> None:
    location = Location("node-a", told)
    assert agrees(location, TRUE | {"host": said}) is same
    assert (differences(ISLAND, location, TRUE | {"host": said}) == "") is same


@pytest.mark.parametrize("state", [State.REQUESTED, State.SCHEDULING])
def test_before_the_pod_was_seen_the_row_may_name_the_node_of_an_earlier_one(state: State) -> None:
    assert location_in_row(replace(ISLAND, state=state)) is None
    assert location_in_row(replace(ISLAND, host="")) is None
    assert location_in_row(ISLAND) == THERE


@pytest.mark.parametrize(
    "pod",
    [
        None,
        replace(POD, node=""),
        replace(POD, host=""),
        replace(POD, incarnation=1),
        replace(POD, island_id=8),
        replace(POD, island_id=None),
    ],
)
def test_the_cluster_has_not_told_where_it_is(pod: Pod | None) -> None:
    assert location_of_pod(ISLAND, pod) is None
    assert location_of_pod(ISLAND, POD) == THERE


@pytest.mark.parametrize(("said", "kept"), [(0.0, 100.0), (101.5, 101.5), (2e11, 160.0)])
def test_the_start_lies_between_the_wish_and_now(said: float, kept: float) -> None:
    row = registration(ISLAND, THERE, TRUE | {"started_at": said}, 160.0)
    assert (row.started_at, row.registered_at) == (kept, 160.0)


def test_the_row_has_what_the_cluster_told() -> None:
    elsewhere = Location("node-b", "fd00::1")
    row = registration(ISLAND, elsewhere, TRUE | {"fingerprint": "f" * 200}, 160.0)
    assert (row.node, row.host, row.pod) == ("node-b", "fd00::1", "sample-qa01-dev-7-r2")
    assert row.ports == {"time": 30000, "echo": 30001}
    assert row.fingerprint == "f" * 128
