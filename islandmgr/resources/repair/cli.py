"""`islandctl repair`: mend what the manager does not mend by itself."""

from __future__ import annotations

from urllib.parse import quote

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import clean, output_option, print_json


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
        click.echo("No differences.")
    if found:
        raise click.exceptions.Exit(Code.FAILED)
