"""Islands over HTTP: the good ways."""

from __future__ import annotations

import pytest

from tests.integration.serving import Json, Serving, eventually, say


@pytest.fixture(scope="module")
def island(manager: Serving) -> Json:
    """A running one; tests here leave it running."""
    made = manager.start_island(note="for the API's tests")
    return manager.wait_for(made["id"], "running")


def test_a_start_is_accepted_and_can_be_looked_at(manager: Serving) -> None:
    answer = manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "东风"})
    assert answer.status_code == 202
    island = answer.json()
    assert island["state"] == "requested"
    assert list(island["ports"]) == ["time", "echo", "count"]
    assert answer.headers["Location"] == f"/api/v1/islands/{island['id']}"
    assert manager.island(island["id"])["owner"] == "东风"
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")


def test_a_running_island_answers_at_its_address(island: Json) -> None:
    host, port = island["address"].rsplit(":", 1)
    assert say(host, int(port)).endswith(b"Z\n")
    assert island["registered_at"]
    assert island["fingerprint"]


def test_the_same_key_starts_one_island(manager: Serving) -> None:
    wanted = {"blueprint": "sample", "branch": "dev", "note": "once"}
    first = manager.call("POST", "/islands", wanted, headers={"Idempotency-Key": "one"})
    again = manager.call("POST", "/islands", wanted, headers={"Idempotency-Key": "one"})
    other = manager.call("POST", "/islands", wanted | {"note": "else"}, headers={"Idempotency-Key": "one"})
    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 409)
    assert first.json()["id"] == again.json()["id"]
    assert "Idempotency-Key 'one'" in other.json()["error"]["message"]
    manager.json("DELETE", f"/islands/{first.json()['id']}")


def test_lists_are_paged_and_narrowed(manager: Serving, island: Json) -> None:
    more = [manager.start_island(owner="pager", note=f"page {number}") for number in range(3)]
    found: list[Json] = []
    after = None
    while True:
        page = manager.json("GET", "/islands", params={"owner": "pager", "limit": 2, "after": after})
        assert len(page["items"]) <= 2
        found += page["items"]
        after = page["next"]
        if after is None:
            break
    assert [one["id"] for one in found] == sorted((one["id"] for one in more), reverse=True)
    assert manager.json("GET", "/islands", params={"owner": "pager", "q": "page 1"})["items"][0]["note"] == "page 1"
    running = manager.json("GET", "/islands", params={"state": "running,unready"})["items"]
    assert island["id"] in [one["id"] for one in running]
    for one in more:
        manager.json("DELETE", f"/islands/{one['id']}")


def test_a_note_is_replaced(manager: Serving, island: Json) -> None:
    text = 'it\'s {{ island.id }} "now"\nand more'
    assert manager.json("PATCH", f"/islands/{island['id']}", {"note": text})["note"] == text
    assert manager.island(island["id"])["note"] == text


def test_the_clock_is_set_and_measured(manager: Serving, island: Json) -> None:
    report = manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "shift", "shift": "+2d3h"})
    assert report["wanted"]["offset"] == 51 * 3600
    assert report["applied"] is True
    assert abs(report["error_ms"]) < 1500
    assert report["history"][0]["clock"]["asked"] == "+2d3h"
    assert manager.island(island["id"])["clock"]["offset"] == 51 * 3600
    assert manager.json("PUT", f"/islands/{island['id']}/clock", {"mode": "real"})["wanted"]["offset"] == 0
    assert manager.json("GET", f"/islands/{island['id']}/clock")["applied"] is True


def test_the_log_is_text(manager: Serving, island: Json) -> None:
    answer = manager.call("GET", f"/islands/{island['id']}/logs", params={"tail": 5})
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "started: time=" in answer.text


def test_the_history_is_told(manager: Serving, island: Json) -> None:
    events = manager.json("GET", f"/islands/{island['id']}/events")["items"]
    states = [event["after"] for event in events if event["kind"] == "state"]
    assert states[0] == "requested"
    assert states[-1] == "running"
    newer = manager.json("GET", f"/islands/{island['id']}/events", params={"after": events[-1]["id"]})
    assert newer == {"items": [], "next": None}


def test_restart_clone_extend(manager: Serving) -> None:
    first = manager.wait_for(manager.start_island(ttl_hours=2)["id"], "running")
    later = manager.json("POST", f"/islands/{first['id']}/extend", {"hours": 1.5})
    assert later["expires_at"] > first["expires_at"]
    assert manager.json("POST", f"/islands/{first['id']}/restart")["incarnation"] == 2
    again = manager.wait_for(first["id"], "running")
    assert again["ports"] == first["ports"]
    copied = manager.call("POST", f"/islands/{first['id']}/clone")
    assert copied.status_code == 202
    assert copied.json()["id"] != first["id"]
    assert copied.headers["Location"].endswith(str(copied.json()["id"]))
    for one in (first, copied.json()):
        manager.json("DELETE", f"/islands/{one['id']}")
        manager.wait_for(one["id"], "stopped")


def test_a_crash_is_kept(manager: Serving) -> None:
    island = manager.start_island(args={"exit_after": 1, "exit_code": 3})
    manager.wait_for(island["id"], "crashed")
    eventually(lambda: _has_log(manager, island["id"]))
    bundle = manager.json("GET", f"/islands/{island['id']}/crash")
    assert bundle["exit"]["code"] == 3
    assert "started: time=" in bundle["log"]
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
    assert manager.json("GET", f"/islands/{island['id']}/crash", params={"incarnation": 1})["exit"]["code"] == 3


def _has_log(manager: Serving, island_id: int) -> bool:
    """The side container's report may come after the state."""
    answer = manager.call("GET", f"/islands/{island_id}/crash")
    return answer.ok and bool(answer.json()["log"])
