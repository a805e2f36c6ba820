"""Named moments against a second-by-second, or day-by-day, look at the calendar."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import faketime
from faketime import cron
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.model.errors import Invalid

NOW = datetime(2026, 11, 20, 18, 20, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()  # a Friday
SHANGHAI = "Asia/Shanghai"
NEW_YORK = "America/New_York"


def following(value: Any, after: float = NOW, zone: str = SHANGHAI) -> str:
    found = faketime.next_moment(faketime.parse_moment("it", value), after, zone)
    assert found.tzinfo is not None
    return found.isoformat()


MOMENTS = [
    ("05:00", "2026-11-21T05:00:00+08:00"),
    ("05:00 daily", "2026-11-21T05:00:00+08:00"),
    ("daily 05:00", "2026-11-21T05:00:00+08:00"),
    ("18:20", "2026-11-21T18:20:00+08:00"),  # after, never at
    ("18:20:01", "2026-11-20T18:20:01+08:00"),
    ("mon 05:00", "2026-11-23T05:00:00+08:00"),
    ("05:00 FRI", "2026-11-27T05:00:00+08:00"),
    ("fri 23:59", "2026-11-20T23:59:00+08:00"),
    ("month-end 23:59", "2026-11-30T23:59:00+08:00"),
    ("12-31 23:59:30", "2026-12-31T23:59:30+08:00"),
    ("02-29 00:00", "2028-02-29T00:00:00+08:00"),
    ("leap-day 12:00", "2028-02-29T12:00:00+08:00"),
    ("2027-02-17 00:00", "2027-02-17T00:00:00+08:00"),
    ("2020-02-17 00:00", "2020-02-17T00:00:00+08:00"),  # past, and the only one
    ("０５：００　daily", "2026-11-21T05:00:00+08:00"),
    ("0 5 * * 1", "2026-11-23T05:00:00+08:00"),
    ("*/15 * * * *", "2026-11-20T18:30:00+08:00"),
    ("0 0 1 1,7 *", "2027-01-01T00:00:00+08:00"),
    ("0 0 13 * fri", "2026-11-27T00:00:00+08:00"),  # either
    ("0 0 29 2 *", "2028-02-29T00:00:00+08:00"),
    ("59 23 28-31 * *", "2026-11-28T23:59:00+08:00"),
    ("0 12 * * 6-7", "2026-11-21T12:00:00+08:00"),
    ("0 12 * * SUN", "2026-11-22T12:00:00+08:00"),
    ({"at": "05:00", "zone": "America/New_York"}, "2026-11-21T05:00:00-05:00"),
    ({"at": "dst-change", "zone": "America/New_York"}, "2027-03-14T03:00:00-04:00"),
    ({"at": "05:00", "zone": None}, "2026-11-21T05:00:00+08:00"),
]


@pytest.mark.parametrize(("value", "expected"), MOMENTS, ids=str)
def test_next(value: Any, expected: str) -> None:
    assert following(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        *(
            None,
            5,
            [],
            {},
            "",
            "daily",
            "5",
            "25:00",
            "05:60",
            "05:00:60",
            "mon tue 05:00",
            "05:00 06:00",
            "monday 05:00",
        ),
        *("02-30 00:00", "13-01 00:00", "2026-02-29 00:00", "1999-01-01 00:00", "2100-01-01 00:00", "month-end", "dst"),
        *(
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * 32 * *",
            "* * * 13 *",
            "* * * * 8",
            "*/0 * * * *",
            "5/2 * * * *",
        ),
        *("5-1 * * * *", "* * * * fri-mon", "a * * * *", "* * * feb-jan *", "0 0 31 2 *", "0 0 31 2,4 *", "* * * *"),
        *("@daily", "* * * * * *", "1,,2 * * * *", ", * * * *", "0 0 * jan,x *", "1-2-3 * * * *", "05:00\n", "x" * 200),
        *(
            {"at": "05:00", "zone": "CST"},
            {"at": "05:00", "when": "x"},
            {"zone": "UTC"},
            {"at": None},
            {"at": "05:00", 5: 1},
        ),
    ],
    ids=str,
)
def test_no_moment(value: Any) -> None:
    with pytest.raises(Invalid):
        faketime.parse_moment("it", value)


@pytest.mark.parametrize("name", ["", "Daily", "a b", "7days", "reset\n", "x" * 64, 5, None])
def test_no_name(name: Any) -> None:
    with pytest.raises(Invalid, match="not a valid name"):
        faketime.parse_moment(name, "05:00")


def test_error_quotes_moment_and_text() -> None:
    with pytest.raises(Invalid, match=r"Moment weekly is none .*: 'monday 05:00'"):
        faketime.parse_moment("weekly", "monday 05:00")


def test_never_again() -> None:
    with pytest.raises(Invalid, match="does not come"):
        following("dst-change")
    with pytest.raises(Invalid, match="does not come"):
        following("02-29 00:00", datetime(2096, 3, 1, tzinfo=UTC).timestamp())


def test_gap_is_left_out_and_overlap_counts_once() -> None:
    before_gap = datetime(2026, 3, 8, 0, 0, tzinfo=ZoneInfo(NEW_YORK)).timestamp()
    assert following("02:30", before_gap, NEW_YORK) == "2026-03-09T02:30:00-04:00"
    before_overlap = datetime(2026, 11, 1, 0, 0, tzinfo=ZoneInfo(NEW_YORK)).timestamp()
    assert following("01:30", before_overlap, NEW_YORK) == "2026-11-01T01:30:00-04:00"
    assert following("01:30", before_overlap + 5_400, NEW_YORK) == "2026-11-02T01:30:00-05:00"


instants = st.integers(faketime.EARLIEST, faketime.LATEST - 12 * 366 * 86_400)
zone_names = st.sampled_from([SHANGHAI, NEW_YORK, "UTC", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])


def day_fits(day: str, at: datetime) -> bool:
    if day == "month-end":
        return at.day == calendar.monthrange(at.year, at.month)[1]
    return day == "daily" or at.weekday() == {"sun": 6, "wed": 2}[day]


@given(
    instants, zone_names, st.integers(0, 23), st.integers(0, 59), st.sampled_from(["daily", "sun", "wed", "month-end"])
)
def test_against_the_calendar(after: int, name: str, hour: int, minute: int, day: str) -> None:
    found = faketime.next_moment(faketime.parse_moment("it", f"{day} {hour}:{minute:02}"), after, name)
    assert found.timestamp() > after
    assert (found.hour, found.minute, found.second) == (hour, minute, 0)
    assert day_fits(day, found)
    step = datetime.fromtimestamp(after + 60 - after % 60, UTC)
    minutes = int((found - step).total_seconds() // 60)
    skipped = [(step + timedelta(minutes=n)).astimezone(ZoneInfo(name)) for n in range(minutes)]
    same_time = [at for at in skipped if at.fold == 0 and (at.hour, at.minute, at.second) == (hour, minute, 0)]
    assert not [at for at in same_time if day_fits(day, at)]


@given(instants, zone_names)
def test_change_of_offset(after: int, name: str) -> None:
    zone = ZoneInfo(name)
    try:
        found = faketime.next_moment(faketime.parse_moment("it", "dst-change"), after, name)
    except Invalid:
        assert name in (SHANGHAI, "UTC", "Asia/Kathmandu", "Pacific/Apia")
        return
    offset = datetime.fromtimestamp(after, zone).utcoffset()
    assert found.utcoffset() != offset
    assert datetime.fromtimestamp(found.timestamp() - 1, zone).utcoffset() == offset


fields = st.tuples(
    st.sampled_from(["*", "0", "*/7", "5,50-55", "59"]),
    st.sampled_from(["*", "0", "23", "1-3", "*/6"]),
    st.sampled_from(["*", "1", "31", "*/10", "13,29"]),
    st.sampled_from(["*", "2", "jan-mar", "4,6,9,11", "12"]),
    st.sampled_from(["*", "0", "7", "mon-fri", "*/2", "6"]),
)


def cron_fits(parts: tuple[str, ...], fields: cron.Cron, at: datetime) -> bool:
    """The rule of crontab(5), told once more."""
    if at.second or at.minute not in fields.minutes or at.hour not in fields.hours or at.month not in fields.months:
        return False
    by_day, by_weekday = at.day in fields.days, at.weekday() in fields.weekdays
    both = parts[2][0] == "*" or parts[4][0] == "*"
    return (by_day and by_weekday) if both else (by_day or by_weekday)


@settings(max_examples=50)
@given(fields, instants)
def test_cron_against_every_minute(parts: tuple[str, ...], after: int) -> None:
    text = " ".join(parts)
    assume(parts[3] != "2" or parts[2] != "31" or parts[4][0] != "*")  # 31 February
    assume(parts[3] != "4,6,9,11" or parts[2] != "31" or parts[4][0] != "*")
    found = faketime.next_moment(faketime.parse_moment("it", text), after, "UTC")
    parsed = cron.parse(text)
    assert cron_fits(parts, parsed, found)
    start = datetime.fromtimestamp(after + 60 - after % 60, UTC)
    minutes = min(int((found - start).total_seconds() // 60), 2_000)
    assert not any(cron_fits(parts, parsed, start + timedelta(minutes=n)) for n in range(minutes))


def test_cron_fields() -> None:
    parsed = cron.parse("*/20 0-6/3 1,15 feb,nov-dec sun,3-4")
    assert parsed.minutes == {0, 20, 40}
    assert parsed.hours == {0, 3, 6}
    assert parsed.days == {1, 15}
    assert parsed.months == {2, 11, 12}
    assert parsed.weekdays == {6, 2, 3}
    assert parsed.either
    with pytest.raises(ValueError, match="5 fields, not 4"):
        cron.parse("* * * *")


RESET = {"daily-reset": faketime.parse_moment("daily-reset", {"at": "05:00", "zone": SHANGHAI})}


def ask(body: Any, clock: Clock = REAL_TIME) -> Clock:
    return faketime.ask(body, clock, NOW, "UTC", RESET)


def test_ask_for_a_moment() -> None:
    clock = ask({"mode": "at", "moment": "daily-reset", "before": "30s"})
    assert clock.asked == "30s before daily-reset"
    shows = datetime.fromtimestamp(faketime.island_time(clock, NOW), ZoneInfo(SHANGHAI))
    assert shows.isoformat() == "2026-11-21T04:59:30+08:00"
    again = ask({"mode": "at", "moment": "daily-reset", "before": "30s"}, clock)
    assert again == clock  # a double click
    frozen = ask({"mode": "freeze", "moment": "daily-reset"}, clock)
    assert frozen.frozen_at == datetime(2026, 11, 20, 21, 0, tzinfo=UTC).timestamp()
    fast = ask({"mode": "rate", "rate": 10, "moment": "daily-reset", "before": "2m"}, frozen)
    assert fast.fake_anchor == datetime(2026, 11, 21, 20, 58, tzinfo=UTC).timestamp()
    assert fast.mode is ClockMode.RATE


@pytest.mark.parametrize(
    "body",
    [
        {"mode": "at", "moment": "weekly"},
        {"mode": "at", "moment": ["daily-reset"]},
        {"mode": "at", "before": "30s"},
        {"mode": "at", "moment": "daily-reset", "before": "+30s"},
        {"mode": "at", "moment": "daily-reset", "before": "10000000d"},
        {"mode": "at", "moment": "daily-reset", "before": 30},
        {"mode": "at", "moment": "daily-reset", "at": "05:00"},
        {"mode": "at", "moment": "daily-reset", "zone": "UTC"},
        {"mode": "shift", "shift": "+1h", "moment": "daily-reset"},
    ],
    ids=str,
)
def test_no_request_for_a_moment(body: Any) -> None:
    with pytest.raises(Invalid):
        ask(body)
