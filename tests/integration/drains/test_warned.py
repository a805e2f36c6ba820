"""A drain with a deadline: people are warned, go before, ask for more time and are granted it."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from tests.integration.drains.nodes import crowd, over
from tests.integration.serving import Json, Serving, eventually


class Watching:
    """What the stream says of drains, from now on."""

    def __init__(self, manager: Serving) -> None:
        self.news: list[Json] = []
        self._answer = requests.get(f"{manager.url}/api/v1/stream", stream=True, timeout=60)
        self._lines: Any = self._answer.iter_lines(chunk_size=1)
        next(self._lines)  # from here on nothing is missed
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        topic = b""
        try:
            for line in self._lines:
                topic = line.partition(b": ")[2] if line.startswith(b"event") else topic
                if line.startswith(b"data") and topic == b"drain":
                    self.news.append(json.loads(line[6:]))
        except requests.RequestException:
            pass  # the manager ended

    def saw(self, island: int, state: str) -> bool:
        return any(item["island"] == island and item["state"] == state for it in self.news for item in it["islands"])


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="seconds")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_people_are_warned_go_before_or_are_granted_more_time(manager: Serving) -> None:
    there = [island["id"] for island in crowd(manager, 6) if island["node"] == "local-1"]
    first, second, third = there[:3]
    watching = Watching(manager)
    at = in_hours(2)
    drain = manager.json("POST", "/drains", {"selector": "rack=a,branch=dev", "starts_at": at})
    path = f"/drains/{drain['id']}"
    nodes = {node["name"]: node for node in manager.json("GET", "/nodes")["items"]}
    assert nodes["local-1"]["schedulable"] is False, "closed from the confirmation on"
    for key in there:
        leaving = manager.island(key)["leaving"]
        assert (leaving["drain"], leaving["node"], leaving["mode"]) == (drain["id"], "local-1", "move")
        assert instant(leaving["at"]) == instant(at)
        last = manager.json("GET", f"/islands/{key}/events")["items"][-1]
        assert (last["kind"], last["data"]["why"]) == ("warning", "drain")

    manager.json("POST", f"/islands/{first}/leave")
    moved = eventually(
        lambda: (found := manager.island(first))["incarnation"] == 2 and found["state"] == "running" and found
    )
    assert (moved["node"], moved["leaving"]) == ("local-2", None)
    eventually(lambda: watching.saw(first, "done"))
    assert manager.json("GET", path)["counts"]["waiting"] == len(there) - 1, "nobody else left"

    asked = manager.json("POST", f"/islands/{second}/more-time", {"hours": 3, "reason": "the raid test"})
    until = asked["leaving"]["asked_until"]
    assert instant(until) == instant(at) + timedelta(hours=3)
    (wish,) = [item["asked"] for item in manager.json("GET", path)["islands"] if item["asked"]]
    assert (wish["who"], wish["reason"], wish["until"]) == ("anonymous", "the raid test", until)
    manager.json("POST", f"{path}/decline", {"island": second})
    declined = manager.island(second)["leaving"]
    assert (instant(declined["at"]), declined["asked_until"]) == (instant(at), None)
    last = manager.json("GET", f"/islands/{second}/events")["items"][-1]
    assert (last["who"], last["message"]) == ("anonymous", "More time on its node was declined")
    assert manager.call("POST", f"{path}/decline", {"island": second}).status_code == 409
    assert manager.call("POST", f"{path}/decline", {"island": 4711}).status_code == 404
    manager.json("POST", f"/islands/{second}/more-time", {"hours": 3})
    manager.json("PUT", f"{path}/deadline", {"at": until, "island": second})
    granted = manager.island(second)["leaving"]
    assert (granted["at"], granted["asked_until"]) == (until, None)
    assert instant(manager.island(third)["leaving"]["at"]) == instant(at)

    later = in_hours(3)
    manager.json("PUT", f"{path}/deadline", {"at": later})
    assert instant(manager.island(third)["leaving"]["at"]) == instant(later)
    assert manager.island(second)["leaving"]["at"] == until, "who was granted more keeps it"
    refused = manager.call("PUT", f"{path}/deadline", {"at": in_hours(1), "island": first})
    assert refused.status_code == 409

    manager.json("POST", f"{path}/stop")
    assert [manager.island(key)["leaving"] for key in there] == [None] * len(there)
    manager.json("POST", f"{path}/resume")
    assert instant(manager.island(third)["leaving"]["at"]) == instant(later)
    manager.json("POST", "/nodes/local-1/uncordon")
    ended = over(manager, drain)
    assert (ended["state"], ended["message"]) == ("stopped", "anonymous uncordoned local-1")
    assert manager.island(third)["leaving"] is None
    assert manager.island(third)["incarnation"] == 1
    done = manager.json("GET", "/audit", params={"since": drain["created_at"]})["items"]
    audit = [entry["message"] for entry in done]
    for words in ("Empties local-1 (rack=a,branch=dev): move", "Stopped by anonymous", "Goes on"):
        assert words in audit
    assert sum(words.startswith("Deadline of ") for words in audit) == 2


def test_at_the_deadline_they_go_also_when_the_manager_was_killed_before(manager: Serving) -> None:
    there = [island["id"] for island in crowd(manager, 2) if island["node"] == "local-1"]
    drain = manager.json("POST", "/drains", {"selector": "rack=a,branch=dev", "starts_at": in_hours(1)})
    other = manager.call("POST", "/drains", {"selector": "branch=dev"})
    assert (other.status_code, f"Drain {drain['id']} is emptying local-1 already" in other.text) == (409, True)
    at = (datetime.now(UTC) + timedelta(seconds=5)).isoformat()
    manager.json("PUT", f"/drains/{drain['id']}/deadline", {"at": at})
    manager.kill()
    manager.start()
    done = over(manager, drain)
    assert (done["state"], done["counts"]["done"]) == ("done", len(there))
    assert all(instant(item["left_at"]) >= instant(at) for item in done["islands"])
