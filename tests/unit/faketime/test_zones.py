"""Against `zoneinfo`, by brute force: what is accepted is exactly right, and nothing right is refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

import faketime
from faketime import times, zones
from islandmgr.model.domain import REAL_TIME, Clock, ClockMode
from islandmgr.model.errors import Invalid

CHANGING = [
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Asia/Beirut",
]
FIXED = ["Asia/Shanghai", "UTC", "Asia/Kathmandu", "Etc/GMT+12", "Etc/GMT-14"]
zone_names = st.one_of(st.sampled_from(CHANGING + FIXED), st.sampled_from(sorted(zones.names())))
nows = st.floats(1_700_000_000, 2_000_000_000)
walls = st.datetimes(datetime(1999, 12, 30), datetime(2100, 1, 2)).map(lambda wall: wall.replace(microsecond=0))  # noqa: DTZ001


def brute_force(wall: datetime, zone: ZoneInfo) -> list[int]:
    """All instants at which `zone` shows `wall`: try every offset that holds within two days."""
    plain = wall.replace(tzinfo=UTC)
    offsets = {(plain + timedelta(hours=hours)).astimezone(zone).utcoffset() for hours in range(-48, 49)}
    found = [plain - offset for offset in offsets if offset is not None]
    return sorted(int(at.timestamp()) for at in found if at.astimezone(zone).replace(tzinfo=None) == wall)


def in_bounds(instant: float) -> bool:
    return faketime.EARLIEST <= instant <= faketime.LATEST


def near_a_change(draw: st.DrawFn, zone: ZoneInfo) -> datetime:
    """A local time within three hours of a change of offset, where there is one; the hard cases are there."""
    year = draw(st.integers(2000, 2098))
    start = datetime(year, draw(st.integers(1, 12)), 1, tzinfo=UTC)
    end = start + timedelta(days=200)
    moment = faketime.parse_moment("change", "dst-change")
    try:
        change = faketime.next_moment(moment, start.timestamp(), zone.key)
    except Invalid:
        change = end
    shifted = change.astimezone(zone).replace(tzinfo=None) + timedelta(seconds=draw(st.integers(-10_800, 10_800)))
    return shifted.replace(microsecond=0)


@st.composite
def wall_and_zone(draw: st.DrawFn) -> tuple[datetime, str]:
    name = draw(zone_names)
    return (near_a_change(draw, ZoneInfo(name)) if draw(st.booleans()) else draw(walls)), name


def accepted(body: Any, now: float, zone: str, clock: Clock = REAL_TIME) -> Clock | None:
    try:
        return faketime.ask(body, clock, now, zone)
    except Invalid:
        return None


def refusal(body: Any, now: float, zone: str) -> Invalid | None:
    try:
        faketime.ask(body, REAL_TIME, now, zone)
    except Invalid as error:
        return error
    return None


@given(wall_and_zone(), nows, st.booleans(), st.sampled_from([" ", "T"]))
@example((datetime(2026, 3, 8, 2, 0), "America/New_York"), 1.8e9, True, "T")  # noqa: DTZ001
@example((datetime(2026, 3, 8, 3, 0), "America/New_York"), 1.8e9, True, "T")  # noqa: DTZ001
@example((datetime(2026, 11, 1, 1, 0), "America/New_York"), 1.8e9, True, "T")  # noqa: DTZ001
@example((datetime(2026, 11, 1, 2, 0), "America/New_York"), 1.8e9, True, "T")  # noqa: DTZ001
@example((datetime(2011, 12, 30, 12, 0), "Pacific/Apia"), 1.8e9, False, " ")  # noqa: DTZ001
def test_local_times(made: tuple[datetime, str], now: float, as_island_zone: bool, separator: str) -> None:
    wall, name = made
    text = wall.strftime(f"%Y-%m-%d{separator}%H:%M:%S")
    body = {"mode": "freeze", "at": text} if as_island_zone else {"mode": "freeze", "at": text, "zone": name}
    right = brute_force(wall, ZoneInfo(name))
    clock = accepted(body, now, name if as_island_zone else "Asia/Shanghai")
    if len(right) == 1 and in_bounds(right[0]):
        assert clock is not None
        assert clock.frozen_at == right[0]
    else:
        assert clock is None


@given(wall_and_zone())
def test_refusals_offer_times_that_are_accepted(made: tuple[datetime, str]) -> None:
    wall, name = made
    error = refusal({"mode": "at", "at": str(wall), "zone": name}, 1.8e9, "UTC")
    if error is None:
        return
    assert str(wall) in error.message
    offered = error.details.get("nearest") or error.details.get("choices") or []
    clocks = [accepted({"mode": "freeze", "at": text, "zone": name}, 1.8e9, "UTC") for text in offered]
    found = [clock.frozen_at for clock in clocks if clock and clock.frozen_at]
    assert len(found) == len(offered)
    if "choices" in error.details:
        assert found == brute_force(wall, ZoneInfo(name))
    if "nearest" in error.details:
        assert found[1] - found[0] == 1
        assert brute_force(wall, ZoneInfo(name)) == []


@given(walls, st.integers(-12 * 60, 14 * 60), nows)
def test_offsets(wall: datetime, minutes: int, now: float) -> None:
    sign = "-" if minutes < 0 else "+"
    text = f"{wall.isoformat()}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    clock = accepted({"mode": "freeze", "at": text}, now, "Asia/Shanghai")
    right = int(datetime.fromisoformat(text).timestamp())
    if in_bounds(right):
        assert clock is not None
        assert clock.frozen_at == right
        running = faketime.ask({"mode": "at", "at": text}, REAL_TIME, now, "UTC")
        assert abs(faketime.island_time(running, now) - right) <= (0.5 if right > faketime.EARLIEST else 1)
    else:
        assert clock is None


RIGHT = [
    "2026-12-31 23:59:30",
    "2026-12-31T23:59:30+08:00",
    "2026-03-08T02:30:00.000Z",
    "5:00",
    "23:59:30",
    "02:30-05:00",
]
ALPHABET = [*list("0123456789:-+TZtz. /wx"), "：", "０", "９", "＋", "\u3000", "二", "٣"]


@st.composite
def nearly_right(draw: st.DrawFn) -> str:
    """A right text with a few characters replaced, left out or put in."""
    characters = list(draw(st.sampled_from(RIGHT)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(characters)))
        characters[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from([[], *([one] for one in ALPHABET)]))
    return "".join(characters)


def python_reads(text: str, now: float, zone: ZoneInfo) -> list[int]:
    """What Python's own parser makes of a text that was accepted: all the instants that it can mean."""
    plain = text.translate({ord("："): ":", ord("０"): "0", ord("９"): "9", ord("＋"): "+", ord("　"): " "}).strip(" ")
    day, clock, offset = re.fullmatch(r"(?:(\S{10})[ T])?(\d+:[0-9:.]+) ?(.*)", plain).groups()  # type: ignore[union-attr]
    time = datetime.strptime(clock.partition(".")[0], "%H:%M:%S" if clock.count(":") == 2 else "%H:%M").time()  # noqa: DTZ007
    where = datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo if offset else zone
    date = datetime.fromisoformat(day) if day else datetime.fromtimestamp(now, UTC).astimezone(where)
    wall = datetime.combine(date, time)
    return [int(wall.replace(tzinfo=where).timestamp())] if offset else brute_force(wall, zone)


@given(nearly_right(), nows, zone_names)
def test_nearly_right_texts(text: str, now: float, name: str) -> None:
    clock = accepted({"mode": "freeze", "at": text}, now, name)
    if clock is not None:
        assert [clock.frozen_at] == python_reads(text, now, ZoneInfo(name))


terms = st.lists(
    st.tuples(st.sampled_from("+-"), st.integers(0, 10_000), st.sampled_from("wdhms"), st.sampled_from(["", " "])),
    min_size=1,
    max_size=8,
)


@given(terms, nows)
def test_shifts(made: list[tuple[str, int, str, str]], now: float) -> None:
    text = "".join(f"{space}{sign}{count}{unit}" for sign, count, unit, space in made)
    unit_seconds = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
    right = sum((1 if sign == "+" else -1) * count * unit_seconds[unit] for sign, count, unit, _ in made)
    clock = accepted({"mode": "shift", "shift": text}, now, "UTC")
    if in_bounds(now + right):
        assert clock == Clock(ClockMode.SHIFT, offset=right, asked=text.strip())
    else:
        assert clock is None


@given(st.text("+-0123456789wdhmsx. 二天", max_size=12))
def test_shift_noise(text: str) -> None:
    if not re.fullmatch(r" *[+-]\d+[wdhms]( *[+-]?\d+[wdhms])* *", text):
        assert accepted({"mode": "shift", "shift": text}, 1.8e9, "UTC") is None


@given(st.integers(-(10**11), 10**11))
def test_shift_text_is_read_back(seconds: int) -> None:
    assert times.shift(faketime.shift_text(seconds)) == seconds
    assert times.length(times.length_text(abs(seconds))) == abs(seconds)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(["mode", "at", "zone", "shift", "rate", "moment", "before", "x"])
values = json | st.sampled_from(["real", "at", "shift", "freeze", "rate", "05:00", "UTC", "+1h", "30s", 10])


@given(json | st.dictionaries(fields, values, max_size=4), nows)
def test_any_json(body: Any, now: float) -> None:
    """A clock whose line has one of the two forms, or Invalid; nothing else ever comes out."""
    clock = accepted(body, now, "Asia/Shanghai")
    if clock is not None:
        faketime.parse_line(faketime.line(clock, now))
        assert in_bounds(round(faketime.island_time(clock, now)))
        assert Clock.from_json(clock.to_json()) == clock
