"""Waiting for an island: follow it as it changes, decide when it is over, show the steps as they pass."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.output import clean
from islandmgr.cli.times import seconds_of

Json = dict[str, Any]

STATES = (
    "requested",
    "scheduling",
    "starting",
    "running",
    "unready",
    "stopping",
    "stopped",
    "crashed",
    "failed",
    "lost",
)
STEPS = ("requested", "scheduling", "starting", "registered", "running")
ENDED = frozenset({"stopping", "stopped", "crashed", "failed", "lost"})
"""From here an island does not go on by itself, but to `stopped`."""

SILENCE = 20.0  # seconds; the stream gives a sign of life every 15
POLL = 1.0  # seconds between looks when there is no stream


@dataclass(frozen=True)
class Goal:
    """What to wait for, and for how many seconds."""

    states: frozenset[str]
    timeout: float

    def verdict(self, island: Json) -> Code | None:
        """How it ended, or None while it may still come."""
        state = island["state"]
        if state in self.states:
            return Code.OK
        hopeless = {"stopped"} if self.states & ENDED else ENDED
        return Code.FAILED if state in hopeless else None


@dataclass
class Steps:
    """The steps of a start with their times, gathered from what was seen of it."""

    island: Json = field(default_factory=dict)
    reached: dict[str, float] = field(default_factory=dict)

    def see(self, island: Json) -> list[str]:
        """Take in the island as it is now; the states and steps that are new."""
        before = dict(self.reached)
        if island["incarnation"] != self.island.get("incarnation"):
            before, self.reached = {}, {}
        self.island = island
        for step, moment in (
            ("requested", island["started_at"]),
            (island["state"], island["changed_at"]),
            ("registered", island["registered_at"]),
            ("running", island["ready_at"]),
        ):
            at = seconds_of(moment)
            if at is not None:
                self.reached.setdefault(step, at)
        return sorted(self.reached.keys() - before.keys(), key=lambda step: self.reached[step])

    def after(self, step: str) -> float | None:
        """Seconds from asked to `step`."""
        began, at = self.reached.get("requested"), self.reached.get(step)
        return None if began is None or at is None else max(0.0, at - began)


class Display(Protocol):
    def show(self, steps: Steps, news: list[str]) -> None: ...

    def close(self) -> None: ...


def wait(client: Client, island_id: int, goal: Goal) -> tuple[Json, Code]:
    """Follow an island to the goal, showing its steps on standard error: the island as it was last, how it ended."""
    steps = Steps()
    display: Display = Live() if sys.stderr.isatty() else Lines()
    try:
        for island in versions(client, island_id, time.monotonic() + goal.timeout):
            display.show(steps, steps.see(island))
            verdict = goal.verdict(island)
            if verdict is not None:
                return island, verdict
    finally:
        display.close()
    return steps.island, Code.TIMEOUT


def versions(client: Client, island_id: int, end: float) -> Iterator[Json]:
    """The island now and after each change, until `end` (monotonic). By the stream; by asking where there is none."""
    while True:
        yield client.get(f"/islands/{island_id}")
        try:
            yield from _streamed(client, island_id, end)
        except Fault as fault:
            if fault.code is not Code.UNREACHABLE:
                raise
        if time.monotonic() >= end:
            return
        time.sleep(min(POLL, max(0.0, end - time.monotonic())))


def _streamed(client: Client, island_id: int, end: float) -> Iterator[Json]:
    left = end - time.monotonic()
    if left <= 0:
        return
    for number, message in enumerate(client.events(min(SILENCE, left))):
        if number == 0 or (message and message.topic == "resync"):
            yield client.get(f"/islands/{island_id}")  # what happened before the stream began
        elif message and message.topic == "island" and message.data["id"] == island_id:
            yield message.data
        if time.monotonic() >= end:
            return


def outcome(island: Json, code: Code, goal: Goal) -> str:
    """One sentence about how the waiting ended."""
    name, reason = f"Island {island['id']}", clean(island["reason"])
    because = f": {reason}" if reason else ""
    if code is Code.TIMEOUT:
        return f"{name} is still {island['state']} after {goal.timeout:g} s{because}"
    if island["state"] == "running":
        return f"{name} is running at {island['address']}"
    return f"{name} is {island['state']}{because}"


class Lines:
    """A line for each step, for logs and pipes."""

    _reason = ""

    def show(self, steps: Steps, news: list[str]) -> None:
        for step in news:
            passed = steps.after(step)
            after = "" if passed is None else f" (+{passed:.1f} s)"
            click.echo(f"island {steps.island['id']}: {step}{after}", err=True)
        reason = clean(steps.island["reason"])
        if reason and reason != self._reason:
            click.echo(f"island {steps.island['id']}: {reason}", err=True)
        self._reason = reason

    def close(self) -> None:
        pass


class Live:
    """The steps with their times, changing in place, for terminals."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live as RichLive

        self._live = RichLive(console=Console(stderr=True), refresh_per_second=8, transient=False)
        self._live.start()

    def show(self, steps: Steps, news: list[str]) -> None:  # noqa: ARG002
        self._live.update(_picture(steps), refresh=True)

    def close(self) -> None:
        self._live.stop()


def _picture(steps: Steps) -> Any:
    from rich.console import Group
    from rich.spinner import Spinner
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    waiting = steps.island["state"] not in ENDED and steps.island["state"] != "running"
    pending = [step for step in STEPS if step not in steps.reached]
    for step in (*STEPS, *(state for state in steps.reached if state not in STEPS)):
        passed = steps.after(step)
        if passed is not None:
            bad = step in ENDED - {"stopping", "stopped"}
            mark = Text("✗", "red") if bad else Text("✓", "green")
            table.add_row(mark, step, Text(f"{passed:.1f} s", "dim"))
        elif waiting and pending and step == pending[0]:
            table.add_row(Spinner("dots"), step, "")
        elif waiting:
            table.add_row(" ", Text(step, "dim"), "")
    return Group(table, Text(clean(steps.island["reason"]), "dim"))
