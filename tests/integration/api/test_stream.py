"""Answers that stay open: nothing is missed, nobody is blocked, all end with the server."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import requests

from tests.integration.api.conftest import settings
from tests.integration.serving import Json, Serving, eventually, serving

VIEWERS = 200


class Viewer:
    """One open stream, read line by line."""

    def __init__(self, response: requests.Response) -> None:
        self.response = response
        self._lines = response.iter_lines()
        self.place = ""  # the last event's id

    def frame(self) -> dict[str, str]:
        """The next event's fields; a sign of life has none."""
        fields: dict[str, str] = {}
        for line in self._lines:
            name, _, value = line.decode().partition(":")
            if not line:
                self.place = fields.get("id", self.place)
                return fields
            if name:
                fields[name] = value.strip()
        raise EOFError

    def island(self, island_id: int, state: str) -> Json:
        """The first event that shows the island in that state."""
        while True:
            fields = self.frame()
            if fields.get("event") == "island":
                data: Json = json.loads(fields["data"])
                if data["id"] == island_id and data["state"] == state:
                    return data


@contextmanager
def watching(manager: Serving, after: str | None = None, last_event_id: str | None = None) -> Iterator[Viewer]:
    headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
    with requests.get(
        f"{manager.url}/api/v1/stream", params={"after": after}, headers=headers, stream=True, timeout=60
    ) as response:
        assert response.status_code == 200, response.text
        viewer = Viewer(response)
        first = viewer.frame()
        assert first["retry"] == "2000"
        assert first["id"]
        yield viewer


def test_an_island_is_seen_from_start_to_end(manager: Serving) -> None:
    with watching(manager) as viewer:
        assert viewer.response.headers["Content-Type"].startswith("text/event-stream")
        assert viewer.response.headers["Cache-Control"] == "no-store"
        assert viewer.response.headers["X-Accel-Buffering"] == "no"
        island_id = manager.start_island()["id"]
        seen = viewer.island(island_id, "running")
        assert seen.keys() == manager.island(island_id).keys()
        manager.json("DELETE", f"/islands/{island_id}")
        viewer.island(island_id, "stopped")


@pytest.mark.parametrize("by", ["after", "last_event_id"])
def test_who_comes_back_is_told_what_was_missed(manager: Serving, by: str) -> None:
    with watching(manager) as viewer:
        place = viewer.place
    island_id = manager.start_island()["id"]
    manager.json("DELETE", f"/islands/{island_id}")
    manager.wait_for(island_id, "stopped")
    with watching(manager, **{by: place}) as viewer:
        viewer.island(island_id, "stopped")


def test_a_log_is_followed_until_the_island_ends(manager: Serving) -> None:
    island_id = manager.start_island(args={"exit_after": 10})["id"]
    manager.wait_for(island_id, "running")
    url = f"{manager.url}/api/v1/islands/{island_id}/logs"
    with requests.get(url, params={"follow": "true"}, stream=True, timeout=60) as response:
        lines = list(response.iter_lines())
    assert b"started: time=" in lines[0]
    assert manager.island(island_id)["state"] in {"running", "crashed"}
    manager.json("DELETE", f"/islands/{island_id}")


def test_who_leaves_a_silent_log_gives_the_thread_back(manager: Serving) -> None:
    island_id = manager.start_island()["id"]
    manager.wait_for(island_id, "running")
    before = open_streams(manager)
    url = f"{manager.url}/api/v1/islands/{island_id}/logs"
    with requests.get(url, params={"follow": "true"}, stream=True, timeout=60) as response:
        lines = response.iter_lines()  # kept: when it is forgotten, the connection is closed
        next(lines)
        assert open_streams(manager) == before + 1
    eventually(lambda: open_streams(manager) == before)
    manager.json("DELETE", f"/islands/{island_id}")


def test_many_viewers_do_not_block_the_api(manager: Serving) -> None:
    with ExitStack() as stack:
        viewers = [stack.enter_context(watching(manager)) for _ in range(VIEWERS)]
        eventually(lambda: open_streams(manager) >= VIEWERS)
        made = manager.start_island(owner="watched")
        manager.wait_for(made["id"], "running")
        for viewer in viewers:
            viewer.island(made["id"], "running")
        manager.json("DELETE", f"/islands/{made['id']}")
    eventually(lambda: open_streams(manager) < VIEWERS)


def test_one_viewer_too_many_is_told_so(tmp_path: Path) -> None:
    with serving(tmp_path / "data", **settings(web_threads=8)) as manager, ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(watching(manager))
        answer = manager.call("GET", "/stream")
        assert answer.status_code == 503
        assert "4 streams are open" in answer.json()["error"]["message"]
        assert manager.call("GET", "/islands").ok


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_in_time_with_open_streams(tmp_path: Path, number: signal.Signals) -> None:
    manager = Serving(tmp_path / "data", **settings())
    manager.start()
    assert manager.process is not None
    try:
        with ExitStack() as stack:
            island = manager.wait_for(manager.start_island()["id"], "running")
            viewers = [stack.enter_context(watching(manager)).response for _ in range(50)]
            url = f"{manager.url}/api/v1/islands/{island['id']}/logs?follow=true"
            viewers.append(stack.enter_context(requests.get(url, stream=True, timeout=60)))
            readers = [threading.Thread(target=_to_the_end, args=(viewer,)) for viewer in viewers]
            for reader in readers:
                reader.start()
            began = time.monotonic()
            manager.process.send_signal(number)
            assert manager.process.wait(60) == 0
            assert time.monotonic() - began < 10  # the promise that service managers rely on
            for reader in readers:
                reader.join(60)
                assert not reader.is_alive()
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", manager.port), timeout=10)
    finally:
        manager.process.kill()


def _to_the_end(response: requests.Response) -> None:
    with suppress(requests.RequestException):  # a server that ends may break off
        for _ in response.iter_content(None):
            pass


def open_streams(manager: Serving) -> int:
    text = requests.get(f"{manager.url}/metrics", timeout=30).text
    line = next(line for line in text.splitlines() if line.startswith("islandmgr_open_streams "))
    return int(float(line.split()[1]))
