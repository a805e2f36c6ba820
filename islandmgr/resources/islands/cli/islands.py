"""The verbs about whole islands."""

from __future__ import annotations

import time
from typing import Any

import click

from islandmgr.cli import follow, times
from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code
from islandmgr.cli.options import for_each, goal, island_id, island_ids, pairs, pass_client, wait_options
from islandmgr.cli.output import coloured, columns, output_option, print_facts, print_json
from islandmgr.resources.clocks.shared.words import asked_clock

Json = dict[str, Any]

HEADS = ("ID", "STATE", "ADDRESS", "BRANCH", "OWNER", "CLOCK", "AGE", "NOTE")
WIDE_HEADS = ("BLUEPRINT", "NODE", "PORTS", "INCARNATION", "EXPIRES", "REASON")


@click.command()
@click.argument("blueprint")
@click.option("--branch", required=True, help="Chooses the nodes and the code.")
@click.option("--owner", default="", help="Whom it belongs to.")
@click.option("--note", default="", help="For people.")
@click.option("--clock", "clock_text", default="", help="What time it begins with: as for `islandctl clock`.")
@click.option("--ttl", type=float, help="How many hours it lives.")
@click.option("--arg", "args", multiple=True, callback=pairs, metavar="NAME=VALUE", help="A start argument; repeat it.")
@click.option("--key", help="A repeat with the same key starts nothing new.")
@wait_options
@output_option
@pass_client
def start(
    client: Client,
    /,
    blueprint: str,
    branch: str,
    clock_text: str,
    ttl: float | None,
    key: str | None,
    wait: bool,
    timeout: float,
    output: str,
    **more: Any,
) -> None:
    """Start an island of BLUEPRINT.

    \b
    islandctl start sample --branch dev --owner qa01 --wait
    islandctl start sample --branch dev --clock "at 2026-12-31 23:59:30" --arg exit_after=60
    """
    wanted = {"blueprint": blueprint, "branch": branch, **more}
    if clock_text:
        wanted["clock"] = asked_clock(clock_text.split())
    if ttl is not None:
        wanted["ttl_hours"] = ttl
    island = client.send("POST", "/islands", wanted, {"Idempotency-Key": key} if key else None)
    raise click.exceptions.Exit(_begun(client, island, wait, timeout, output))


@click.command("list")
@click.option("--state", multiple=True, type=click.Choice(follow.STATES), help="Only these; repeat it.")
@click.option("--branch", default="")
@click.option("--owner", default="")
@click.option("-q", "--search", "q", default="", help="Part of name, owner, note, branch, node or address; id or port.")
@click.option("--not-applied", "clock", flag_value="not_applied", default="", help="Whose clock is not applied.")
@click.option("-a", "--all", "everything", is_flag=True, help="Stopped ones too.")
@output_option
@pass_client
def listing(client: Client, /, state: tuple[str, ...], everything: bool, output: str, **more: str) -> None:
    """List islands, newest first."""
    states = state or (follow.STATES if everything else [one for one in follow.STATES if one != "stopped"])
    query = {name: value for name, value in more.items() if value}
    islands = list(client.pages("/islands", state=list(states), limit=1000, **query))
    if output == "json":
        print_json(islands)
    else:
        _table(islands, wide=output == "wide")


@click.command()
@island_id
@output_option
@pass_client
def show(client: Client, island_id: int, output: str) -> None:
    """Everything about one island."""
    island = client.get(f"/islands/{island_id}")
    if output == "json":
        print_json(island)
    else:
        print_facts(facts(island, time.time()))


@click.command()
@island_ids
@wait_options
@pass_client
def stop(client: Client, island_ids: tuple[int, ...], wait: bool, timeout: float) -> None:
    """Stop islands."""

    def act(one: int) -> Code:
        island = client.send("DELETE", f"/islands/{one}")
        if wait:
            return _waited(client, one, goal(timeout, "stopped"))
        click.echo(f"Island {one} is {island['state']}")
        return Code.OK

    for_each(island_ids, act)


@click.command()
@island_ids
@wait_options
@pass_client
def restart(client: Client, island_ids: tuple[int, ...], wait: bool, timeout: float) -> None:
    """Restart islands: new Pods with the same ids, ports and clocks."""
    for_each(
        island_ids,
        lambda one: _begun(client, client.send("POST", f"/islands/{one}/restart"), wait, timeout, "table"),
    )


@click.command()
@island_ids
@click.option("--force", is_flag=True, required=True, help="Yes, the node is dead: nothing of the island runs there.")
@pass_client
def release(client: Client, island_ids: tuple[int, ...], force: bool) -> None:  # noqa: ARG001
    """Give up what silent nodes may still run of islands that wait for them.

    Only for nodes that are known to be dead: a server that still runs there keeps its ports, and nobody knows of it.
    """

    def act(one: int) -> Code:
        client.send("POST", f"/islands/{one}/release")
        click.echo(f"Island {one} waits for its node no longer")
        return Code.OK

    for_each(island_ids, act)


@click.command()
@island_id
@wait_options
@output_option
@pass_client
def clone(client: Client, island_id: int, wait: bool, timeout: float, output: str) -> None:
    """Start a new island like this one, its clock included."""
    island = client.send("POST", f"/islands/{island_id}/clone")
    raise click.exceptions.Exit(_begun(client, island, wait, timeout, output))


@click.command()
@island_ids
@click.option("--hours", type=float, required=True, help="How much longer.")
@pass_client
def extend(client: Client, island_ids: tuple[int, ...], hours: float) -> None:
    """Let islands live longer."""

    def act(one: int) -> Code:
        island = client.send("POST", f"/islands/{one}/extend", {"hours": hours})
        click.echo(f"Island {one} lives until {island['expires_at']}")
        return Code.OK

    for_each(island_ids, act)


@click.command()
@island_id
@click.argument("text")
@pass_client
def note(client: Client, island_id: int, text: str) -> None:
    """Replace an island's note; an empty TEXT takes it away."""
    client.send("PATCH", f"/islands/{island_id}", {"note": text})


@click.command("wait")
@island_ids
@click.option("--for", "state", type=click.Choice(follow.STATES), default="running", show_default=True)
@click.option("--timeout", type=click.FloatRange(min=0), default=300.0, show_default=True, help="Seconds.")
@pass_client
def wait_for(client: Client, island_ids: tuple[int, ...], state: str, timeout: float) -> None:
    """Wait until islands are in a state.

    Exit code 1 when one can no longer get there, 6 when it did not in time.
    """
    for_each(island_ids, lambda one: _waited(client, one, goal(timeout, state)))


def _begun(client: Client, island: Json, wait: bool, timeout: float, output: str) -> Code:
    """What a command prints that made an island start, at once or when it is up."""
    code = Code.OK
    wanted = goal(timeout, "running")
    if wait:
        island, code = follow.wait(client, island["id"], wanted)
    if output == "json":
        print_json(island)
    elif wait:
        click.echo(follow.outcome(island, code, wanted), err=bool(code))
    else:
        ports = ", ".join(f"{name} {number}" for name, number in island["ports"].items())
        click.echo(f"Island {island['id']} is {island['state']}; its ports: {ports}")
    return code


def _waited(client: Client, one: int, wanted: follow.Goal) -> Code:
    island, code = follow.wait(client, one, wanted)
    click.echo(follow.outcome(island, code, wanted), err=bool(code))
    return code


def _table(islands: list[Json], *, wide: bool) -> None:
    now = time.time()
    heads = HEADS + (WIDE_HEADS if wide else ())
    head, *lines = columns(heads, [row(island, now) + (wide_row(island) if wide else ()) for island in islands])
    click.echo(head)
    for line, island in zip(lines, islands, strict=True):
        state = island["state"]
        click.echo(line.replace(f"  {state}", f"  {coloured(state)}", 1))


def row(island: Json, now: float) -> tuple[Any, ...]:
    """The cells of `HEADS`."""
    return (
        island["id"],
        island["state"],
        island["address"] or "",
        island["branch"],
        island["owner"],
        times.clock_text(island["clock"], now),
        times.age(island["created_at"], now),
        island["note"],
    )


def wide_row(island: Json) -> tuple[Any, ...]:
    """The cells of `WIDE_HEADS`."""
    ports = ",".join(f"{name}={number}" for name, number in island["ports"].items())
    return (
        island["blueprint"],
        island["node"],
        ports,
        island["incarnation"],
        island["expires_at"] or "never",
        island["reason"],
    )


def facts(island: Json, now: float) -> Json:
    """What `show` prints."""
    ended = island["exit"]
    return {
        "id": island["id"],
        "name": island["name"],
        "state": island["state"],
        "reason": island["reason"],
        "address": island["address"],
        "ports": "\n".join(f"{name} {number}" for name, number in island["ports"].items()),
        "clock": times.clock_text(island["clock"], now),
        "clock problem": island["clock"]["problem"],
        "blueprint": island["blueprint"],
        "branch": island["branch"],
        "owner": island["owner"],
        "note": island["note"],
        "arguments": "\n".join(f"{name}={value}" for name, value in island["args"].items()),
        "node": island["node"],
        "incarnation": island["incarnation"],
        "pod": island["pod"],
        "exit": ended and f"{ended['code']} at {ended['at']}: {ended['reason']}",
        "connections": island["connections"],
        "last used": island["last_used_at"],
        "code": island["fingerprint"],
        "created": island["created_at"],
        "running since": island["ready_at"],
        "stopped": island["stopped_at"],
        "expires": island["expires_at"],
    }
