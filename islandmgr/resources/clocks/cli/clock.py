"""`islandctl clock`: see and set an island's time."""

from __future__ import annotations

import re
from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import island_id, pass_client
from islandmgr.cli.output import Json, output_option, print_facts, print_json
from islandmgr.cli.times import local, seconds_of
from islandmgr.resources.clocks.shared.words import asked_clock

_SPAN = re.compile(r"-\d")


why_option = click.option("--why", default="", metavar="TEXT", help="For the history: what it is for.")


class WithSpans(click.Command):
    """Takes `-2h` as a word, where click would see the options `-2` and `-h`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [f" {arg}" if _SPAN.match(arg) else arg for arg in args])


@click.command(cls=WithSpans)
@island_id
@click.argument("words", nargs=-1)
@why_option
@click.option("--restart", is_flag=True, help="Restart the server on the new time.")
@click.option("--preview", is_flag=True, help="Only say what would happen.")
@output_option
@pass_client
def clock(client: Client, /, island_id: int, words: tuple[str, ...], output: str, **how: Any) -> None:
    """Show an island's clock, or set it.

    \b
    islandctl clock 12
    islandctl clock 12 real
    islandctl clock 12 at 2026-12-31 23:59:30
    islandctl clock 12 at 30s before daily-reset
    islandctl clock 12 shift +2d3h          from real time
    islandctl clock 12 +1h                  from the island's time
    islandctl clock 12 freeze
    islandctl clock 12 rate 10
    islandctl clock 12 same 17
    islandctl clock 12 undo
    """
    path = f"/islands/{island_id}/clock"
    if how.pop("preview"):
        print_preview(client.send("POST", f"{path}/preview", asked_clock(words)), output)
        return
    wish = {name: value for name, value in how.items() if value}
    report = client.send("PUT", path, {**asked_clock(words), **wish}) if words else client.get(path)
    if output == "json":
        print_json(report)
    else:
        print_facts(facts(report))
    if words and report["applied"] is False:
        raise Fault(f"The clock is set, but island {island_id} does not show it: {report['problem']}", Code.FAILED)


def facts(report: Json) -> Json:
    """What is printed of a report."""
    zone = report["zone"]
    measured = report["measured"]
    error = report["error_ms"]
    run = report["run"]
    coming = [one for one in report["moments"] if one["next"]]
    return {
        "asked": report["wanted"]["asked"] or report["wanted"]["mode"],
        "should show": when(report["island_time"], zone),
        "shows": when(measured["fake"], zone) if measured else "not measured",
        "off by": None if error is None else f"{error:+.0f} ms",
        "problem": report["problem"],
        "zone": report["zone_problem"],
        "processes": "\n".join(map(sight, report["processes"])),
        "group": report["group"],
        "script": f"run {run['id']}: {step_of(run)}" if run else None,
        "moments": "\n".join(f"{when(one['next'], zone)}  {one['name']}" for one in coming),
    }


_SEES = {
    "wished": "shows this time",
    "not_read": "has not read the clock since the change",
    "older": "goes by an older time",
    "real": "sees real time",
}


def sight(one: Json) -> str:
    """`redis-server(12)  shows this time, asked 123 times`: what one process of the server sees."""
    asked = "" if one["asked"] is None else f", asked {one['asked']} times"
    return f"{one['name']}({one['pid']})  {_SEES.get(one['sees'], one['sees'])}{asked}"


def print_preview(preview: Json, output: str) -> None:
    if output == "json":
        print_json(preview)
        return
    print_facts(
        {
            "would show": when(preview["island_time"], preview["zone"]),
            "jump": f"{preview['jump_seconds']:+d} s",
            "effects": "\n".join(one["sentence"] for one in preview["warnings"]),
        }
    )


def when(moment: str | None, zone: str) -> str:
    return f"{local(seconds_of(moment) or 0, zone)} ({zone})"


def step_of(run: Json) -> str:
    """`2 of 5, wait 30s real`: the step that a run is in."""
    steps, done = run["steps"], run["step"]
    if run["state"] != "running":
        return " ".join(part for part in (run["state"], run["problem"]) if part)
    return f"{done + 1} of {len(steps)}, {steps[done]}"
