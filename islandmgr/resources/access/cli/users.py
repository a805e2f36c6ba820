"""People, and what they did: for admins and operators."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import click

from islandmgr.cli.client import Client
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json

ROLES = click.Choice(["viewer", "tester", "programmer", "operator", "admin"])


@click.group()
def user() -> None:
    """People who may sign in, their roles and teams."""


@user.command()
@click.argument("name")
@click.option("--role", type=ROLES, default="tester", show_default=True)
@click.option("--team", default="", help="People of one team may act on each other's islands.")
@pass_client
def add(client: Client, name: str, role: str, team: str) -> None:
    """Add NAME. Prints the password, which is shown this once."""
    made = client.send("POST", "/users", {"name": name, "role": role, "team": team})
    click.echo(f"{made['name']} may sign in as {made['role']} with this password:", err=True)
    click.echo(made["password"])


@user.command("list")
@output_option
@pass_client
def listing(client: Client, output: str) -> None:
    """List everybody."""
    found = client.get("/users")["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (one["name"], one["role"], one["team"], "disabled" if one["disabled"] else "", one["signed_in_at"] or "never")
        for one in found
    ]
    print_columns(("NAME", "ROLE", "TEAM", "STATE", "LAST SIGN-IN"), rows)


@user.command()
@click.argument("name")
@click.argument("role", type=ROLES)
@pass_client
def role(client: Client, name: str, role: str) -> None:
    """Give NAME another role."""
    _change(client, name, {"role": role})
    click.echo(f"{name} is {role} now")


@user.command()
@click.argument("name")
@click.argument("team")
@pass_client
def team(client: Client, name: str, team: str) -> None:
    """Put NAME into TEAM; "" into none."""
    _change(client, name, {"team": team})
    click.echo(f"{name} is in {f'team {team}' if team else 'no team'} now")


@user.command()
@click.argument("name")
@pass_client
def disable(client: Client, name: str) -> None:
    """Shut NAME out; all sessions and tokens end at once."""
    _change(client, name, {"disabled": True})
    click.echo(f"{name} is shut out")


@user.command()
@click.argument("name")
@pass_client
def enable(client: Client, name: str) -> None:
    """Let NAME in again."""
    _change(client, name, {"disabled": False})
    click.echo(f"{name} may sign in again")


@user.command()
@click.argument("name")
@pass_client
def password(client: Client, name: str) -> None:
    """A new password for NAME; all sessions and tokens end. Prints it, this once."""
    click.echo(client.send("POST", f"/users/{quote(name, safe='')}/password", {})["password"])


def _change(client: Client, name: str, changes: dict[str, Any]) -> None:
    client.send("PATCH", f"/users/{quote(name, safe='')}", changes)
