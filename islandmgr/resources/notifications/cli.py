"""`islandctl webhook`: other systems that are told what happens."""

from __future__ import annotations

from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import output_option, print_columns, print_json

hook_id = click.argument("hook_id", metavar="ID", type=click.IntRange(min=1))


@click.group()
def webhook() -> None:
    """Other systems that are told what happens."""


@webhook.command("list")
@output_option
@pass_client
def listing(client: Client, output: str) -> None:
    """Webhooks, with how their deliveries stand."""
    found = client.get("/webhooks")["items"]
    if output == "json":
        print_json(found)
        return
    heads = ("ID", "NAME", "ADDRESS", "ACTIVE", "WAITING", "DEAD")
    rows = []
    for it in found:
        counts = it["deliveries"]
        rows.append(
            (it["id"], it["name"], it["url"], "yes" if it["active"] else "no", counts["waiting"], counts["dead"])
        )
    print_columns(heads, rows)


@webhook.command()
@click.argument("name")
@click.argument("url")
@click.option("--kind", "kinds", multiple=True, help="Only these, as running or crashed. Can be repeated.")
@click.option("--branch", default="")
@click.option("--owner", default="")
@pass_client
def add(client: Client, /, **wish: Any) -> None:
    """Tell URL; prints the secret that signs what is sent, this once."""
    made = client.send("POST", "/webhooks", {**wish, "kinds": list(wish["kinds"])})
    click.echo(f"Webhook {made['id']}\n{made['secret']}")


@webhook.command()
@hook_id
@pass_client
def test(client: Client, hook_id: int) -> Code:
    """Send a test now; exit code 1 when it is not taken."""
    outcome = client.send("POST", f"/webhooks/{hook_id}/test")
    click.echo(outcome["problem"] or f"It was taken: {outcome['status']}")
    return Code.OK if outcome["taken"] else Code.FAILED


@webhook.command()
@hook_id
@click.option("--state", type=click.Choice(["waiting", "delivered", "dead"]), help="Only these.")
@output_option
@pass_client
def deliveries(client: Client, hook_id: int, state: str | None, output: str) -> None:
    """What was sent or waits, newest first."""
    found = client.get(f"/webhooks/{hook_id}/deliveries", **({"state": state} if state else {}))["items"]
    if output == "json":
        print_json(found)
        return
    rows = [(it["id"], _about(it["subject"]), it["kind"], it["state"], it["attempts"], it["problem"]) for it in found]
    print_columns(("ID", "SUBJECT", "KIND", "STATE", "ATTEMPTS", "PROBLEM"), rows)


@webhook.command()
@hook_id
@click.option("--delivery", type=click.IntRange(min=1), help="One dead letter; all when left out.")
@pass_client
def resend(client: Client, hook_id: int, delivery: int | None) -> None:
    """Try dead letters again."""
    number = client.send("POST", f"/webhooks/{hook_id}/resend", {"delivery": delivery})["number"]
    click.echo(f"{number} will be sent again")


@webhook.command()
@hook_id
@pass_client
def remove(client: Client, hook_id: int) -> None:
    """Forget a webhook and all that was to be sent to it."""
    client.send("DELETE", f"/webhooks/{hook_id}")


def _about(subject: dict[str, str] | None) -> str:
    return f"{subject['kind']} {subject['id']}" if subject else "-"
