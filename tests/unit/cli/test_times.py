"""Times as people read them."""

from typing import Any

import pytest

from islandmgr.cli.times import age, clock_text, island_time, local, seconds_of, span

NOW = 1_795_168_800.0  # 2026-11-20T10:00:00Z
REAL: dict[str, Any] = {
    "mode": "real",
    "offset": 0,
    "frozen_at": None,
    "rate": 1,
    "real_anchor": None,
    "fake_anchor": None,
    "asked": "",
    "zone": "Asia/Shanghai",
    "applied": True,
}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (-5, "0s"),
        (59.9, "59s"),
        (60, "1m"),
        (200, "3m20s"),
        (86400 * 2 + 3 * 3600 + 59, "2d3h"),
        (86401, "1d"),
    ],
)
def test_a_span_has_its_two_largest_units(seconds: float, text: str) -> None:
    assert span(seconds) == text


def test_moments() -> None:
    assert seconds_of("2026-11-20T10:00:00.000Z") == NOW
    assert seconds_of(None) is None
    assert age("2026-11-20T09:58:00.000Z", NOW) == "2m"
    assert age(None, NOW) == ""
    assert local(NOW, "Asia/Shanghai") == "2026-11-20 18:00:00 +0800"
    assert local(NOW, "No/Where") == "2026-11-20 10:00:00 +0000"


@pytest.mark.parametrize(
    ("clock", "shown"),
    [
        ({}, NOW),
        ({"mode": "shift", "offset": -60}, NOW - 60),
        ({"mode": "freeze", "frozen_at": "2026-12-31T00:00:00.000Z"}, NOW + 40.583333333333336 * 86400),
        (
            {
                "mode": "rate",
                "rate": 10,
                "real_anchor": "2026-11-20T09:59:50.000Z",
                "fake_anchor": "2026-11-20T12:00:00.000Z",
            },
            NOW + 7200 + 100,
        ),
    ],
)
def test_what_an_island_shows(clock: dict[str, Any], shown: float) -> None:
    assert island_time(REAL | clock, NOW) == pytest.approx(shown)


def test_a_clock_in_a_list() -> None:
    shifted = REAL | {"mode": "shift", "offset": 3600, "asked": "+1h"}
    assert clock_text(REAL, NOW) == "real"
    assert clock_text(shifted, NOW) == "2026-11-20 19:00:00 +0800 (+1h)"
    assert clock_text(shifted | {"applied": False}, NOW).endswith("(+1h) !")
    assert clock_text(shifted | {"applied": None}, NOW).endswith("(+1h) ?")
