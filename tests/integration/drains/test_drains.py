"""Nodes emptied by label, with real islands on the local cluster's pretend-nodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.serving import Json, Serving, eventually, say, serving

POOL = "default=31000-31299"


@pytest.fixture
def manager(tmp_path: Path, database_url: str) -> Iterator[Serving]:
    with serving(tmp_path / "data", database_url, quarantine=0, lease=2, pools=POOL) as running:
        yield running


def crowd(manager: Serving, number: int) -> list[Json]:
    """Running islands of branch dev, on whatever nodes, each a day ahead."""
    clock = {"mode": "shift", "shift": "+1d"}
    ids = [manager.start_island(clock=clock, note=f"number {count}")["id"] for count in range(number)]
    return [manager.wait_for(island_id, "running") for island_id in ids]


def over(manager: Serving, drain: Json) -> Json:
    """The drain once it runs no more."""

    def look() -> Json:
        found = manager.json("GET", f"/drains/{drain['id']}")
        return {} if found["state"] == "running" else found

    return eventually(look)


def test_a_drain_moves_islands_with_their_id_ports_and_clock(manager: Serving) -> None:
    before = {island["id"]: island for island in crowd(manager, 4)}
    on_first = {key for key, island in before.items() if island["node"] == "local-1"}
    assert on_first
    planned = manager.json("POST", "/drains", {"selector": "branch=dev,rack=a", "dry_run": True})
    assert (planned["id"], planned["state"], planned["nodes"]) == (None, "planned", ["local-1"])
    assert {item["island"] for item in planned["islands"] if item["can_move"]} == on_first

    drain = manager.json("POST", "/drains", {"selector": "branch=dev,rack=a"})
    done = over(manager, drain)
    assert (done["state"], done["counts"]["done"]) == ("done", len(on_first))
    for key, island in before.items():
        after = manager.island(key)
        assert after["node"] == "local-2"
        assert [after[name] for name in ("ports", "owner", "note")] == [
            island[name] for name in ("ports", "owner", "note")
        ]
        assert after["clock"]["offset"] == 86400
        assert after["incarnation"] == (2 if key in on_first else 1)
        assert say(after["host"], after["ports"]["time"]).endswith(b"Z\n")
    assert manager.wait_for(manager.start_island()["id"], "running")["node"] == "local-2", "the drained node is closed"
    node = manager.json("POST", "/nodes/local-1/uncordon")
    assert node["schedulable"] is True


def test_an_island_that_fits_nowhere_stays_and_the_drain_says_why(manager: Serving) -> None:
    island = manager.wait_for(manager.start_island(branch="weekly")["id"], "running")
    done = over(manager, manager.json("POST", "/drains", {"selector": "branch=weekly"}))
    assert done["state"] == "failed"
    assert done["islands"][0]["why"] == "No other open node has the labels branch=weekly"
    assert manager.island(island["id"])["state"] == "running"

    stopped = over(manager, manager.json("POST", "/drains", {"selector": "branch=weekly", "mode": "stop"}))
    assert stopped["state"] == "done"
    assert manager.island(island["id"])["state"] == "stopped"


def test_a_manager_killed_in_the_middle_of_a_drain_loses_nothing(manager: Serving) -> None:
    before = {island["id"]: island for island in crowd(manager, 6)}
    drain = manager.json("POST", "/drains", {"selector": "kubernetes.io/hostname=local-1"})
    eventually(lambda: manager.json("GET", f"/drains/{drain['id']}")["counts"]["waiting"] < len(drain["islands"]))
    manager.kill()
    manager.start()
    done = over(manager, drain)
    assert (done["state"], done["counts"]["done"]) == ("done", len(drain["islands"]))
    for key, island in before.items():
        after = manager.wait_for(key, "running")
        assert (after["node"], after["ports"]) == ("local-2", island["ports"])
    assert len(manager.servers()) == len(before)


def test_broken_off_and_resumed(manager: Serving) -> None:
    crowd(manager, 4)
    drain = manager.json("POST", "/drains", {"selector": "rack=a,branch=dev"})
    broken = manager.call("POST", f"/drains/{drain['id']}/stop")
    assert broken.status_code in (200, 409), "it may have been faster"
    if broken.status_code == 200:
        assert manager.json("POST", f"/drains/{drain['id']}/resume")["state"] == "running"
    assert over(manager, drain)["state"] == "done"
    again = manager.call("POST", f"/drains/{drain['id']}/resume")
    assert (again.status_code, again.json()["error"]["message"]) == (409, f"Drain {drain['id']} is done")


def test_two_drains_of_one_node_are_refused(manager: Serving) -> None:
    crowd(manager, 3)
    first = manager.json("POST", "/drains", {"selector": "rack=a"})
    second = manager.call("POST", "/drains", {"selector": "branch=dev"})
    still = manager.json("GET", f"/drains/{first['id']}")["state"]
    assert second.status_code == 409 or still != "running"
    over(manager, first)


@pytest.mark.parametrize("selector", ["", "rack=none", "rack in (", "branch==dev==x"])
def test_a_selector_that_is_none_or_chooses_nothing_is_refused_with_its_text(manager: Serving, selector: str) -> None:
    refused = manager.call("POST", "/drains", {"selector": selector})
    assert refused.status_code == 422
    assert not selector or selector in refused.json()["error"]["message"]
