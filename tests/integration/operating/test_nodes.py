"""Labels and cordons: what they do to islands that start, and what is kept of who did them."""

from __future__ import annotations

import pytest

from tests.integration.api.test_islandctl import islandctl
from tests.integration.operating.conftest import Bench
from tests.integration.serving import Json


def labels(bench: Bench, node: str) -> Json:
    found = bench.manager.json("GET", "/nodes")["items"]
    labelled: Json = next(one["labels"] for one in found if one["name"] == node)
    return labelled


def test_new_islands_go_by_labels_and_cordons_and_old_ones_stay(bench: Bench) -> None:
    manager = bench.manager
    (old,) = bench.running(branch="weekly")
    assert old["node"] == "local-3"
    manager.json("PATCH", "/nodes/local-2/labels", {"labels": {"branch": "weekly", "team": "red", "rack": None}})
    manager.json("POST", "/nodes/local-3/cordon")
    try:
        assert labels(bench, "local-2") == {
            "kubernetes.io/hostname": "local-2",
            "branch": "weekly",
            "team": "red",
        }
        assert bench.running(branch="weekly")[0]["node"] == "local-2"
        assert bench.running()[0]["node"] == "local-1"
        assert manager.island(old["id"])["state"] == "running"
        node = next(one for one in manager.json("GET", "/nodes")["items"] if one["name"] == "local-3")
        assert (node["schedulable"], node["islands"], node["pods"]) == (False, 1, 1)
    finally:
        manager.json("POST", "/nodes/local-3/uncordon")
        manager.json("PATCH", "/nodes/local-2/labels", {"labels": {"branch": "dev", "team": None, "rack": "b"}})
    told = [(one["target"], one["message"]) for one in manager.json("GET", "/audit?act=nodes.change&limit=4")["items"]]
    assert told == [
        ("local-2", "Labels: set branch=dev, set rack=b, removed team"),
        ("local-3", "Uncordoned: takes new islands again"),
        ("local-3", "Cordoned: takes no new islands"),
        ("local-2", "Labels: set branch=weekly, removed rack, set team=red"),
    ]


@pytest.mark.parametrize(
    ("change", "quoted"),
    [
        ({"branch": "a b"}, "'a b'"),
        ({"": "x"}, "''"),
        ({"a b": "x"}, "'a b'"),
        ({"kubernetes.io/hostname": "x"}, "'kubernetes.io/hostname'"),
        ({"branch": "dev", "node.kubernetes.io/x": None}, "'node.kubernetes.io/x'"),
        ({}, "labels"),
        ({"branch": 7}, "7"),
        ({"branch": "dev", "node-pool": "x"}, "'node-pool' is not among the node labels that may be changed here"),
    ],
)
def test_labels_that_are_none_are_refused_and_nothing_changes(bench: Bench, change: Json, quoted: str) -> None:
    before = labels(bench, "local-1")
    refused = bench.manager.call("PATCH", "/nodes/local-1/labels", {"labels": change})
    assert refused.status_code == 422
    assert quoted in refused.json()["error"]["message"]
    assert labels(bench, "local-1") == before


def test_a_node_that_is_none(bench: Bench) -> None:
    for method, path, body in (
        ("POST", "/nodes/nowhere/cordon", None),
        ("PATCH", "/nodes/nowhere/labels", {"labels": {"branch": "b"}}),
    ):
        refused = bench.manager.call(method, path, body)
        assert (refused.status_code, "'nowhere'" in refused.json()["error"]["message"]) == (404, True)


def test_from_the_command_line(bench: Bench) -> None:
    manager = bench.manager
    assert islandctl(manager, "label", "local-3", "team=red").stdout.strip().endswith("team=red")
    assert "team" not in islandctl(manager, "label", "local-3", "team-").stdout
    wrong = islandctl(manager, "label", "local-3", "team")
    assert (wrong.returncode, "'team'" in wrong.stderr) == (2, True)
    assert islandctl(manager, "cordon", "local-3").stdout == "Node local-3 takes no new islands\n"
    assert "cordoned" in islandctl(manager, "nodes", "--selector", "branch=weekly").stdout
    assert islandctl(manager, "uncordon", "local-3").returncode == 0
    room = islandctl(manager, "capacity", "sample", "--selector", "branch=weekly").stdout.splitlines()
    assert room[0].startswith("There is room for 6 more sample on branch=weekly. Ports run out first.")
    assert room[2].split()[:2] == ["NODE", "ROOM"]
    assert room[3].split()[0] == "local-3"
