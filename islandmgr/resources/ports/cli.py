"""`islandctl ports`, `doctor`, `exclude`, `include`: the port pools."""

from __future__ import annotations

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json

LONGEST = 5000  # ports at once


@click.command()
@output_option
@pass_client
def ports(client: Client, output: str) -> None:
    """Use of the port pools."""
    found = client.get("/ports")["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (
            pool["name"],
            f"{pool['first']}-{pool['last']}",
            pool["held"],
            pool["free"],
            pool["resting"],
            pool["excluded"],
            ", ".join(f"{holder['owner']} {holder['blocks']}" for holder in pool["top_holders"]),
        )
        for pool in found
    ]
    print_columns(("POOL", "PORTS", "HELD", "FREE", "RESTING", "EXCLUDED", "MOST ISLANDS"), rows)


@click.command()
@output_option
@pass_client
def doctor(client: Client, output: str) -> None:
    """What is, or may become, wrong with the ports. Exit code 1 when something is."""
    found = client.get("/ports/doctor")["items"]
    if output == "json":
        print_json(found)
    elif found:
        for finding in found:
            click.echo(f"{finding['severity']}: {finding['message']}\n    {finding['advice']}")
    else:
        click.echo("Nothing is wrong.")
    if any(finding["severity"] == "error" for finding in found):
        raise click.exceptions.Exit(Code.FAILED)


@click.command()
@click.argument("pool")
@click.argument("ports")
@click.option("--why", required=True, help="For people.")
@pass_client
def exclude(client: Client, pool: str, ports: str, why: str) -> None:
    """Give PORTS (30100 or 30100-30109) of POOL to no island any more."""
    client.send("POST", "/ports/exclude", {"pool": pool, "ports": _numbers(ports), "why": why})


@click.command()
@click.argument("pool")
@click.argument("ports")
@pass_client
def include(client: Client, pool: str, ports: str) -> None:
    """Give excluded PORTS of POOL out again."""
    client.send("POST", "/ports/include", {"pool": pool, "ports": _numbers(ports)})


def _numbers(text: str) -> list[int]:
    first, dash, last = text.partition("-")
    ends = (first, last if dash else first)
    if not all(end.isascii() and end.isdigit() and len(end) <= 5 for end in ends) or int(ends[0]) > int(ends[1]):
        raise Fault(f"{text!r} is no port and no range of them; write 30100 or 30100-30109", Code.USAGE)
    if int(ends[1]) - int(ends[0]) >= LONGEST:
        raise Fault(f"{text!r} are too many ports at once; up to {LONGEST}", Code.USAGE)
    return list(range(int(ends[0]), int(ends[1]) + 1))
