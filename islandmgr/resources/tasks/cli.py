"""`islandctl task`: run a command in the cluster or on a host, look at tasks, follow their logs, stop them."""

from __future__ import annotations

import sys
import time
import uuid
from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pairs, pass_client
from islandmgr.cli.output import Json, output_option, print_columns, print_facts, print_json
from islandmgr.tasks.model import OVER

GAP = 0.5  # seconds between looks at a task that is waited for

task_id = click.argument("task_id", metavar="ID", type=click.IntRange(min=1))


@click.group("task")
def task() -> None:
    """Tasks: commands that run step by step, with a log and a deadline."""


@task.command("run", context_settings={"ignore_unknown_options": True})
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
@click.option("--script", help="A script for sh, in place of PROG ARGS; @FILE reads it from a file, @- from stdin.")
@click.option("--reason", default="", help="What it is for.")
@click.option("--image", default="", help="Of the container; the installation's when left out.")
@click.option("--branch", default="", help="On a node with this label `branch`.")
@click.option("--host", "ssh_host", default="", help="Over SSH on a host of the settings, in place of a Pod.")
@click.option("--env", multiple=True, callback=pairs, help="NAME=VALUE; may be given several times.")
@click.option("--deadline", "deadline_seconds", type=click.FloatRange(min=1), help="Seconds.")
@click.option("-d", "--detach", is_flag=True, help="Only start it and print its number.")
@pass_client
def run(
    client: Client, /, command: tuple[str, ...], script: str | None, env: dict[str, str], detach: bool, **wanted: Any
) -> None:
    """Run PROG ARGS, print its output, and end with its exit code.

    \b
    islandctl task run -- uname -a
    islandctl task run --branch dev --script 'df -h; free -m'
    islandctl task run --host build1 -d -- make -C /srv/game all
    """
    if bool(command) == bool(script):
        raise Fault("Give either a program (after --) or --script", Code.USAGE)
    what: Json = {"command": list(command)} if command else {"script": _read(script or "")}
    body = {"kind": "command", **what, "env": env, **{key: value for key, value in wanted.items() if value}}
    made = client.send("POST", "/tasks", body, headers={"Idempotency-Key": uuid.uuid4().hex})
    if detach:
        click.echo(made["id"])
        return
    click.echo(f"Task {made['id']}", err=True)
    _print_log(client, made["id"], "0", follow=True)
    _end_as(_over(client, made["id"]))


@task.command("list")
@click.option("--state", default="", help="Only these: queued, running, succeeded, failed, stopped, timed_out.")
@click.option("--kind", default="", help="Only these.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@output_option
@pass_client
def listing(client: Client, state: str, kind: str, limit: int, output: str) -> None:
    """List tasks, the newest first."""
    narrowed = {name: value for name, value in (("state", state), ("kind", kind)) if value}
    found = client.get("/tasks", limit=limit, **narrowed)["items"]
    if output == "json":
        print_json(found)
        return
    rows = [(it["id"], it["state"], it["kind"], it["who"], it["created_at"], _about(it), it["message"]) for it in found]
    print_columns(("ID", "STATE", "KIND", "WHO", "CREATED", "WHAT", ""), rows)


@task.command("show")
@task_id
@output_option
@pass_client
def show(client: Client, task_id: int, output: str) -> None:
    """One task with its steps."""
    it = client.get(f"/tasks/{task_id}")
    if output == "json":
        print_json(it)
        return
    names = ("id", "kind", "state", "message", "who", "reason", "created_at", "started_at", "ended_at", "deadline")
    print_facts({name: it[name] for name in names} | {"node": it["node"]})
    click.echo()
    rows = [
        (step["number"], step["name"], step["state"], step["exit"], step["started_at"], step["ended_at"])
        for step in it["steps"]
    ]
    print_columns(("STEP", "NAME", "STATE", "EXIT", "STARTED", "ENDED"), rows)


@task.command("log")
@task_id
@click.option("--step", default="", help="Name or number of one step; all, one after the other, when left out.")
@click.option("-f", "--follow", is_flag=True, help="Stay and print what comes.")
@pass_client
def log(client: Client, task_id: int, step: str, follow: bool) -> None:
    """Print a task's log."""
    if step:
        _print_log(client, task_id, step, follow=follow)
        return
    steps = client.get(f"/tasks/{task_id}")["steps"]
    for one in steps:
        if len(steps) > 1:
            click.echo(f"== {one['name']}", err=True)
        _print_log(client, task_id, str(one["number"]), follow=follow)


@task.command("stop")
@task_id
@click.option("--wait", is_flag=True, help="Until nothing of it runs any more.")
@pass_client
def stop(client: Client, task_id: int, wait: bool) -> None:
    """Stop a task: what runs is asked to end, and killed after ten seconds."""
    it = client.send("POST", f"/tasks/{task_id}/stop")
    if wait:
        it = _over(client, task_id)
    click.echo(f"Task {task_id} is {it['state'] if it['state'] in OVER else 'being stopped'}")


def _read(script: str) -> str:
    """A script as it is given, or out of the file that is named."""
    if not script.startswith("@"):
        return script
    try:
        with click.open_file(script[1:]) as file:
            return str(file.read())
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"{script[1:]!r} cannot be read: {error}", Code.USAGE) from None


def _print_log(client: Client, task_id: int, step: str, *, follow: bool) -> None:
    """All that is kept of it; every answer holds only so much."""
    if follow:
        _print(client.text(f"/tasks/{task_id}/log", step=step, follow="true"))
        return
    offset, text = 0, b"unread"
    while text:
        text, headers = client.text_with_headers(f"/tasks/{task_id}/log", step=step, offset=offset)
        offset = int(headers["Log-Next"])
        _print([text])


def _print(chunks: Any) -> None:
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()


def _over(client: Client, task_id: int) -> Json:
    while (it := client.get(f"/tasks/{task_id}"))["state"] not in OVER:
        time.sleep(GAP)
    return it


def _end_as(it: Json) -> None:
    """With the exit code of the step that failed, where there is one."""
    if it["state"] == "succeeded":
        return
    click.echo(f"Task {it['id']} {it['state'].replace('_', ' ')}: {it['message']}", err=True)
    codes = [step["exit"] for step in it["steps"] if step["exit"]]
    raise click.exceptions.Exit(codes[0] if it["state"] == "failed" and codes else Code.FAILED)


def _about(it: Json) -> str:
    return str(it["reason"] or it["steps"][0]["what"].strip().partition("\n")[0])[:60]
