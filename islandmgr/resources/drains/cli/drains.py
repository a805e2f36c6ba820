"""`islandctl drain`: nodes emptied by label, planned first; and what owners of islands that are to leave can do."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import for_each, island_ids, pass_client
from islandmgr.cli.output import Json, output_option, print_columns, print_json
from islandmgr.model.amounts import GRACE
from islandmgr.resources.drains.cli.follow import followed

DEADLINE_FORM = "write when, as 2026-12-31T18:00+08:00, or in how long, as 90m, 2h, 1d"
_UNITS = {"m": 60, "h": 3600, "d": 86400}


def deadline(_context: Any, _parameter: Any, text: str | None) -> str | None:
    """A time, or a length of time from now, as the API wants it."""
    if text is None:
        return None
    if text[-1:] in _UNITS and text[:-1].isdigit():
        seconds = int(text[:-1]) * _UNITS[text[-1]]
        return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
    try:
        return datetime.fromisoformat(text).astimezone().isoformat(timespec="seconds")
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time; {DEADLINE_FORM}") from None


@click.command()
@click.argument("selector", required=False)
@click.option("--mode", type=click.Choice(["move", "stop"]), default="move", show_default=True)
@click.option(
    "--grace",
    "grace_seconds",
    type=click.IntRange(int(GRACE.least), GRACE.most),
    help="Seconds from SIGTERM to SIGKILL.",
)
@click.option(
    "--at-once", type=click.IntRange(1, 100), default=1, show_default=True, help="Islands of a node at a time."
)
@click.option("--max-failures", type=click.IntRange(0, 1000), default=3, show_default=True)
@click.option("--warn", "at", callback=deadline, help="Warn owners now, begin then: 2h, or 2026-12-31T18:00.")
@click.option("--dry-run", is_flag=True, help="Only show the plan.")
@click.option("--wait", is_flag=True, help="Show the progress until it is over; exit code 1 unless all have left.")
@click.option("--id", "drain_id", type=click.IntRange(min=1), help="Look at this drain instead of starting one.")
@click.option("--break-off", is_flag=True, help="With --id: what is on its way arrives, the rest stays.")
@click.option("--resume", is_flag=True, help="With --id: go on.")
@click.option(
    "--decline", type=click.IntRange(min=1), help="With --id: no more time for this island; its deadline stays."
)
@click.option("--island", type=click.IntRange(min=1), help="With --id and --warn: a later deadline for this one only.")
@output_option
@pass_client
def drain(
    client: Client,
    /,
    selector: str | None,
    drain_id: int | None,
    at: str | None,
    wait: bool,
    break_off: bool,
    resume: bool,
    decline: int | None,
    island: int | None,
    output: str,
    **wish: Any,
) -> None:
    """Empty the nodes with the labels SELECTOR, moving or stopping their islands.

    \b
    islandctl drain branch=dev,rack=a --dry-run
    islandctl drain branch=dev,rack=a --wait
    islandctl drain branch=dev,rack=a --warn 2h
    islandctl drain --id 3 --warn 4h                 a later deadline
    islandctl drain --id 3 --break-off
    """
    if bool(selector) == bool(drain_id):
        raise Fault("Name a selector to start a drain, or a drain with --id", Code.USAGE)
    if drain_id is None:
        body = {"selector": selector, "starts_at": at, **wish}
        found = client.send("POST", "/drains", {key: value for key, value in body.items() if value is not None})
    elif break_off or resume:
        found = client.send("POST", f"/drains/{drain_id}/{'stop' if break_off else 'resume'}")
    elif decline:
        found = client.send("POST", f"/drains/{drain_id}/decline", {"island": decline})
    elif at:
        found = client.send("PUT", f"/drains/{drain_id}/deadline", {"at": at, **({"island": island} if island else {})})
    else:
        found = client.get(f"/drains/{drain_id}")
    if wait and found["id"]:
        found = followed(client, found)
    print_json(found) if output == "json" else _print(found)
    if wait and found["state"] not in ("done", "planned"):
        raise Fault(f"Drain {found['id']} is {found['state']}: {found['message']}", Code.FAILED)
    if found["state"] == "done" and sys.stdout.isatty():
        click.echo(f"Open the nodes again with: islandctl uncordon {' '.join(found['nodes'])}", err=True)


@click.command("drains")
@output_option
@pass_client
def drains(client: Client, output: str) -> None:
    """List drains, the newest first."""
    found = client.get("/drains")["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (one["id"], one["state"], one["mode"], one["selector"], len(one["islands"]), one["who"], one["message"])
        for one in found
    ]
    print_columns(("ID", "STATE", "MODE", "SELECTOR", "ISLANDS", "WHO", ""), rows)


@click.command("leave")
@island_ids
@pass_client
def leave(client: Client, island_ids: tuple[int, ...]) -> None:
    """Let islands go off a node that is emptied now, not only at the drain's deadline."""

    def act(one: int) -> Code:
        leaving = client.send("POST", f"/islands/{one}/leave")["leaving"]
        click.echo(f"Island {one} leaves node {leaving['node']} now" if leaving else f"Island {one} leaves its node")
        return Code.OK

    for_each(island_ids, act)


@click.command("more-time")
@island_ids
@click.option("--hours", type=click.FloatRange(min=0, min_open=True, max=720), default=2.0, show_default=True)
@click.option("--reason", default="", help="Why, for the operator.")
@pass_client
def more_time(client: Client, island_ids: tuple[int, ...], hours: float, reason: str) -> None:
    """Ask the operator who empties their node for more time."""

    def act(one: int) -> Code:
        asked = client.send("POST", f"/islands/{one}/more-time", {"hours": hours, "reason": reason})["leaving"]
        click.echo(f"Island {one}: asked for time until {asked['asked_until']}; until granted it leaves {asked['at']}")
        return Code.OK

    for_each(island_ids, act)


def _print(found: Json) -> None:
    title = f"Drain {found['id']}" if found["id"] else "Plan"
    click.echo(f"{title}: {found['state']}  {found['message']}".rstrip())
    click.echo(f"nodes: {', '.join(found['nodes'])}")
    if found["starts_at"] and found["state"] in ("running", "planned"):
        click.echo(f"islands stay until: {found['starts_at']}")
    rows = [
        (
            item["island"],
            item["name"],
            item["owner"],
            item["node"],
            item["action"],
            item["target"],
            item["state"],
            "" if item["away_seconds"] is None else f"{item['away_seconds']:.1f}",
            item["why"]
            if not item["asked"]
            else f"asks for time until {item['asked']['until']}: {item['asked']['reason']}",
        )
        for item in found["islands"]
    ]
    print_columns(("ID", "NAME", "OWNER", "NODE", "ACTION", "TO", "STATE", "AWAY/S", "WHY"), rows)
