"""Looking at an island: its log, its history, what it left when it crashed."""

from __future__ import annotations

import sys

import click

from islandmgr.cli.client import Client
from islandmgr.cli.options import island_id, pass_client
from islandmgr.cli.output import output_option, print_columns, print_facts, print_json


@click.command()
@island_id
@click.option("-f", "--follow", is_flag=True, help="Stay and print what comes.")
@click.option("--tail", type=click.IntRange(0, 10_000), default=200, show_default=True, help="How many last lines.")
@click.option("--container", default="", help="Another container than the server's, e.g. side-container.")
@pass_client
def logs(client: Client, island_id: int, follow: bool, tail: int, container: str) -> None:
    """Print an island's log."""
    query = {"tail": tail, "follow": "true" if follow else "false", **({"container": container} if container else {})}
    for chunk in client.text(f"/islands/{island_id}/logs", **query):
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()


@click.command()
@island_id
@click.option("--limit", type=click.IntRange(1, 1000), default=200, show_default=True, help="How many of the newest.")
@output_option
@pass_client
def events(client: Client, island_id: int, limit: int, output: str) -> None:
    """Print an island's history."""
    found = client.get(f"/islands/{island_id}/events", limit=limit)["items"]
    if output == "json":
        print_json(found)
        return
    heads = ("AT", "WHO", "STATE", "MESSAGE")
    print_columns(heads, [(event["at"], event["who"], event["after"], event["message"]) for event in found])


@click.command()
@island_id
@click.option("--incarnation", type=click.IntRange(min=1), help="An earlier one than the newest that crashed.")
@output_option
@pass_client
def crash(client: Client, island_id: int, incarnation: int | None, output: str) -> None:
    """What an island left when it crashed, or failed before it ran."""
    bundle = client.get(f"/islands/{island_id}/crash", **({"incarnation": incarnation} if incarnation else {}))
    if output == "json":
        print_json(bundle)
        return
    ended = bundle["exit"]
    print_facts(
        {
            "incarnation": bundle["incarnation"],
            "at": bundle["at"],
            "exit": ended and ended["code"],
            "reason": bundle["reason"],
            "code": bundle["fingerprint"],
            "files": "\n".join(f"{file['name']} ({file['size']} bytes)" for file in bundle["files"]),
        }
    )
    if bundle["log"]:
        click.echo("\nlast lines of its log:")
        click.echo(bundle["log"])
