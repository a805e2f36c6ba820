"""What is said about room is true: islands are started until one is refused, and counted."""

from __future__ import annotations

import pytest

from tests.integration.operating.conftest import BLOCKS, Bench
from tests.integration.serving import Json, eventually


def room(bench: Bench, blueprint: str, selector: str = "branch=dev") -> Json:
    return bench.manager.json("GET", "/capacity", params={"blueprint": blueprint, "selector": selector})


def until_refused(bench: Bench, blueprint: str) -> tuple[int, str]:
    """Start islands one after the other; how many ran, and why the next one did not."""
    for started in range(100):
        answer = bench.manager.call("POST", "/islands", {"blueprint": blueprint, "branch": "dev", "owner": "qa01"})
        if not answer.ok:
            return started, answer.json()["error"]["message"]
        island_id = answer.json()["id"]
        found: Json = {}

        def settled(island_id: int = island_id, found: Json = found) -> bool:
            found.update(bench.manager.island(island_id))
            return found["state"] == "running" or (found["state"] == "scheduling" and bool(found["reason"]))

        eventually(settled)
        if found["state"] != "running":
            return started, found["reason"]
    raise AssertionError("nothing ever runs out")


@pytest.mark.parametrize(
    ("blueprint", "short", "fits", "refusal"),
    [
        ("greedy-memory", "memory", 4, "No node of this branch has enough free memory"),
        ("greedy-cpu", "cpu", 2, "No node of this branch has enough free CPU"),
        ("sample", "ports", BLOCKS, "No block of 3 ports is free"),
    ],
)
def test_as_many_start_as_it_says(bench: Bench, blueprint: str, short: str, fits: int, refusal: str) -> None:
    before = room(bench, blueprint)
    assert (before["islands"], before["runs_out_first"]) == (fits, short)
    started, why = until_refused(bench, blueprint)
    assert started == before["islands"]
    assert refusal in why
    after = room(bench, blueprint)
    assert (after["islands"], after["runs_out_first"]) == (0, short)
    assert after["words"]["en"].startswith(f"There is room for no more {blueprint} on branch=dev.")
    assert "branch=dev 上放不下更多" in after["words"]["zh"]


def test_closed_nodes_and_other_labels_do_not_count(bench: Bench) -> None:
    both = room(bench, "greedy-memory")["islands"]
    bench.manager.json("POST", "/nodes/local-1/cordon")
    try:
        half = room(bench, "greedy-memory")
        assert half["islands"] == both // 2
        assert half["words"]["en"].endswith("Not counted, as nothing new may come there: local-1.")
    finally:
        bench.manager.json("POST", "/nodes/local-1/uncordon")
    assert room(bench, "greedy-memory", "branch=dev,rack=b")["islands"] == both // 2
    assert room(bench, "greedy-memory", "rack=nowhere")["runs_out_first"] == "nodes"
    assert room(bench, "greedy-memory", "")["islands"] > both


@pytest.mark.parametrize("query", [{}, {"blueprint": "nothing"}, {"blueprint": "sample", "selector": "a==b==c"}])
def test_what_cannot_be_counted_is_refused_with_its_text(bench: Bench, query: dict[str, str]) -> None:
    refused = bench.manager.call("GET", "/capacity", params=query)
    assert refused.status_code == 422
    assert all(repr(value) in refused.json()["error"]["message"] for value in list(query.values())[-1:])
