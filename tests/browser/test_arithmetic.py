"""The page's time arithmetic against Python's: zones, wall times, shifts."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

import faketime
from faketime import times
from islandmgr.model.domain import REAL_TIME

ZONES = (
    "UTC",
    "Asia/Shanghai",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "Africa/Cairo",
)
RUN = """async ([call, cases]) => {
  const module = document.querySelector("script[type=module]").src;
  const clock = await import(module.replace(/[^/]+\\/[^/]+$/, "js/clock.js"));
  return cases.map((args) => clock[call](...args));
}"""


def instants(seed: int, count: int = 400) -> list[int]:
    random = Random(seed)
    first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2000, 2100))
    return [random.randrange(first, last) for _ in range(count)]


def wall(instant: int, zone: str) -> str:
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S")


def test_wall_times_of_every_kind_of_zone(page: Page) -> None:
    cases = [(instant, zone) for zone in ZONES for instant in instants(1)]
    assert page.evaluate(RUN, ["wall", [list(case) for case in cases]]) == [wall(*case) for case in cases]


def test_wall_times_are_read_back(page: Page) -> None:
    cases = [(wall(instant, zone), zone) for zone in ZONES for instant in instants(2)]
    found = page.evaluate(RUN, ["fromWall", [[text, zone, 0] for text, zone in cases]])
    # A wall time that comes twice a year may be either; what counts is that it is that wall time.
    assert [wall(instant, zone) for instant, (_, zone) in zip(found, cases, strict=True)] == [text for text, _ in cases]


def test_wall_times_that_do_not_exist_are_refused(page: Page) -> None:
    cases = [
        ["2026-03-08 02:30:00", "America/New_York", 0],
        ["2026-02-29 00:00:00", "UTC", 0],
        ["2026-12-31 24:00:00", "UTC", 0],
        ["soon", "UTC", 0],
        ["", "UTC", 0],
    ]
    found = page.evaluate(f"async (all) => (await ({RUN})(all)).map(String)", ["fromWall", cases])
    assert found == ["NaN", "NaN", "NaN", "null", "null"]


def test_a_time_alone_is_on_the_islands_day(page: Page) -> None:
    base = int(datetime(2026, 12, 31, 20, tzinfo=UTC).timestamp())  # already 2027 in Shanghai
    found = page.evaluate(RUN, ["fromWall", [["23:59:30", "Asia/Shanghai", base]]])
    assert wall(found[0], "Asia/Shanghai") == "2027-01-01 23:59:30"


def test_shifts_are_read_as_the_manager_reads_them(page: Page) -> None:
    texts = ["+2d3h", "-90m", "+1w -2h30m", "+1d2h3m4s", "-1w", "+0s"]
    assert page.evaluate(RUN, ["fromShift", [[text] for text in texts]]) == [times.shift(text) for text in texts]
    refused = ["3h", "+3", "2d", "+3 hours", "", "+-3h"]
    assert page.evaluate(RUN, ["fromShift", [[text] for text in refused]]) == [None] * len(refused)
    seconds = [0, 1, -61, 90061, -7 * 86400, 41 * 86400 + 4711]
    assert page.evaluate(RUN, ["toShift", [[one] for one in seconds]]) == [times.shift_text(one) for one in seconds]


def moment(at: float | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()


def test_every_kind_of_clock_ticks_as_on_the_island(page: Page) -> None:
    now = 1_790_000_000.0
    clocks = [
        faketime.ask(ask, REAL_TIME, now, "UTC")
        for ask in (
            {"mode": "real"},
            {"mode": "shift", "shift": "-3h"},
            {"mode": "at", "at": "2026-12-31 23:59:30"},
            {"mode": "freeze", "at": "2027-02-28 00:00:00"},
            {"mode": "rate", "rate": 10},
        )
    ]
    sent = [
        {
            "mode": clock.mode.value,
            "offset": clock.offset,
            "rate": clock.rate,
            "frozen_at": moment(clock.frozen_at),
            "real_anchor": moment(clock.real_anchor),
            "fake_anchor": moment(clock.fake_anchor),
        }
        for clock in clocks
    ]
    later = now + 100
    expected = [faketime.island_time(clock, later) for clock in clocks]
    assert page.evaluate(RUN, ["islandTime", [[clock, later] for clock in sent]]) == expected
