"""Who one is: log in, log out; and for whoever owns the server, a way back in."""

from __future__ import annotations

import platform
import sys

import click

from islandmgr.cli import saved_tokens
from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import CODE_OF_ERROR, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_facts, print_json


@click.command()
@click.option("--user", help="Your name there; asked for when left out.")
@click.option("--token", is_flag=True, help="Paste a token that was made on the page, instead of name and password.")
@pass_client
def login(client: Client, user: str | None, token: bool) -> None:
    """Let this computer act as you.

    Keeps a token that is good for 30 days in ~/.config/islandctl, for you alone. ISLANDCTL_TOKEN goes before it. With a
    pipe the password, or the token, is the first line of the input.
    """
    if token:
        secret = _ask("Token")
    else:
        name = user or click.prompt("Name", err=True)
        wish = {"name": name, "password": _ask("Password"), "token_name": f"islandctl on {platform.node()}"[:120]}
        secret = client.send("POST", "/sign-in", wish)["token"]
    me = Client(client.server, secret).get("/me")
    if not me["signs_in"]:
        click.echo(f"Nobody needs to log in at {client.server}")
        return
    file = saved_tokens.keep(client.server, secret)
    click.echo(f"Logged in at {client.server} as {me['name']}, {me['role']}; the token is in {file}")


@click.command()
@pass_client
def logout(client: Client) -> None:
    """Revoke this computer's token and forget it."""
    client.send("POST", "/sign-out")
    saved_tokens.forget(client.server)
    click.echo(f"Logged out at {client.server}")


@click.command()
@output_option
@pass_client
def whoami(client: Client, output: str) -> None:
    """Say who the server takes you for, and what you may do."""
    me = client.get("/me")
    if output == "json":
        print_json(me)
    elif not me["signs_in"]:
        click.echo(f"Nobody signs in at {client.server}: everybody may do everything")
    else:
        print_facts({key: me[key] for key in ("name", "role", "team", "scope")})


@click.command("admin-password")
@click.argument("name", default="admin")
def admin_password(name: str) -> None:
    """A new password for NAME, who is an admin then: for whoever owns the server and cannot get in.

    Goes straight to the database that the settings name, so run it where the manager runs, with the same
    ISLANDMGR_... variables. All sessions and tokens of NAME end.
    """
    from islandmgr.cli.settings import settings_from_env
    from islandmgr.model.errors import IslandError
    from islandmgr.resources.access.service.rescue import rescue

    try:
        password = rescue(settings_from_env(), name)
    except IslandError as error:
        raise Fault(error.message, CODE_OF_ERROR[error.code]) from None
    click.echo(f"{name} is an admin and signs in with the password, told this once:\n\n    {password}\n")


def _ask(what: str) -> str:
    """Typed unseen, or read from a pipe."""
    if sys.stdin.isatty():
        return str(click.prompt(what, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")
