"""`islandctl quota` and `islandctl hold`: who may use how much, and what is kept longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import Json, output_option, print_columns, print_json
from islandmgr.model import amounts
from islandmgr.model.amounts import size

kind_option = click.option(
    "--kind", type=click.Choice(["person", "team", "branch"]), default="person", show_default=True
)


@click.group()
def quota() -> None:
    """How many islands, and how much memory, a person, a team or a branch may use."""


@quota.command("list")
@output_option
@pass_client
def listing(client: Client, output: str) -> None:
    """Quotas, and what everybody uses now."""
    found = client.get("/quotas")["items"]
    if output == "json":
        print_json(found)
        return
    rows = [(it["kind"], it["name"], *_used(it), it["who"] if it["source"] == "set" else it["source"]) for it in found]
    print_columns(("KIND", "NAME", "ISLANDS", "MEMORY", "SET BY"), rows)


@quota.command("set")
@click.argument("name")
@kind_option
@click.option("--islands", type=click.IntRange(min=0), help="At most so many; left out: any number.")
@click.option("--memory", help="That their Pods may ask for together, as 8Gi; left out: any.")
@pass_client
def put(client: Client, name: str, kind: str, islands: int | None, memory: str | None) -> None:
    """Set the quota of NAME (`*`: everybody without one); what runs already stays."""
    client.send("PUT", "/quotas", {"kind": kind, "name": name, "islands": islands, "memory": memory and _bytes(memory)})


@quota.command()
@click.argument("name")
@kind_option
@pass_client
def remove(client: Client, name: str, kind: str) -> None:
    """Forget a quota: everybody's counts again."""
    client.send("DELETE", f"/quotas?{urlencode({'kind': kind, 'name': name})}")


@click.command()
@click.argument("island_id", metavar="ID", type=click.IntRange(min=1))
@click.option("--days", type=click.FloatRange(min=0, min_open=True), help="For so many days from now.")
@click.option("--until", help="Or until then: 2031-12-31T23:59:00+08:00.")
@click.option("--reason", default="", help="Others will see it.")
@click.option("--release", "release", is_flag=True, help="End the hold instead.")
@pass_client
def hold(client: Client, /, island_id: int, days: float | None, until: str | None, reason: str, release: bool) -> None:
    """Let nothing end an island by itself before a date."""
    if release:
        client.send("DELETE", f"/islands/{island_id}/hold")
        return
    if (days is None) == (until is None):
        raise Fault("Say how long: --days or --until", Code.USAGE)
    end = until or (datetime.now(UTC) + timedelta(days=days or 0)).isoformat()
    island = client.send("POST", f"/islands/{island_id}/hold", {"until": end, "reason": reason})
    click.echo(f"Island {island_id} is held until {island['hold']['until']}")


def _used(it: Json) -> tuple[str, str]:
    islands = "any" if it["islands"] is None else it["islands"]
    memory = "any" if it["memory"] is None else size(it["memory"])
    return f"{it['used']['islands']}/{islands}", f"{size(it['used']['memory'])}/{memory}"


def _bytes(text: str) -> int:
    wanted = amounts.quantity(text)
    if wanted is None:
        raise Fault(f"{text!r} is no amount of memory; write for example 8Gi or 512Mi", Code.USAGE)
    found = amounts.doubt("quota of memory", text, wanted)
    if found is not None and found.refused:
        raise Fault(found.reason, Code.USAGE)
    return int(wanted)
