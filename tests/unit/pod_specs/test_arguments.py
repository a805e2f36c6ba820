"""Start arguments: what is accepted comes back with its type; the rest is refused with the value quoted."""

from __future__ import annotations

from typing import Any

import pytest

from islandmgr.model.errors import Invalid
from pod_specs.arguments import Argument, check_args

KNOWN = {
    "seconds": Argument(type="int", min=0, max=60),
    "count": Argument(type="int", default=3),
    "offset": Argument(type="int"),
    "low": Argument(type="int", min=5),
    "high": Argument(type="int", max=5),
    "fast": Argument(type="bool", default=False),
    "mode": Argument(type="choice", choices=("easy", "hard"), default="easy"),
    "motto": Argument(type="str", max_length=10),
    "code": Argument(type="str", pattern="[A-Z]{3}"),
}
DEFAULTS = {"count": 3, "fast": False, "mode": "easy"}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({}, {}),
        ({"seconds": 60}, {"seconds": 60}),
        ({"seconds": "0"}, {"seconds": 0}),
        ({"offset": "-7"}, {"offset": -7}),
        ({"count": None}, {}),
        ({"fast": True}, {"fast": True}),
        ({"fast": "Yes"}, {"fast": True}),
        ({"fast": "0"}, {"fast": False}),
        ({"mode": "hard"}, {"mode": "hard"}),
        ({"motto": "日本語 \"'{{"}, {"motto": "日本語 \"'{{"}),
        ({"motto": ""}, {"motto": ""}),
        ({"code": "ABC"}, {"code": "ABC"}),
    ],
)
def test_good_ones_come_back_with_their_type(given: dict[str, Any], value: dict[str, Any]) -> None:
    assert check_args(KNOWN, given) == DEFAULTS | value


@pytest.mark.parametrize(
    ("name", "bad", "accepted"),
    [
        ("seconds", 61, "61 is not a whole number from 0 to 60"),
        ("seconds", -1, "-1 is not a whole number from 0 to 60"),
        ("low", 4, "4 is not a whole number of 5 or more"),
        ("high", "6", "6 is not a whole number of 5 or less"),
        ("seconds", "5s", "'5s' is not a whole number"),
        ("seconds", "", "'' is not a whole number"),
        ("seconds", "٣", "'٣' is not a whole number"),
        ("seconds", 5.0, "5.0 is not a whole number"),
        ("seconds", True, "True is not a whole number"),
        ("seconds", "9" * 30, "is not a whole number"),
        ("seconds", [5], r"\[5\] is not a whole number"),
        ("fast", "maybe", "'maybe' is not true or false"),
        ("fast", 1, "1 is not true or false"),
        ("mode", "HARD", "'HARD' is not one of easy, hard"),
        ("mode", ["easy"], "is not one of easy, hard"),
        ("motto", "a" * 11, "'aaaaaaaaaaa' is not a text of up to 10 characters"),
        ("motto", "a\nb", "is not a text of up to 10 characters, without line breaks"),
        ("motto", "a\0b", "is not a text"),
        ("motto", "\udc80", "is not a text"),
        ("motto", 5, "5 is not a text"),
        ("code", "abc", r"'abc' is not a text of up to 1000 characters of the form \[A-Z\]\{3\}"),
        ("code", "ABCD", "'ABCD' is not a text"),
    ],
)
def test_bad_ones_are_quoted_with_what_is_accepted(name: str, bad: Any, accepted: str) -> None:
    with pytest.raises(Invalid, match=f"argument {name}: .*{accepted}"):
        check_args(KNOWN, {name: bad})


def test_unknown_ones_are_refused_with_the_nearest_name() -> None:
    with pytest.raises(Invalid, match="unknown argument 'secnods'; did you mean seconds"):
        check_args(KNOWN, {"secnods": 1})
    with pytest.raises(Invalid, match="unknown argument 'x'; there are none here"):
        check_args({}, {"x": 1})


def test_required_ones_must_be_given() -> None:
    with pytest.raises(Invalid, match="argument realm must be given: a whole number of 1 or more"):
        check_args({"realm": Argument(type="int", min=1, required=True)}, {})
