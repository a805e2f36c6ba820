"""`islandctl capacity`: how many more islands fit."""

from __future__ import annotations

import click

from islandmgr.cli.client import Client
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json

_COUNTED = ("memory", "cpu", "pods")


@click.command()
@click.argument("blueprint")
@click.option("--selector", default="", help="Label selector of the nodes that are meant, e.g. branch=dev.")
@output_option
@pass_client
def capacity(client: Client, blueprint: str, selector: str, output: str) -> None:
    """How many more islands of BLUEPRINT fit, and what runs out first. Quotas are not counted."""
    found = client.get("/capacity", blueprint=blueprint, **({"selector": selector} if selector else {}))
    if output == "json":
        print_json(found)
        return
    click.echo(found["words"]["en"])
    rows = [
        (
            node["name"],
            "any" if node["islands"] is None else node["islands"],
            *(node["allowed"].get(counted, "") for counted in _COUNTED),
            node["closed"],
        )
        for node in found["nodes"]
    ]
    if rows:
        click.echo()
        print_columns(("NODE", "ROOM FOR", "BY MEMORY", "BY CPU", "BY PODS", "NOT COUNTED"), rows)
