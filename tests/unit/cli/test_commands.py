"""The command line itself: what it accepts, and that it starts without the server's modules."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from islandmgr.app.islandctl import islandctl
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import for_each
from islandmgr.resources.clocks.cli.clock import clock
from islandmgr.resources.clocks.shared.words import asked_clock


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("real", {"mode": "real"}),
        ("at 2026-12-31 23:59:30", {"mode": "at", "at": "2026-12-31 23:59:30"}),
        ("shift -2h", {"mode": "shift", "shift": "-2h"}),
        ("freeze", {"mode": "freeze"}),
        ("freeze 2026-12-31 00:00", {"mode": "freeze", "at": "2026-12-31 00:00"}),
        ("rate 10", {"mode": "rate", "rate": 10}),
        ("rate 10 2026-12-31 00:00", {"mode": "rate", "rate": 10, "at": "2026-12-31 00:00"}),
        ("at daily-reset", {"mode": "at", "moment": "daily-reset"}),
        ("at 1h 30s before daily-reset", {"mode": "at", "moment": "daily-reset", "before": "1h 30s"}),
        ("freeze leap-day", {"mode": "freeze", "moment": "leap-day"}),
        ("rate 10 new-year", {"mode": "rate", "rate": 10, "moment": "new-year"}),
        ("+1h", {"mode": "moved", "by": "+1h"}),
        ("-1d +3h", {"mode": "moved", "by": "-1d +3h"}),
        ("same 17", {"mode": "same", "island": 17}),
        ("undo", {"mode": "undo"}),
    ],
)
def test_clocks(words: str, asked: dict[str, object]) -> None:
    assert asked_clock(words.split()) == asked


@pytest.mark.parametrize("words", ["", "noon", "real time", "rate", "rate fast", "same", "same x", "undo it"])
def test_what_is_no_clock(words: str) -> None:
    with pytest.raises(Fault, match="is no clock; write real, at TIME") as fault:
        asked_clock(words.split())
    assert fault.value.code is Code.USAGE


def test_a_negative_span_is_no_option() -> None:
    given = clock.make_context("clock", ["12", "shift", "-2h", "-o", "json"]).params
    assert asked_clock(given["words"]) == {"mode": "shift", "shift": "-2h"}
    assert given["output"] == "json"


def test_one_failure_does_not_keep_the_others_from_it() -> None:
    seen = []

    def act(one: int) -> Code:
        seen.append(one)
        if one == 2:
            raise Fault("There is no island 2", Code.NOT_FOUND)
        return Code.OK

    with pytest.raises(click.exceptions.Exit) as end:
        for_each([1, 2, 3], act)
    assert seen == [1, 2, 3]
    assert end.value.exit_code == Code.NOT_FOUND


@pytest.mark.parametrize(
    "words",
    [
        "stop",
        "stop abc",
        "stop 0",
        "start sample",
        "start sample --branch dev --arg x",
        "list --state gone",
        "nonsense",
    ],
)
def test_wrong_usage_ends_with_2(words: str) -> None:
    result = CliRunner().invoke(islandctl, words.split())
    assert result.exit_code == Code.USAGE
    assert "Error" in result.output


def test_every_command_explains_itself() -> None:
    context = click.Context(islandctl)
    for name in islandctl.list_commands(context):
        command = islandctl.get_command(context, name)
        assert command is not None
        assert command.help, name


def test_the_client_starts_without_the_server() -> None:
    """A client verb must not wait for the web server's modules to load."""
    heavy = ("flask", "sqlalchemy", "pydantic", "gunicorn", "kubernetes", "rich", "structlog")
    code = f"import sys, islandmgr.app.islandctl; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
