"""Quotas and lifetimes of a real manager, through its API, with real islands."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.notifications.receivers import receiver
from tests.integration.serving import Serving, eventually


def later(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_a_quota_refuses_and_says_what_to_stop(manager: Serving) -> None:
    first = manager.start_island(owner="quota")
    assert first["memory"] > 0
    manager.json("PUT", "/quotas", {"kind": "person", "name": "quota", "islands": 1})
    answer = manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "quota"})
    assert answer.status_code == 409
    error = answer.json()["error"]
    assert error["code"] == "quota_exceeded"
    assert error["details"]["used"] == {"islands": 1, "memory": first["memory"]}
    assert [one["id"] for one in error["details"]["by"]] == [first["id"]]
    assert [one["id"] for one in error["details"]["stop"]] == [first["id"]]
    assert error["message"].startswith("'quota' has 1 of 1 islands in use")
    assert f"Stop {first['id']} (quota, " in error["message"]
    assert manager.call("POST", f"/islands/{first['id']}/clone").status_code == 409
    other = manager.start_island(owner="quota2")
    manager.json("DELETE", f"/islands/{first['id']}")
    again = manager.start_island(owner="quota")
    assert manager.call("DELETE", "/quotas?kind=person&name=quota").status_code == 204
    assert manager.call("DELETE", "/quotas?kind=person&name=quota").status_code == 404
    for island in (other, again):
        manager.json("DELETE", f"/islands/{island['id']}")


@pytest.mark.parametrize("kind", ["islands", "memory"])
def test_starts_at_the_same_moment_share_one_quota(manager: Serving, kind: str) -> None:
    """Through the API, as twelve impatient people press the button."""
    owner = f"storm-{kind}"
    memory = manager.start_island(owner=owner)["memory"]
    most = {"islands": 3} if kind == "islands" else {"memory": 3 * memory + memory // 2}
    manager.json("PUT", "/quotas", {"kind": "person", "name": owner, **most})

    def start(_: int) -> int:
        wish = {"blueprint": "sample", "branch": "dev", "owner": owner}
        return manager.call("POST", "/islands", wish).status_code

    with ThreadPoolExecutor(12) as pool:
        answers = sorted(pool.map(start, range(12)))
    assert answers == [202] * 2 + [409] * 10
    started = manager.json("GET", f"/islands?owner={owner}")["items"]
    assert len(started) == 3
    for island in started:
        manager.json("DELETE", f"/islands/{island['id']}")


def test_an_island_is_warned_held_and_extended(manager: Serving) -> None:
    island = manager.start_island(ttl_hours=0.9, owner="held")["id"]
    warned = eventually(lambda: manager.island(island)["warning"])
    assert warned["why"] == "lifetime"
    held = manager.json("POST", f"/islands/{island}/hold", {"until": later(9), "reason": "the event"})
    assert (held["warning"], held["hold"]["reason"]) == (None, "the event")
    assert manager.json("DELETE", f"/islands/{island}/hold")["hold"] is None
    assert manager.call("DELETE", f"/islands/{island}/hold").status_code == 409
    eventually(lambda: manager.island(island)["warning"])
    assert manager.json("POST", f"/islands/{island}/extend", {"hours": 24})["warning"] is None


def test_a_crashed_island_is_slimmed_and_its_bundle_stays(own: Serving) -> None:
    own.environ["ISLANDMGR_SLIM_HOURS"] = "0.0003"
    own.stop()
    own.start()
    free = asked(own)
    island = own.start_island(args={"exit_after": 1})
    stopped = own.wait_for(island["id"], "stopped")
    assert "Cleaned up" in stopped["reason"]
    assert "crashed" in [event["after"] for event in own.json("GET", f"/islands/{island['id']}/events")["items"]]
    assert own.in_pods(island["pod"]) == []
    assert [pool["held"] for pool in own.json("GET", "/ports")["items"]] == [0]
    eventually(lambda: asked(own) == free)
    bundle = own.json("GET", f"/islands/{island['id']}/crash")
    assert bundle["incarnation"] == 1
    assert bundle["log"]


def asked(manager: Serving) -> list[int]:
    """Memory that is asked of each node, in bytes."""
    return [node["memory_requested"] for node in manager.json("GET", "/nodes")["items"]]


def test_who_plays_keeps_an_island_and_what_nobody_uses_ends_first(own: Serving) -> None:
    """Connections as the side container counts them, through to the end."""
    own.environ |= {"ISLANDMGR_UNUSED_DAYS": "0.00002", "ISLANDMGR_WARN_HOURS": "0.001"}
    own.stop()
    own.start()
    with receiver() as there:
        hook = {"name": "x", "url": there.url, "kinds": ["ending"]}
        own.json("POST", "/webhooks", hook)
        used = own.wait_for(own.start_island(owner="player")["id"], "running")
        own.json("POST", f"/islands/{used['id']}/hold", {"until": later(1), "reason": "nobody is in yet"})
        with socket.create_connection((used["host"], used["ports"]["echo"]), timeout=10):
            eventually(lambda: own.island(used["id"])["connections"])
            own.json("DELETE", f"/islands/{used['id']}/hold")
            unused = own.start_island()["id"]
            ended = own.wait_for(unused, "stopped")
            assert ended["reason"].startswith("Nobody connected to it for")
            assert own.island(used["id"])["state"] == "running"
            eventually(lambda: there.taken)
            assert {(told["island"]["id"], told["data"]["why"]) for told in there.taken} == {(unused, "unused")}
        own.wait_for(used["id"], "stopped")
