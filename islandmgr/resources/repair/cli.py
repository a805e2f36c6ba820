"""`islandctl repair`, `exclude` and `include`: mend what the manager does not mend by itself."""

from __future__ import annotations

from urllib.parse import quote

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import clean, output_option, print_json

LONGEST = 5000  # ports at once


@click.command()
@click.option("--do", "difference", metavar="ID", help="Do something about this one.")
@click.option("--act", help="What to do; left out: what is offered first.")
@output_option
@pass_client
def repair(client: Client, difference: str | None, act: str | None, output: str) -> None:
    """Where the manager's rows, the registry, the ports and the Pods disagree. Exit code 1 when they do."""
    if difference:
        mended = client.send("POST", f"/repair/{quote(difference, safe='')}", {"act": act} if act else {})
        click.echo(f"Done: {clean(mended['id'])}")
        return
    if act:
        raise Fault("Say which one: --do ID", Code.USAGE)
    found = client.get("/repair")["items"]
    if output == "json":
        print_json(found)
    elif found:
        for one in found:
            offered = ", ".join(offer["act"] for offer in one["acts"])
            click.echo(f"{one['id']}: {clean(one['message'])}\n    {clean(one['advice'])}\n    --act {offered}")
    else:
        click.echo("Nothing disagrees.")
    if found:
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
