"""Looking at islands from outside: what the server itself says."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.integration.serving import Client, say

Json = dict[str, Any]


def server_time(island: Json) -> float:
    """UTC epoch seconds that the server believes it is, asked through its hostPort."""
    return datetime.fromisoformat(say(island["host"], island["ports"]["time"]).decode().strip()).timestamp()


def follows(island: Json, offset: float) -> bool:
    """It is `offset` seconds from real time there."""
    try:
        return abs(server_time(island) - time.time() - offset) < 1.5
    except OSError:
        return False


def seconds_until_follows(island: Json, offset: float, patience: float = 20.0) -> float:
    began = time.monotonic()
    while not follows(island, offset):
        assert time.monotonic() - began < patience, (
            f"after {patience:g} s it is {server_time(island) - time.time():+.1f}"
        )
        time.sleep(0.05)
    return time.monotonic() - began


def timers(island: Json) -> Json:
    """What the Java server counts: how often each kind of waiting came back."""
    found: Json = json.loads(say(island["host"], island["ports"]["timers"]))
    return found


def start_many(manager: Client, count: int, **wanted: Any) -> Sequence[Json]:
    return [manager.start_island(**wanted) for _ in range(count)]


def states(manager: Client, island_id: int) -> list[str]:
    items = manager.json("GET", f"/islands/{island_id}/events")["items"]
    return [item["after"] for item in items if item["kind"] == "state" and item["before"] != item["after"]]
