"""What commands print: plain columns that are easy to read and to cut, or JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

Json = dict[str, Any]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_COLOURS = {
    "running": "green",
    "crashed": "red",
    "failed": "red",
    "lost": "red",
    "unready": "yellow",
    "stopping": "yellow",
    "requested": "cyan",
    "scheduling": "cyan",
    "starting": "cyan",
}


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`-o table|wide|json`; the command gets it as `output`."""
    return click.option(
        "-o", "--output", type=click.Choice(["table", "wide", "json"]), default="table", help="How to print the answer."
    )(command)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def columns(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Lines with aligned columns; empty columns at the end of a row leave no blanks. Never cut: pipes need it all."""
    table = [[clean(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(width(row[place]) for row in table) for place in range(len(heads))]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in table]


def print_columns(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    for line in columns(heads, rows):
        click.echo(line)


def print_facts(facts: Mapping[str, Any]) -> None:
    """`name   value`, a line each; what is unknown or empty is left out."""
    known = {name: value for name, value in facts.items() if value not in (None, "", {}, [])}
    size = max(map(len, known), default=0)
    for name, value in known.items():
        first, *more = [clean(line) for line in str(value).splitlines()] or [""]
        click.echo(f"{name:<{size}}  {first}")
        for line in more:
            click.echo(f"{'':<{size}}  {line}")


def coloured(state: str) -> str:
    """A state in its colour; click takes the colour away where nobody can see it."""
    return click.style(state, fg=_COLOURS.get(state))


def clean(value: Any) -> str:
    """Text for a terminal: what servers and people wrote must not move the cursor."""
    return _CONTROL.sub(" ", "" if value is None else str(value))


def _padded(cell: str, size: int) -> str:
    return cell + " " * (size - width(cell))


def width(text: str) -> int:
    """Columns that a text takes on a terminal: Chinese characters take two, accents that combine none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
