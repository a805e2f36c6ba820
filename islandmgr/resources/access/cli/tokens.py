"""One's own API tokens."""

from __future__ import annotations

import click

from islandmgr.cli.client import Client
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json


@click.group()
def token() -> None:
    """API tokens of your own, for programs and CI."""


@token.command()
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(["read", "islands", "ops", "admin"]),
    default="islands",
    show_default=True,
    help="read looks; islands starts, stops, sets clocks; ops operates; admin is all that you may do.",
)
@click.option("--days", type=click.FloatRange(min=0, min_open=True, max=366), default=90.0, show_default=True)
@pass_client
def create(client: Client, name: str, scope: str, days: float) -> None:
    """Make a token; NAME says what it is for. Prints the token, which is shown this once."""
    made = client.send("POST", "/tokens", {"name": name, "scope": scope, "days": days})
    click.echo(f"Token {made['id']}, good until {made['expires_at']}:", err=True)
    click.echo(made["token"])


@token.command("list")
@output_option
@pass_client
def listing(client: Client, output: str) -> None:
    """List your tokens, and when and from where each was used last."""
    found = client.get("/tokens")["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (one["id"], one["name"], one["scope"], one["expires_at"], one["used_at"] or "never", one["used_from"])
        for one in found
    ]
    print_columns(("ID", "NAME", "SCOPE", "ENDS", "LAST USED", "FROM"), rows)


@token.command()
@click.argument("token_id", metavar="ID", type=click.IntRange(min=1))
@pass_client
def revoke(client: Client, token_id: int) -> None:
    """Revoke a token: who shows it is refused from now on."""
    client.send("DELETE", f"/tokens/{token_id}")
    click.echo(f"Token {token_id} is revoked")
