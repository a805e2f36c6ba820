"""Nodes emptied by label, with real islands on the local cluster's pretend-nodes."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from tests.integration.drains.nodes import DAY, crowd, over, shown_seconds
from tests.integration.serving import Serving, eventually, say


def test_a_drain_moves_islands_with_their_id_ports_and_clock(manager: Serving) -> None:
    before = {island["id"]: island for island in crowd(manager, 4)}
    on_first = {key for key, island in before.items() if island["node"] == "local-1"}
    assert on_first
    planned = manager.json("POST", "/drains", {"selector": "branch=dev,rack=a", "dry_run": True})
    assert (planned["id"], planned["state"], planned["nodes"]) == (None, "planned", ["local-1"])
    assert {item["island"] for item in planned["islands"] if item["can_move"]} == on_first
    assert {item["target"] for item in planned["islands"]} == {"local-2"}

    drain = manager.json("POST", "/drains", {"selector": "branch=dev,rack=a"})
    late = manager.wait_for(manager.start_island()["id"], "running")
    assert late["node"] == "local-2", "the node is closed from the confirmation on"
    done = over(manager, drain)
    assert (done["state"], done["counts"]["done"]) == ("done", len(on_first))
    for key, island in before.items():
        after = manager.island(key)
        assert after["node"] == "local-2"
        for kept in ("ports", "owner", "note", "fingerprint"):
            assert after[kept] == island[kept]
        assert after["clock"]["offset"] == DAY
        assert after["incarnation"] == (2 if key in on_first else 1)
        assert abs(shown_seconds(after) - (time.time() + DAY)) < 60, "as the moved server itself shows it"
    assert all(item["away_seconds"] > 0 and item["target"] == "local-2" for item in done["islands"])
    node = manager.json("POST", "/nodes/local-1/uncordon")
    assert node["schedulable"] is True


def test_an_island_that_fits_nowhere_stays_says_why_and_may_be_one_too_many(manager: Serving) -> None:
    crowd(manager, 4)
    weekly = manager.wait_for(manager.start_island(branch="weekly")["id"], "running")
    given_up = over(manager, manager.json("POST", "/drains", {"selector": "rack=a", "max_failures": 0}))
    assert (given_up["state"], given_up["message"]) == ("failed", "Given up: 1 islands could not leave, 0 may fail")
    why = {item["island"]: item["why"] for item in given_up["islands"] if item["state"] == "failed"}
    assert why == {weekly["id"]: "No other uncordoned node has the labels branch=weekly"}
    assert given_up["counts"]["waiting"] > 0, "the others are left alone"
    assert manager.island(weekly["id"])["state"] == "running"

    stopped = over(manager, manager.json("POST", "/drains", {"selector": "branch=weekly", "mode": "stop"}))
    assert stopped["state"] == "done"
    assert manager.island(weekly["id"])["state"] == "stopped"
    manager.json("POST", f"/drains/{given_up['id']}/resume")
    resumed = over(manager, given_up)
    assert resumed["state"] == "done", "what could not go before has ended meanwhile"


def test_a_manager_killed_in_the_middle_of_a_drain_loses_nothing(manager: Serving) -> None:
    before = {island["id"]: island for island in crowd(manager, 6)}
    drain = manager.json("POST", "/drains", {"selector": "kubernetes.io/hostname=local-1", "at_once": 2})
    path = f"/drains/{drain['id']}"
    eventually(lambda: manager.json("GET", path)["counts"]["waiting"] < len(drain["islands"]))
    manager.kill()
    manager.start()
    started = manager.start_island()["id"]
    done = over(manager, drain)
    assert (done["state"], done["counts"]["done"]) == ("done", len(drain["islands"]))
    for key, island in before.items():
        after = manager.wait_for(key, "running")
        assert (after["node"], after["ports"]) == ("local-2", island["ports"])
        assert abs(shown_seconds(after) - (time.time() + DAY)) < 60
    assert manager.wait_for(started, "running")["node"] == "local-2"
    assert len(manager.servers()) == len(before) + 1


def test_several_at_once_broken_off_and_resumed(manager: Serving) -> None:
    slow = {"args": {"slow_start": 3}}
    there = [manager.start_island(**slow)["id"] for _ in range(6)]
    nodes = {key: manager.wait_for(key, "running")["node"] for key in there}
    on_first = [key for key in there if nodes[key] == "local-1"]
    drain = manager.json("POST", "/drains", {"selector": "rack=a,branch=dev", "at_once": 2})
    path = f"/drains/{drain['id']}"
    eventually(lambda: manager.json("GET", path)["counts"]["moving"] == 2)
    broken = manager.json("POST", f"{path}/stop")
    assert (broken["state"], broken["message"]) == ("stopped", "Stopped by anonymous")
    assert broken["counts"]["waiting"] == len(on_first) - 2
    assert manager.json("POST", f"{path}/resume")["state"] == "running"
    assert over(manager, drain)["state"] == "done"
    again = manager.call("POST", f"{path}/resume")
    assert (again.status_code, again.json()["error"]["message"]) == (409, f"Drain {drain['id']} is done")


def test_what_is_no_drain_is_refused_with_its_text(manager: Serving) -> None:
    for selector in ("", "rack=none", "rack in (", "branch==dev==x"):
        refused = manager.call("POST", "/drains", {"selector": selector})
        assert refused.status_code == 422
        assert not selector or selector in refused.json()["error"]["message"]
    past = manager.call(
        "POST", "/drains", {"selector": "rack=a", "starts_at": datetime(2020, 1, 1, tzinfo=UTC).isoformat()}
    )
    assert (past.status_code, "later than now" in past.text) == (422, True)
    island = manager.wait_for(manager.start_island()["id"], "running")
    for act, body in (("leave", None), ("more-time", {"hours": 1})):
        refused = manager.call("POST", f"/islands/{island['id']}/{act}", body)
        assert (refused.status_code, refused.json()["error"]["message"]) == (
            409,
            f"No drain waits for island {island['id']}",
        )
    assert say(island["host"], island["ports"]["time"]).endswith(b"Z\n")
