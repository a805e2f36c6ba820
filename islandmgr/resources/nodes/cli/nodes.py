"""`islandctl nodes`, `cordon`, `uncordon`, `label`."""

from __future__ import annotations

from urllib.parse import quote

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json


@click.command()
@click.option("--selector", default="", help="Kubernetes label selector, e.g. branch=dev.")
@output_option
@pass_client
def nodes(client: Client, selector: str, output: str) -> None:
    """List nodes."""
    found = client.get("/nodes", **({"selector": selector} if selector else {}))["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (
            node["name"],
            "ready" if node["ready"] else f"not ready: {node['reason']}",
            "" if node["schedulable"] else "cordoned" if node["closed_by"] else "cordoned, not by us",
            node["address"],
            node["islands"],
            ",".join(f"{name}={value}" for name, value in node["labels"].items()),
        )
        for node in found
    ]
    print_columns(("NAME", "STATE", "CORDON", "ADDRESS", "ISLANDS", "LABELS"), rows)


@click.command()
@click.argument("node")
@pass_client
def cordon(client: Client, node: str) -> None:
    """Let nothing new be scheduled on NODE; what runs there stays."""
    client.send("POST", f"/nodes/{quote(node, safe='')}/cordon")
    click.echo(f"Node {node} takes no new islands")


@click.command()
@click.argument("node")
@click.argument("changes", nargs=-1, required=True, metavar="KEY=VALUE|KEY-...")
@pass_client
def label(client: Client, node: str, changes: tuple[str, ...]) -> None:
    """Set labels of NODE, and remove those written with a `-` behind: branch=weekly islandmgr.io/rack-"""
    found = client.send("PATCH", f"/nodes/{quote(node, safe='')}/labels", {"labels": dict(map(_change, changes))})
    click.echo(",".join(f"{key}={value}" for key, value in found["labels"].items()))


def _change(text: str) -> tuple[str, str | None]:
    key, equals, value = text.partition("=")
    if equals:
        return key, value
    if text.endswith("-"):
        return text[:-1], None
    raise Fault(f"{text!r} changes no label; write KEY=VALUE to set one, KEY- to remove one", Code.USAGE)


@click.command()
@click.argument("node")
@pass_client
def uncordon(client: Client, node: str) -> None:
    """Let new islands be scheduled on NODE again."""
    client.send("POST", f"/nodes/{quote(node, safe='')}/uncordon")
    click.echo(f"Node {node} takes islands again")
