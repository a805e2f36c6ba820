"""Rows read into dataclasses and back, by the fields' types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from islandmgr.model.domain import Clock, ClockMode
from islandmgr.store import rows


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    colour: Colour
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    id: int
    colour: Colour | None
    names: tuple[str, ...]
    part: Part | None
    parts: tuple[Part, ...]
    clock: Clock


def row(**changes: Any) -> dict[str, Any]:
    part = {"colour": "red", "names": ["b"]}
    stored = {"id": 1, "colour": "red", "names": ["a"], "part": part, "parts": [part]}
    stored["clock"] = Clock(ClockMode.SHIFT, offset=3).to_json()
    return {**stored, **changes}


THING = Thing(
    1, Colour.RED, ("a",), Part(Colour.RED, ("b",)), (Part(Colour.RED, ("b",)),), Clock(ClockMode.SHIFT, offset=3)
)


def test_there_and_back() -> None:
    found = rows.read(Thing, row())
    assert found == THING
    assert isinstance(found.colour, Colour)
    assert rows.columns(THING) == row()


def test_what_is_null_stays_so() -> None:
    found = rows.read(Thing, row(colour=None, part=None))
    assert (found.colour, found.part) == (None, None)
    assert rows.columns(found) == row(colour=None, part=None)


def test_what_the_caller_makes() -> None:
    assert rows.read(Thing, row(other=3, names="x,y"), without=("other",), names=("x", "y")).names == ("x", "y")
    assert rows.columns(THING, without=("id", "clock"), names="a") == {
        name: value for name, value in row(names="a").items() if name not in ("id", "clock")
    }
