"""Islands as a tester sees them: set a clock, connect to the server, look what time it says."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from tests.integration.serving import Json, Serving, eventually, say


class Islands:
    """Some running islands of one manager."""

    def __init__(self, manager: Serving, count: int) -> None:
        self.manager = manager
        self.ids: list[int] = [manager.start_island()["id"] for _ in range(count)]
        for one in self.ids:
            manager.wait_for(one, "running")

    def calm(self) -> None:
        for group in self.manager.json("GET", "/clock-groups")["items"]:
            self.manager.call("DELETE", f"/clock-groups/{group['name']}")
        for one in self.ids:
            self.manager.wait_for(one, "running")
            self.set(one, mode="real")

    def set(self, island: int, /, **wish: Any) -> Json:
        return self.manager.json("PUT", f"/islands/{island}/clock", wish)

    def refused(self, island: int, /, **wish: Any) -> Json:
        answer = self.manager.call("PUT", f"/islands/{island}/clock", wish)
        assert not answer.ok
        return {**answer.json()["error"], "status": answer.status_code}

    def report(self, island: int) -> Json:
        return self.manager.json("GET", f"/islands/{island}/clock")

    def ahead(self, island: int) -> float:
        """Seconds that the server itself is ahead of real time, as it tells whoever connects."""
        row = self.manager.island(island)
        before = time.time()
        said = say(row["host"], row["ports"]["time"]).decode().strip()
        return epoch(said) - (before + time.time()) / 2

    def shows(self, island: int, ahead: float, within: float = 1.0) -> None:
        """Wait until the server is so far ahead."""
        eventually(lambda: abs(self.ahead(island) - ahead) < within)


def epoch(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
