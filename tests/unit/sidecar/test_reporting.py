"""What is worth a report, and how long to wait for a manager who is away."""

from __future__ import annotations

from typing import Any

import pytest

from sidecar.loop import Surroundings, pause
from sidecar.reporting import FIRST_GAP, LONGEST_GAP, USE_GRAIN, Report, is_news, next_gap

QUIET = Report(connections=0, last_used_at=None, exit=None, files=[], log="", clock={"line": "+0"})
IN_USE = QUIET._replace(connections=2, last_used_at=1_790_000_000)


@pytest.mark.parametrize(
    ("told", "report", "news"),
    [
        (None, QUIET, True),
        (QUIET, QUIET, False),
        (QUIET, QUIET._replace(exit={"code": 3, "at": 1}), True),
        (QUIET, QUIET._replace(clock={"line": "+60"}), True),
        (QUIET, QUIET._replace(files=[{"name": "core", "size": 1, "tail": ""}]), True),
        (QUIET, IN_USE, True),
        (IN_USE, IN_USE._replace(last_used_at=1_790_000_000 + USE_GRAIN - 1), False),
        (IN_USE, IN_USE._replace(last_used_at=1_790_000_000 + USE_GRAIN), True),
        (IN_USE, IN_USE._replace(connections=0), True),
    ],
)
def test_only_changes_are_news(told: Report | None, report: Report, news: bool) -> None:
    assert is_news(told, report) is news


def test_gaps_grow() -> None:
    gaps = [0.0]
    while gaps[-1] < LONGEST_GAP:
        gaps.append(next_gap(gaps[-1]))
    assert gaps[1:4] == [FIRST_GAP, 2.0, 4.0]
    assert next_gap(LONGEST_GAP) == LONGEST_GAP


@pytest.mark.parametrize(("now", "seconds"), [(10.0, 0.5), (10.25, 0.25), (10.5, 1.0), (10.75, 0.75)])
def test_the_loop_wakes_at_half_seconds(now: float, seconds: float) -> None:
    assert pause(now, hurry=False) == seconds
    assert pause(now, hurry=True) == min(seconds, 0.2)


GOOD = {
    "ISLANDMGR_ISLAND": "269",
    "ISLANDMGR_INCARNATION": "1",
    "ISLANDMGR_URL": "http://10.0.0.5:8000",
    "ISLANDMGR_TOKEN": "secret",
    "ISLANDMGR_PORTS": "app-common-port=30807,remote-msg-port=30808",
    "ISLANDMGR_KEEP": "/home/server/hs_err*.log:/home/server/core*",
}


def test_the_environment() -> None:
    surroundings = Surroundings.from_environment(GOOD)
    assert surroundings.ports == {30807, 30808}
    assert surroundings.keep == ["/home/server/hs_err*.log", "/home/server/core*"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ISLANDMGR_URL": ""}, "ISLANDMGR_URL"),
        ({"ISLANDMGR_ISLAND": "x"}, "'x'"),
        ({"ISLANDMGR_PORTS": "a=b"}, "'b'"),
    ],
)
def test_an_environment_that_is_not_right(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Surroundings.from_environment({**GOOD, **change})
