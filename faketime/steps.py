"""The steps that a script is written in, one line each: parsed and checked before anything starts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from islandmgr.model.domain import Clock, ClockMode

from . import messages, times, zones
from . import moments as named
from .requests import ask, whole_rate
from .text import clean, refuse

STEP_FORMS = (
    "jump 23:58:00",
    "jump 2026-12-31 23:58",
    "jump +2d",
    "jump 30s before daily-reset",
    "wait 30s real",
    "wait 10m island",
    "wait until 00:00:30",
    "rate 10",
    "freeze",
    "run",
    "real",
    "return",
)
WAIT_FORMS = ("wait 30s real", "wait 10m island", "wait until 00:00:30", "wait until 2026-12-31 23:59:30")

LONGEST_WAIT = 366 * 86_400
"""Seconds."""

_LEAD = re.compile(r"(?:(?P<before>\S.*) before )?(?P<moment>[^\s:]+)")
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d(?::\d\d)?", re.ASCII)
_SOME_NOON = 1_767_268_800
"""2026-01-01T12:00Z, to try a time of day on when nobody knows yet on which day it will be: no zone changes then."""


@dataclass(frozen=True)
class Surroundings:
    """What steps are read against: the island's zone and its blueprint's moments by name."""

    zone: str
    moments: Mapping[str, named.Moment]


@dataclass(frozen=True)
class Ask:
    """Set the clock as `ask` does with that body."""

    body: Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """Move the clock from where it is."""

    seconds: int


@dataclass(frozen=True)
class Return:
    """Set the clock that the island had before the script."""


@dataclass(frozen=True)
class Wait:
    """Go on after that many seconds, of real or of the island's time."""

    seconds: int
    island: bool


@dataclass(frozen=True)
class Until:
    """Go on when the island shows a time: a dated one (`text`), or the next `moment`. One of them is None."""

    text: str | None = None
    moment: named.Moment | None = None


Step = Ask | Move | Return | Wait | Until

_PLAIN: Mapping[str, Step] = {
    "freeze": Ask({"mode": "freeze"}),
    "run": Ask({"mode": "rate", "rate": 1}),
    "real": Ask({"mode": "real"}),
    "return": Return(),
}


def parse(value: Any, around: Surroundings) -> Step:
    """One step. Raises Invalid, as `ask` does, for all that can be known before the step's turn comes."""
    text = clean(value, messages.THE_STEP, STEP_FORMS)
    verb, _, rest = text.partition(" ")
    if text not in _PLAIN and (not rest or verb not in _READERS):
        refuse(messages.NO_STEP(), value, STEP_FORMS)
    return _READERS[verb](rest.strip(), around) if rest else _PLAIN[text]


def _jump(rest: str, around: Surroundings) -> Step:
    if rest[0] in "+-":
        return Move(times.shift(rest))
    return Ask(_at("at", rest, around))


def _rate(rest: str, _: Surroundings) -> Step:
    return Ask({"mode": "rate", "rate": whole_rate(rest)})


def _freeze(rest: str, around: Surroundings) -> Step:
    return Ask(_at("freeze", rest, around))


def _at(mode: str, text: str, around: Surroundings) -> dict[str, Any]:
    """The body of a request for a time or a moment, tried out."""
    body = {"mode": mode, "at": text}
    if match := _LEAD.fullmatch(text):
        body = {"mode": mode, **{key: part for key, part in match.groupdict().items() if part}}
    ask(body, Clock(ClockMode.FREEZE, frozen_at=_SOME_NOON), _SOME_NOON, around.zone, around.moments)
    return body


def _wait(rest: str, around: Surroundings) -> Step:
    if rest.startswith("until "):
        return _until(rest.removeprefix("until ").strip(), around)
    length, _, by = rest.rpartition(" ")
    if by not in ("real", "island"):
        refuse(messages.WHICH_TIME(), rest, WAIT_FORMS)
    seconds = times.length(length)
    if seconds > LONGEST_WAIT:
        refuse(messages.WAIT_TOO_LONG(), rest, WAIT_FORMS)
    return Wait(seconds, by == "island")


def _until(text: str, around: Surroundings) -> Step:
    if text in around.moments:
        return Until(moment=around.moments[text])
    if _TIME_OF_DAY.fullmatch(text):
        return Until(moment=named.daily(text))
    if ":" in text[:3]:  # a time of day in another zone: the next, or today's?
        refuse(messages.WHICH_DATE(), text, WAIT_FORMS)
    times.instant(text, times.Reference(_SOME_NOON, zones.zone(around.zone)))
    return Until(text=text)


_READERS: Mapping[str, Callable[[str, Surroundings], Step]] = {
    "jump": _jump,
    "wait": _wait,
    "rate": _rate,
    "freeze": _freeze,
}


def until(step: Until, shows: float, zone: str) -> float:
    """The instant that `step` waits for on an island that shows `shows`; both UTC epoch seconds. Raises Invalid."""
    if step.moment:
        return named.next_moment(step.moment, shows, zone).timestamp()
    return float(times.instant(step.text, times.Reference(shows, zones.zone(zone))))
