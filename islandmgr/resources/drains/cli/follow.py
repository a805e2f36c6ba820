"""Following a drain as it goes on: by the stream of changes, shown as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any, Protocol

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.follow import POLL, SILENCE
from islandmgr.cli.output import Json, clean

SETTLED = frozenset({"done", "skipped", "failed"})


class Display(Protocol):
    def show(self, drain: Json) -> None: ...

    def close(self) -> None: ...


def followed(client: Client, found: Json) -> Json:
    """The drain once it runs no more. What a manager that is away does is waited for."""
    display: Display = Bar() if sys.stderr.isatty() else Lines()
    try:
        for drain in _versions(client, found):
            found = drain
            display.show(found)
            if found["state"] != "running":
                break
    finally:
        display.close()
    return found


def merged(drain: Json, news: Json) -> Json:
    """A drain with its news, which hold only the islands that changed."""
    items = {item["island"]: item for item in (*drain["islands"], *news["islands"])}
    return {**news, "islands": [items[key] for key in sorted(items)]}


def _versions(client: Client, found: Json) -> Iterator[Json]:
    """The drain now and after each change; by asking now and then where there is no stream."""
    while True:
        try:
            for number, message in enumerate(client.events(SILENCE)):
                if number == 0 or (message and message.topic == "resync"):
                    found = client.get(f"/drains/{found['id']}")  # what happened before the stream began
                elif message and message.topic == "drain" and message.data["id"] == found["id"]:
                    found = merged(found, message.data)
                else:
                    continue
                yield found
        except Fault as fault:
            if fault.code is not Code.UNREACHABLE:
                raise
        time.sleep(POLL)


class Lines:
    """A line for each island that is through, for logs and pipes."""

    def __init__(self) -> None:
        self._told: set[int] = set()

    def show(self, drain: Json) -> None:
        for item in drain["islands"]:
            if item["state"] not in SETTLED:
                self._told.discard(item["island"])
            elif item["island"] not in self._told:
                self._told.add(item["island"])
                click.echo(f"{len(self._told)}/{len(drain['islands'])}  {words(item)}", err=True)

    def close(self) -> None:
        pass


class Bar:
    """How many are through, and who is on the way for how long, changing in place."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
        )
        self._task = self._progress.add_task("islands that have left", total=None)
        self._live = Live(self._progress, console=console, refresh_per_second=4)
        self._live.start()
        self._lines = Lines()

    def show(self, drain: Json) -> None:
        self._lines.show(drain)
        through = sum(item["state"] in SETTLED for item in drain["islands"])
        moving = [str(item["island"]) for item in drain["islands"] if item["state"] == "moving"]
        words = f"on the way: {', '.join(moving)}" if moving else "islands that have left"
        self._progress.update(self._task, total=len(drain["islands"]), completed=through, description=words)

    def close(self) -> None:
        self._live.stop()


def words(item: dict[str, Any]) -> str:
    """An island that is through, in one line."""
    away = "" if item["away_seconds"] is None else f"  {item['away_seconds']:.1f} s away"
    return clean(f"{item['name']}: {item['state']}  {item['why']}{away}")
