"""`islandctl audit`: who did what."""

from __future__ import annotations

from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json


@click.command()
@click.option("--who", default="", help="Only what this person did.")
@click.option("--act", default="", help="For example islands.stop, or islands for all about islands.")
@click.option("--island", type=click.IntRange(min=1), help="Only what was done to this island.")
@click.option("--outcome", type=click.Choice(["done", "refused", "failed"]))
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@output_option
@pass_client
def audit(client: Client, /, output: str, **asked: Any) -> None:
    """Who did what, from where, to which island, and what came of it."""
    found = client.get("/audit", **{name: value for name, value in asked.items() if value})["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (one["at"][:19], one["who"], one["source"], one["act"], one["island"], one["outcome"], _what(one))
        for one in found
    ]
    print_columns(("WHEN (UTC)", "WHO", "FROM", "ACT", "ISLAND", "OUTCOME", "WHAT"), rows)


def _what(one: dict[str, Any]) -> str:
    return ": ".join(part for part in (one["target"], one["message"]) if part)
