"""`islandctl clock-group`: islands that share one time line."""

from __future__ import annotations

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import island_id, island_ids, pass_client
from islandmgr.cli.output import Json, output_option, print_columns, print_facts, print_json
from islandmgr.resources.clocks.cli.clock import print_preview, step_of, when, why_option
from islandmgr.resources.clocks.shared.words import asked_clock

name_argument = click.argument("name")


@click.group("clock-group")
def clock_group() -> None:
    """Islands that share one time line: their clocks change all or none."""


@clock_group.command("list")
@output_option
@pass_client
def listing(client: Client, output: str) -> None:
    """All groups."""
    found = client.get("/clock-groups")["items"]
    if output == "json":
        print_json(found)
        return
    rows = [
        (one["name"], when(one["island_time"], one["zone"]), " ".join(str(it["id"]) for it in one["islands"]))
        for one in found
    ]
    print_columns(("NAME", "SHOWS", "ISLANDS"), rows)


@clock_group.command()
@name_argument
@click.argument("ids", metavar="[ID]...", type=click.IntRange(min=1), nargs=-1)
@output_option
@pass_client
def create(client: Client, name: str, ids: tuple[int, ...], output: str) -> None:
    """Make a group; all its islands take the first one's time."""
    print_group(client.send("POST", "/clock-groups", {"name": name, "islands": list(ids)}), output)


@clock_group.command()
@name_argument
@output_option
@pass_client
def show(client: Client, name: str, output: str) -> None:
    """A group, its islands measured now."""
    print_group(client.get(f"/clock-groups/{name}"), output)


@clock_group.command("set", context_settings={"ignore_unknown_options": True})
@name_argument
@click.argument("words", nargs=-1, required=True)
@why_option
@click.option("--preview", is_flag=True, help="Only say what would happen.")
@output_option
@pass_client
def set_clock(client: Client, name: str, words: tuple[str, ...], why: str, preview: bool, output: str) -> None:
    """Set the time of all members: words as in `islandctl clock`."""
    path, wish = f"/clock-groups/{name}/clock", asked_clock(words)
    if preview:
        print_preview(client.send("POST", f"{path}/preview", wish), output)
        return
    group = client.send("PUT", path, {**wish, **({"why": why} if why else {})})
    print_group(group, output)
    wrong = [str(one["id"]) for one in group["islands"] if one["applied"] is False]
    if wrong:
        raise Fault(f"The clock is set, but these islands do not show it: {', '.join(wrong)}", Code.FAILED)


@clock_group.command()
@name_argument
@island_ids
@output_option
@pass_client
def join(client: Client, name: str, island_ids: tuple[int, ...], output: str) -> None:
    """Let islands join: they take the group's time."""
    print_group(client.send("POST", f"/clock-groups/{name}/islands", {"islands": list(island_ids)}), output)


@clock_group.command()
@name_argument
@island_id
@output_option
@pass_client
def leave(client: Client, name: str, island_id: int, output: str) -> None:
    """Let an island leave: it keeps the time that it shows."""
    print_group(client.send("DELETE", f"/clock-groups/{name}/islands/{island_id}"), output)


@clock_group.command()
@name_argument
@pass_client
def delete(client: Client, name: str) -> None:
    """Delete a group; its islands keep the time that they show."""
    client.send("DELETE", f"/clock-groups/{name}")


def print_group(group: Json, output: str) -> None:
    if output == "json":
        print_json(group)
        return
    spread, took = group["spread_ms"], group["took_ms"]
    print_facts(
        {
            "shows": when(group["island_time"], group["zone"]),
            "asked": group["clock"]["asked"] or group["clock"]["mode"],
            "apart": None if spread is None else f"{spread:.1f} ms",
            "took": None if took is None else f"{took / 1000:.1f} s",
            "script": f"run {group['run']['id']}: {step_of(group['run'])}" if group["run"] else None,
        }
    )
    rows = [
        (
            one["id"],
            one["name"],
            one["state"],
            "" if one["error_ms"] is None else f"{one['error_ms']:+.0f} ms",
            _said(one),
        )
        for one in group["islands"]
    ]
    if rows:
        print_columns(("ID", "NAME", "STATE", "OFF BY", "PROBLEM"), rows)
    changes = [
        (when(one["at"], "UTC"), one["who"], one["clock"]["asked"] or one["clock"]["mode"], one["script"] or one["why"])
        for one in group["history"]
    ]
    if changes:
        print_columns(("CHANGED", "BY", "TO", "WHY"), changes)


def _off(member: Json) -> str:
    return "" if member["error_ms"] is None else f"{member['error_ms']:+.0f} ms"


def _said(member: Json) -> str:
    return str(member["problem"] or ("not measured" if member["applied"] is None else ""))
