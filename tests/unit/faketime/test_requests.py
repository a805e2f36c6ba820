"""What is accepted is exactly right, as `zoneinfo` sees it; the rest is refused with the value quoted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

import faketime
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.model.errors import Invalid

NOW = 1_795_170_000.3  # 2026-11-20 10:20:00.3 UTC, 18:20:00.3 in Shanghai
ZONE = "Asia/Shanghai"


def ask(body: Any, clock: Clock = REAL_TIME, now: float = NOW, zone: str = ZONE) -> Clock:
    return faketime.ask(body, clock, now, zone)


def shows(clock: Clock, now: float = NOW) -> str:
    """What a process sees, in UTC, to the nearest second."""
    return datetime.fromtimestamp(round(faketime.shown(clock, now)), UTC).strftime("%Y-%m-%d %H:%M:%S")


def refused(body: Any, clock: Clock = REAL_TIME, now: float = NOW, zone: str = ZONE) -> Invalid:
    with pytest.raises(Invalid) as caught:
        ask(body, clock, now, zone)
    json.dumps(caught.value.details).encode()  # it travels as JSON in UTF-8, lone surrogates and all
    caught.value.message.encode()
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 600
    return caught.value


AT = [
    ("2026-12-31T23:59:30+08:00", "2026-12-31 15:59:30"),
    ("2026-12-31T23:59:30+0800", "2026-12-31 15:59:30"),
    ("2026-12-31 23:59:30+08", "2026-12-31 15:59:30"),
    ("2026-12-31 23:59:30 -05:00", "2027-01-01 04:59:30"),
    ("2026-12-31T23:59:30Z", "2026-12-31 23:59:30"),
    ("2026-12-31T23:59:30.000Z", "2026-12-31 23:59:30"),  # JavaScript's toISOString
    ("2026-12-31T23:59", "2026-12-31 15:59:00"),  # <input type="datetime-local">
    ("2026-12-31 23:59:30", "2026-12-31 15:59:30"),
    ("  2026-12-31 23:59:30 ", "2026-12-31 15:59:30"),
    ("2026-12-31 23:59:30 America/New_York", "2027-01-01 04:59:30"),
    ("2026-12-31 23:59:30 UTC", "2026-12-31 23:59:30"),
    ("23:59:30", "2026-11-20 15:59:30"),
    ("5:00", "2026-11-19 21:00:00"),  # today's, though that is past
    ("05:00 UTC", "2026-11-20 05:00:00"),
    ("05:00Z", "2026-11-20 05:00:00"),
    ("２０２６-12-31　23：59：30", "2026-12-31 15:59:30"),
    ("２３：５９：３０＋０８：００", "2026-11-20 15:59:30"),
    ("2028-02-29 12:00", "2028-02-29 04:00:00"),
    ("2000-01-01T00:00:00Z", "2000-01-01 00:00:00"),
    ("2099-12-31T23:59:59Z", "2099-12-31 23:59:59"),
    ("2100-01-01 07:59:59", "2099-12-31 23:59:59"),
    ("1999-12-31T12:00:00-12:00", "2000-01-01 00:00:00"),
]


@pytest.mark.parametrize(("text", "utc"), AT)
def test_at(text: str, utc: str) -> None:
    clock = ask({"mode": "at", "at": text})
    assert clock.mode is ClockMode.AT
    assert shows(clock) == utc
    error = faketime.island_time(clock, NOW) - datetime.fromisoformat(utc + "Z").timestamp()
    assert abs(error) <= 0.5 or (text.startswith(("2000", "1999")) and 0 <= error < 1)  # never before 2000
    assert clock.asked == text.strip()
    assert shows(ask({"mode": "freeze", "at": text})) == utc
    assert faketime.line(ask({"mode": "freeze", "at": text}), NOW).isdigit()


@pytest.mark.parametrize("now", [NOW, NOW + 0.1, NOW + 0.2, NOW + 0.3, NOW + 0.6])
def test_rounding_does_not_lead_out_of_bounds(now: float) -> None:
    clock = ask({"mode": "at", "at": "2000-01-01T00:00:00Z"}, now=now)
    assert 0 <= faketime.shown(clock, now) - faketime.EARLIEST < 1


NO_TIMES = [
    "",
    "   ",
    "tomorrow",
    "2026-12-31",  # midnight, or the same time on that day?
    "2026-12-31 24:00",
    "2026-12-31 23:60",
    "2026-12-31 23:59:60",
    "2026-02-29 00:00",
    "2026-13-01 00:00",
    "2026-00-01 00:00",
    "0000-01-01 00:00",
    "12/31/2026 23:59",
    "2026-12-31 23:59:30.5",
    "2026-12-31 23:59:30,000",
    "2026-12-31 11:59 pm",
    "2026-12-31  23:59",
    "2026-12-31 23:59 CST",
    "2026-12-31 23:59 Asia/Beijing",
    "2026-12-31 23:59 localtime",
    "2026-12-31 23:59 ../../etc/passwd",
    "2026-12-31 23:59 right/Asia/Shanghai",
    "2026-12-31 23:59+24:00",
    "2026-12-31 23:59+14:01",
    "2026-12-31 23:59-12:01",
    "2026-12-31 23:59+08:60",
    "2026-12-31 23:59 +8",
    "1999-12-31T23:59:59Z",
    "2000-01-01 07:59:59",
    "2100-01-01T00:00:00Z",
    "9999-12-31 23:59:59",
    "0001-01-01 00:00:00",
    "99999-12-31 23:59:59",
    "@2026-12-31 23:59:30",
    "1790000000",
    "+3600",
    "-1",
    "%",
    "now",
    "２０２６年12月31日 23:59",
    "²³:59",
    "٢٣:٥٩",  # Arabic digits are digits to Python
    "23：59\n",
    "23:59\x00",
    "23:59\u202e",
    "\ud800",
    "2026-12-31 23:59 " + "A" * 100,
    "9" * 10_000_000,
]


@pytest.mark.parametrize("text", NO_TIMES, ids=lambda text: ascii(text[:30]))
@pytest.mark.parametrize("mode", ["at", "freeze", "rate"])
def test_no_time(text: str, mode: str) -> None:
    body: dict[str, Any] = {"mode": mode, "at": text}
    if mode == "rate":
        body["rate"] = 2
    error = refused(body)
    assert f"'{error.details['value']}'" in error.message
    if text.isprintable() and len(text) < 60:
        assert error.details["value"] in text


@pytest.mark.parametrize("value", [None, 5, 1.5, float("nan"), True, [], {}, b"23:59"], ids=lambda v: type(v).__name__)
def test_no_text(value: Any) -> None:
    why = "is missing" if value is None else "must be text"
    assert why in refused({"mode": "at", "at": value}).message
    assert why in refused({"mode": "shift", "shift": value}).message


def test_time_of_day_is_on_the_date_that_the_island_shows() -> None:
    new_year = ask({"mode": "at", "at": "2026-12-31 23:59:30"})
    again = ask({"mode": "at", "at": "23:59:30"}, new_year, NOW + 20)
    assert shows(again, NOW + 20) == "2026-12-31 15:59:30"
    after_midnight = ask({"mode": "at", "at": "23:59:30"}, new_year, NOW + 40)
    assert shows(after_midnight, NOW + 40) == "2027-01-01 15:59:30"
    frozen = ask({"mode": "freeze", "at": "2030-05-05 12:00"})
    assert shows(ask({"mode": "at", "at": "07:00"}, frozen)) == "2030-05-04 23:00:00"


def test_time_of_day_is_on_the_date_in_the_zone_that_was_asked_for() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC).timestamp()  # the 21st in Shanghai
    assert shows(ask({"mode": "at", "at": "01:00"}, now=late), late) == "2026-11-20 17:00:00"
    assert shows(ask({"mode": "at", "at": "01:00", "zone": "UTC"}, now=late), late) == "2026-11-20 01:00:00"
    assert shows(ask({"mode": "at", "at": "01:00Z"}, now=late), late) == "2026-11-20 01:00:00"


def test_gap_is_refused_with_the_nearest_times() -> None:
    error = refused({"mode": "at", "at": "2026-03-08 02:30", "zone": "America/New_York"})
    assert "2026-03-08 02:30" in error.message
    assert error.details["nearest"] == ["2026-03-08T01:59:59-05:00", "2026-03-08T03:00:00-04:00"]
    for text in error.details["nearest"]:
        ask({"mode": "at", "at": text, "zone": "America/New_York"})


def test_gap_of_a_whole_day() -> None:
    error = refused({"mode": "at", "at": "2011-12-30 12:00"}, zone="Pacific/Apia")
    assert error.details["nearest"] == ["2011-12-29T23:59:59-10:00", "2011-12-31T00:00:00+14:00"]


def test_overlap_is_refused_with_both_times() -> None:
    error = refused({"mode": "freeze", "at": "2026-11-01 01:30 America/New_York"})
    assert error.details["choices"] == ["2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"]
    first, second = (
        ask({"mode": "freeze", "at": text, "zone": "America/New_York"}) for text in error.details["choices"]
    )
    assert (first.frozen_at, second.frozen_at) == (1_793_511_000, 1_793_514_600)


def test_offset_against_zone() -> None:
    body = {"mode": "at", "at": "2026-12-31T23:59:30-04:00", "zone": "America/New_York"}
    assert "-05:00" in refused(body).message
    assert "another zone" in refused({"mode": "at", "at": "23:59 UTC", "zone": "America/New_York"}).message
    ask({"mode": "at", "at": "23:59 UTC", "zone": "UTC"})
    ask({"mode": "at", "at": "2026-12-31T23:59:30-04:00"}, zone="America/New_York")  # nobody asked for that zone


SHIFTS = [
    ("+2d3h", 183_600),
    ("-90m", -5_400),
    ("+1w -2h30m", 604_800 - 9_000),
    ("+1h-1m+1s", 3_541),
    ("-1d12h", -129_600),
    ("+1h+1h", 7_200),
    ("+0s", 0),
    ("-0s", 0),
    ("＋２ｄ", 172_800),
    ("−90m", -5_400),  # U+2212
    ("+000000000000000000001s", 1),
]


@pytest.mark.parametrize(("text", "seconds"), SHIFTS)
def test_shift(text: str, seconds: int) -> None:
    once = ask({"mode": "shift", "shift": text})
    assert (once.mode, once.offset, once.asked) == (ClockMode.SHIFT, seconds, text)
    assert ask({"mode": "shift", "shift": text}, once, NOW + 100) == once  # from real time: a repeat changes nothing


NO_SHIFTS = [
    *(
        "",
        "2d",
        "+",
        "+d",
        "+2",
        "+3600",
        "+2D",
        "+1M",
        "+1y",
        "+1.5h",
        "+ 2d",
        "+2 d",
        "+2d,3h",
        "++2d",
        "+1h;",
        "1e3",
    ),
    *("+²d", "nan", "inf", "+inf", "+2d\n", "+1d\x00", "@1", "+1x2", "+1 x2", "+1s i2", "+9" * 49, "+99999999999999d"),
    *("+" + "9" * 98 + "w", "-" + "9" * 98 + "w", "+1h" * 1_000_000),
]


@pytest.mark.parametrize("text", NO_SHIFTS, ids=lambda text: ascii(text[:20]))
def test_no_shift(text: str) -> None:
    refused({"mode": "shift", "shift": text})


def test_shift_out_of_bounds_depends_on_now() -> None:
    refused({"mode": "shift", "shift": "-9867d"})
    ask({"mode": "shift", "shift": "-9820d"})


def test_real() -> None:
    assert ask({"mode": "real"}, Clock(ClockMode.FREEZE, frozen_at=1)) == REAL_TIME
    assert ask({"mode": "real", "at": None, "zone": None}) == REAL_TIME


def test_freeze_stands_at_the_second_on_the_screen() -> None:
    clock = ask({"mode": "freeze"}, now=1_795_170_000.999)
    assert (clock.mode, clock.frozen_at) == (ClockMode.FREEZE, 1_795_170_000)
    assert ask({"mode": "freeze"}, clock, NOW + 500) == clock
    shifted = Clock(ClockMode.SHIFT, offset=-3_600)
    assert ask({"mode": "freeze"}, shifted, 1_795_170_000.999).frozen_at == 1_795_166_400


def test_rate() -> None:
    clock = ask({"mode": "rate", "rate": 10})
    assert (clock.rate, clock.real_anchor, clock.fake_anchor) == (10, NOW, NOW)
    assert faketime.island_time(clock, NOW + 7) == pytest.approx(NOW + 70)
    later = ask({"mode": "rate", "rate": 2}, clock, NOW + 7)
    assert later.fake_anchor == pytest.approx(NOW + 70)
    at = ask({"mode": "rate", "rate": 60, "at": "2026-12-31 23:58"}, clock, NOW + 7)
    assert shows(at, NOW + 7) == "2026-12-31 15:58:00"


@pytest.mark.parametrize("rate", [2, 60, 10.0, "10", " １０ "])
def test_rates(rate: Any) -> None:
    assert ask({"mode": "rate", "rate": rate}).rate == int(rate)


NO_RATES: list[Any] = [
    None,
    0,
    -1,
    61,
    1.5,
    True,
    "",
    "x",
    "+10",
    "1e1",
    "10x",
    "0x10",
    "1_0",
    float("nan"),
    float("inf"),
    [],
    {},
]


@pytest.mark.parametrize("rate", NO_RATES, ids=str)
def test_no_rate(rate: Any) -> None:
    refused({"mode": "rate", "rate": rate})


def test_rate_1_goes_on_from_a_frozen_clock() -> None:
    frozen = ask({"mode": "freeze", "at": "2026-12-31 23:59:59"})
    clock = ask({"mode": "rate", "rate": 1}, frozen)
    assert shows(clock) == "2026-12-31 15:59:59"
    assert shows(clock, NOW + 1) == "2026-12-31 16:00:00"
    assert faketime.next_step(clock, NOW) is None
    fast = ask({"mode": "rate", "rate": 10})
    normal = ask({"mode": "rate", "rate": 1}, fast, NOW + 60)
    assert (normal.mode, normal.offset) == (ClockMode.AT, 540)
    assert ask({"mode": "rate", "rate": 1}).offset == 0


NO_ZONES = ["", "CST", "asia/shanghai", 8, "../UTC", "/etc/localtime", "America", "Factory", "x" * 999]
NO_MODES: list[Any] = [None, "REAL", [], {}, 1, "x2", "at", "shift", "rate"]
NO_REQUESTS: list[Any] = [
    *(None, [], "real", 5, {}),
    *({"mode": mode} for mode in NO_MODES),
    *({"mode": "real", "at": "05:00"}, {"mode": "freeze", "zone": "UTC"}, {"mode": "at", "line": "+0"}),
    *({"mode": "shift", "shift": "+1h", "at": "05:00"}, {"mode": "at", "at": "05:00", "rate": 2}),
    *({"mode": "at", "at": "05:00", "zone": zone} for zone in NO_ZONES),
]


@pytest.mark.parametrize("body", NO_REQUESTS, ids=lambda body: str(body)[:60])
def test_no_request(body: Any) -> None:
    refused(body)


def test_unknown_zone_names_near_ones() -> None:
    assert "Asia/Shanghai" in refused({"mode": "at", "at": "05:00", "zone": "asia/shanghai"}).details["accepted"]


def test_moved_by() -> None:
    hour = faketime.moved_by(REAL_TIME, 3_600, NOW)
    assert (hour.mode, hour.offset, hour.asked) == (ClockMode.SHIFT, 3_600, "+1h")
    assert faketime.moved_by(hour, 183_600, NOW).offset == 187_200
    frozen = ask({"mode": "freeze", "at": "2026-12-31 23:59:59"})
    assert shows(faketime.moved_by(frozen, 1, NOW)) == "2026-12-31 16:00:00"
    rate = ask({"mode": "rate", "rate": 10})
    moved = faketime.moved_by(rate, -60, NOW + 5)
    assert faketime.island_time(moved, NOW + 5) == pytest.approx(NOW + 50 - 60)
    assert moved.rate == 10


def test_numbers_that_python_does_not_print() -> None:
    huge = 10**5000
    for body in (
        {"mode": "rate", "rate": huge},
        {"mode": "at", "at": huge},
        {"mode": huge},
        {"mode": "shift", "shift": [huge]},
    ):
        assert "thousands of digits" in refused(body).message
    with pytest.raises(Invalid, match="thousands of digits"):
        faketime.moved_by(REAL_TIME, -huge, NOW)


@pytest.mark.parametrize("seconds", [-(10**9), 3 * 10**9, 10**400, -(10**400)], ids=lambda seconds: f"{seconds:+}"[:12])
def test_moved_by_too_much(seconds: int) -> None:
    with pytest.raises(Invalid):
        faketime.moved_by(REAL_TIME, seconds, NOW)
