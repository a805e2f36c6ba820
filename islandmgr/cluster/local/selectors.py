"""Kubernetes label selectors (`branch=dev,rack in (a,b),!old`). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from islandmgr.errors import Invalid

Labels = Mapping[str, str]
Test = Callable[[Labels], bool]

ACCEPTED = (
    "requirements separated by commas, each one of: key=value, key!=value, key in (a,b), key notin (a,b), key, !key"
)

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?"
_KEY = re.compile(rf"(?:[a-z0-9](?:[a-z0-9.-]{{0,251}}[a-z0-9])?/)?{_NAME}")
_VALUE = re.compile(rf"(?:{_NAME})?")
_SPLIT = re.compile(r",(?![^(]*\))")
_SET = re.compile(r"(?P<key>\S+)\s+(?P<verb>in|notin)\s*\((?P<values>[^()]*)\)")
_EQUAL = re.compile(r"(?P<key>[^=!\s]+)\s*(?P<verb>==|=|!=)\s*(?P<value>[^=!\s]*)")


def parse(selector: str) -> Test:
    """A test for labels; an empty selector takes everything. Raises Invalid, quoting what is wrong."""
    if not selector.strip():
        return lambda _labels: True
    tests = [_requirement(part.strip(), selector) for part in _SPLIT.split(selector)]
    return lambda labels: all(test(labels) for test in tests)


def check_label(key: str, value: str | None) -> None:
    """Raises Invalid for what Kubernetes would refuse as a label. A value of None stands for removal."""
    if not _KEY.fullmatch(key):
        raise Invalid(
            f"{key!r} is not a label key; accepted: up to 63 letters, digits, - _ . with an optional DNS prefix/"
        )
    if value is not None and not _VALUE.fullmatch(value):
        raise Invalid(
            f"{value!r} is not a label value; accepted: up to 63 letters, digits, - _ . between two letters or digits"
        )


def _requirement(text: str, selector: str) -> Test:
    if found := _SET.fullmatch(text):
        values = {_value(value.strip(), selector) for value in found["values"].split(",")}
        return _test(_key(found["key"], selector), values, wanted=found["verb"] == "in")
    if found := _EQUAL.fullmatch(text):
        return _test(_key(found["key"], selector), {_value(found["value"], selector)}, wanted=found["verb"] != "!=")
    absent = text.startswith("!")
    key = _key(text.removeprefix("!").strip(), selector)
    return lambda labels: (key in labels) != absent


def _test(key: str, values: set[str], *, wanted: bool) -> Test:
    """As in Kubernetes, `!=` and `notin` take labels that lack the key."""
    return lambda labels: (labels.get(key) in values) == wanted


def _key(text: str, selector: str) -> str:
    if not _KEY.fullmatch(text):
        raise Invalid(f"{selector!r} is not a label selector: {text!r} is not a label key; accepted: {ACCEPTED}")
    return text


def _value(text: str, selector: str) -> str:
    if not _VALUE.fullmatch(text):
        raise Invalid(f"{selector!r} is not a label selector: {text!r} is not a label value; accepted: {ACCEPTED}")
    return text
