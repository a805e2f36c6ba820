"""Kubernetes label selectors (`branch=dev,rack in (a,b),!old`). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from islandmgr.model import labels
from islandmgr.model.errors import Invalid

Labels = Mapping[str, str]
Test = Callable[[Labels], bool]

ACCEPTED = (
    "requirements separated by commas, each one of: key=value, key!=value, key in (a,b), key notin (a,b), key, !key"
)

_SPLIT = re.compile(r",(?![^(]*\))")
_SET = re.compile(r"(?P<key>\S+)\s+(?P<verb>in|notin)\s*\((?P<values>[^()]*)\)")
_EQUAL = re.compile(r"(?P<key>[^=!\s]+)\s*(?P<verb>==|=|!=)\s*(?P<value>[^=!\s]*)")


def parse(selector: str) -> Test:
    """A test for labels; an empty selector takes everything. Raises Invalid, quoting what is wrong."""
    if not selector.strip():
        return lambda _labels: True
    tests = [_requirement(part.strip(), selector) for part in _SPLIT.split(selector)]
    return lambda given: all(test(given) for test in tests)


def _requirement(text: str, selector: str) -> Test:
    if found := _SET.fullmatch(text):
        values = {_value(value.strip(), selector) for value in found["values"].split(",")}
        return _test(_key(found["key"], selector), values, wanted=found["verb"] == "in")
    if found := _EQUAL.fullmatch(text):
        return _test(_key(found["key"], selector), {_value(found["value"], selector)}, wanted=found["verb"] != "!=")
    absent = text.startswith("!")
    key = _key(text.removeprefix("!").strip(), selector)
    return lambda given: (key in given) != absent


def _test(key: str, values: set[str], *, wanted: bool) -> Test:
    """As in Kubernetes, `!=` and `notin` take labels that lack the key."""
    return lambda given: (given.get(key) in values) == wanted


def _key(text: str, selector: str) -> str:
    if not labels.is_key(text):
        raise Invalid(f"{selector!r} is not a label selector: {text!r} is not a label key; accepted: {ACCEPTED}")
    return text


def _value(text: str, selector: str) -> str:
    if not labels.is_value(text):
        raise Invalid(f"{selector!r} is not a label selector: {text!r} is not a label value; accepted: {ACCEPTED}")
    return text
