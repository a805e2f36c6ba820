"""`islandctl clock-script`: lists of steps for a clock, saved and carried out."""

from __future__ import annotations

from typing import Any, TextIO

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pass_client
from islandmgr.cli.output import Json, output_option, print_columns, print_facts, print_json
from islandmgr.resources.clocks.cli.clock import step_of, why_option

name_argument = click.argument("name")
run_id = click.argument("run_id", metavar="RUN", type=click.IntRange(min=1))


@click.group("clock-script")
def clock_script() -> None:
    """Lists of steps for a clock: jump, wait, rate, freeze, return."""


@clock_script.command("list")
@click.option("--blueprint", default="", help="Those for this blueprint or for any.")
@output_option
@pass_client
def listing(client: Client, blueprint: str, output: str) -> None:
    """Saved scripts."""
    found = client.get("/clock-scripts", **({"blueprint": blueprint} if blueprint else {}))["items"]
    if output == "json":
        print_json(found)
        return
    rows = [(one["name"], one["blueprint"] or "all", "; ".join(one["steps"]), one["description"]) for one in found]
    print_columns(("NAME", "BLUEPRINT", "STEPS", "DESCRIPTION"), rows)


@clock_script.command()
@name_argument
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--blueprint", help="For its islands only.")
@click.option("--description", default="")
@output_option
@pass_client
def save(client: Client, name: str, file: TextIO, blueprint: str | None, description: str, output: str) -> None:
    """Save a script from FILE (`-`: from the input), a step a line.

    \b
    printf 'jump 23:58\\nrate 10\\nwait until 00:01\\nreal\\n' | islandctl clock-script save over-midnight -
    """
    body: dict[str, Any] = {"steps": steps_of(file), "description": description}
    show_script(client.send("PUT", f"/clock-scripts/{name}", {**body, "blueprint": blueprint}), output)


@clock_script.command()
@name_argument
@output_option
@pass_client
def show(client: Client, name: str, output: str) -> None:
    """A saved script."""
    show_script(client.get(f"/clock-scripts/{name}"), output)


@clock_script.command()
@name_argument
@pass_client
def delete(client: Client, name: str) -> None:
    """Forget a saved script; its runs go on."""
    client.send("DELETE", f"/clock-scripts/{name}")


@clock_script.command()
@click.argument("name", required=False)
@click.option("--file", type=click.File("r", encoding="utf-8"), help="Steps, a line each, instead of a saved script.")
@click.option("--island", "islands", metavar="ID", type=click.IntRange(min=1), multiple=True, help="Can be repeated.")
@click.option("--group", metavar="NAME", help="On a clock group instead.")
@why_option
@output_option
@pass_client
def run(client: Client, /, name: str | None, file: TextIO | None, output: str, **on: Any) -> None:
    """Run a script on islands, or on a group.

    \b
    islandctl clock-script run over-midnight --island 12 --island 13
    """
    if bool(name) == bool(file):
        raise Fault("Name a saved script, or give its steps with --file", Code.USAGE)
    what: dict[str, Any] = {"script": name} if file is None else {"steps": steps_of(file)}
    wish = {key: list(value) if key == "islands" else value for key, value in on.items() if value}
    print_runs(client.send("POST", "/clock-runs", {**what, **wish})["items"], output)


@clock_script.command()
@click.option("--island", metavar="ID", type=click.IntRange(min=1))
@click.option("--group", metavar="NAME")
@click.option("--active", is_flag=True, help="Only those that go on now.")
@output_option
@pass_client
def runs(client: Client, /, output: str, **which: Any) -> None:
    """Runs of scripts, the newest first."""
    query = {key: "true" if value is True else value for key, value in which.items() if value}
    print_runs(client.get("/clock-runs", **query)["items"], output)


@clock_script.command()
@run_id
@output_option
@pass_client
def progress(client: Client, run_id: int, output: str) -> None:
    """How far a run has come."""
    print_runs([client.get(f"/clock-runs/{run_id}")], output)


@clock_script.command()
@run_id
@output_option
@pass_client
def stop(client: Client, run_id: int, output: str) -> None:
    """Stop a run; the clock stays as it is."""
    print_runs([client.send("POST", f"/clock-runs/{run_id}/stop")], output)


def steps_of(file: TextIO) -> list[str]:
    return [line.strip() for line in file if line.strip()]


def show_script(script: Json, output: str) -> None:
    if output == "json":
        print_json(script)
        return
    print_facts({**script, "steps": "\n".join(script["steps"]), "changed_at": None})


def print_runs(found: list[Json], output: str) -> None:
    if output == "json":
        print_json(found)
        return
    rows = [
        (one["id"], one["script"] or "(steps)", one["group"] or one["island"], step_of(one), one["started_at"][:19])
        for one in found
    ]
    print_columns(("RUN", "SCRIPT", "ON", "STEP", "STARTED (UTC)"), rows)
