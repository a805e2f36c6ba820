"""What the tests of drains share."""

from __future__ import annotations

from datetime import datetime

from tests.integration.serving import Json, Serving, eventually, say

DAY = 86400


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

    return eventually(look, timeout=180)


def shown_seconds(island: Json) -> float:
    """The time that the island's own server shows, as UTC epoch seconds."""
    text = say(island["host"], island["ports"]["time"]).decode().strip()
    return datetime.fromisoformat(text).timestamp()
