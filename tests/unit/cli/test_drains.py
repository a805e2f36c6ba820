"""Drains in the terminal: when they begin, and what the stream says of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click
import pytest

from islandmgr.resources.drains.cli.drains import deadline
from islandmgr.resources.drains.cli.follow import Lines, merged


def item(island: int, state: str, away: float | None = None) -> dict[str, Any]:
    return {"island": island, "name": f"i{island}", "state": state, "why": "Runs on b", "away_seconds": away}


def test_a_length_of_time_counts_from_now_and_a_time_keeps_its_zone() -> None:
    at = deadline(None, None, "90m")
    assert at is not None
    assert abs((datetime.fromisoformat(at) - datetime.now(UTC)).total_seconds() - 5400) < 60
    assert deadline(None, None, "2031-12-31T18:00+08:00") is not None
    given = datetime.fromisoformat(deadline(None, None, "2031-12-31T18:00+08:00") or "")
    assert given == datetime(2031, 12, 31, 10, 0, tzinfo=UTC)
    assert deadline(None, None, None) is None


@pytest.mark.parametrize("text", ["soon", "h", "-2h", "2 h", "25:00"])
def test_what_is_no_deadline_is_quoted_with_what_is(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"is no time; write when, .* or in how long") as fault:
        deadline(None, None, text)
    assert repr(text) in fault.value.message


def test_news_hold_only_what_changed() -> None:
    before = {"id": 3, "state": "running", "islands": [item(1, "moving"), item(2, "waiting")]}
    news = {"id": 3, "state": "running", "islands": [item(1, "done", 1.5), item(9, "waiting")]}
    after = merged(before, news)
    assert [(one["island"], one["state"]) for one in after["islands"]] == [(1, "done"), (2, "waiting"), (9, "waiting")]


def test_each_island_that_is_through_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    for states in (["done", "waiting"], ["done", "failed"]):
        lines.show({"islands": [item(1, states[0], 1.25), item(2, states[1])]})
    told = capsys.readouterr().err.splitlines()
    assert told == ["1/2  i1: done  Runs on b  1.2 s away", "2/2  i2: failed  Runs on b"]
