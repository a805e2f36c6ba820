"""`islandctl drain`: nodes emptied by label, planned first."""

from __future__ import annotations

import time
from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.faults import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import Json, output_option, print_columns, print_json

LOOK_GAP = 1.0  # seconds between looks at a drain that is waited for


@click.command()
@click.argument("selector", required=False)
@click.option("--mode", type=click.Choice(["move", "stop"]), default="move", show_default=True)
@click.option("--grace", "grace_seconds", type=click.IntRange(0, 3600), help="Seconds from SIGTERM to SIGKILL.")
@click.option(
    "--at-once", type=click.IntRange(1, 100), default=1, show_default=True, help="Islands of a node at a time."
)
@click.option("--max-failures", type=click.IntRange(0, 1000), default=3, show_default=True)
@click.option("--dry-run", is_flag=True, help="Only show the plan.")
@click.option("--wait", is_flag=True, help="Show the progress until it is over; exit code 1 when it failed.")
@click.option("--id", "drain_id", type=click.IntRange(min=1), help="Look at this drain instead of starting one.")
@click.option("--break-off", is_flag=True, help="With --id: what is on its way arrives, the rest stays.")
@click.option("--resume", is_flag=True, help="With --id: go on.")
@output_option
@pass_client
def drain(
    client: Client,
    /,
    selector: str | None,
    drain_id: int | None,
    wait: bool,
    break_off: bool,
    resume: bool,
    output: str,
    **wish: Any,
) -> None:
    """Empty the nodes with the labels SELECTOR, moving or stopping their islands.

    \b
    islandctl drain branch=dev,rack=a --dry-run
    islandctl drain branch=dev,rack=a --wait
    islandctl drain --id 3 --break-off
    """
    if bool(selector) == bool(drain_id):
        raise Fault("Name a selector to start a drain, or a drain with --id", Code.USAGE)
    if drain_id is None:
        found = client.send(
            "POST",
            "/drains",
            {"selector": selector, **{key: value for key, value in wish.items() if value is not None}},
        )
    elif break_off or resume:
        found = client.send("POST", f"/drains/{drain_id}/{'stop' if break_off else 'resume'}")
    else:
        found = client.get(f"/drains/{drain_id}")
    if wait and found["id"]:
        found = _followed(client, found)
    print_json(found) if output == "json" else _print(found)
    if wait and found["state"] == "failed":
        raise Fault(f"Drain {found['id']} failed: {found['message']}", Code.FAILED)


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


def _followed(client: Client, found: Json) -> Json:
    """Look until it is over; a line for each island that gets through."""
    told: set[int] = set()
    while True:
        for item in found["islands"]:
            if item["state"] in ("done", "skipped", "failed") and item["island"] not in told:
                told.add(item["island"])
                click.echo(
                    f"{len(told)}/{len(found['islands'])}  {item['name']}: {item['state']}  {item['why']}", err=True
                )
        if found["state"] != "running":
            return found
        time.sleep(LOOK_GAP)
        found = client.get(f"/drains/{found['id']}")


def _print(found: Json) -> None:
    title = f"Drain {found['id']}" if found["id"] else "Plan"
    click.echo(f"{title}: {found['state']}  {found['message']}".rstrip())
    click.echo(f"nodes: {', '.join(found['nodes'])}")
    rows = [
        (item["island"], item["name"], item["owner"], item["node"], item["action"], item["state"], item["why"])
        for item in found["islands"]
    ]
    print_columns(("ID", "NAME", "OWNER", "NODE", "ACTION", "STATE", "WHY"), rows)
