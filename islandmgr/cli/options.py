"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.follow import Goal

Command = Callable[..., Any]

pass_client = click.make_pass_decorator(Client)
island_id = click.argument("island_id", metavar="ID", type=click.IntRange(min=1))
island_ids = click.argument("island_ids", metavar="ID...", type=click.IntRange(min=1), nargs=-1, required=True)


def wait_options(command: Command) -> Command:
    """`--wait` and `--timeout`."""
    timed = click.option(
        "--timeout", type=click.FloatRange(min=0), default=300.0, show_default=True, help="Seconds to wait at most."
    )(command)
    return click.option("--wait", is_flag=True, help="Wait until it is so, showing the steps.")(timed)


def goal(timeout: float, *states: str) -> Goal:
    return Goal(frozenset(states), timeout)


def for_each(ids: Iterable[int], act: Callable[[int], Code]) -> None:
    """Act on each island; one that fails does not keep the others from it. Ends with the first failure's code."""
    code = Code.OK
    for one in ids:
        try:
            ended = act(one)
        except Fault as fault:
            fault.show()
            ended = fault.code
        code = code or ended
    if code:
        raise click.exceptions.Exit(code)


def pairs(_context: Any, _parameter: Any, texts: tuple[str, ...]) -> dict[str, str]:
    """`--arg name=value`, as a click callback."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{text!r} is no name=value")
        found[name] = value
    return found
