"""What a scalar without quotes is: exactly what `kubectl` takes it for, so that one file means one thing everywhere.

`kubectl` reads YAML 1.1 as sigs.k8s.io/yaml does: `0644` is octal, `on` is true, `1e3` is 1000; dates and `12:30:45`
are texts. The table in tests/unit/pod_specs/test_yaml_scalars.py is what kubectl 1.32 answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Scalar = str | int | float | bool | None

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset("y Y yes Yes YES true True TRUE on On ON".split())  # noqa: SIM905
_FALSE = frozenset("n N no No NO false False FALSE off Off OFF".split())  # noqa: SIM905
_ENDLESS = re.compile(r"[+-]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_FIRST = frozenset("+-.0123456789")  # first characters of numbers
_BASES = (("0x", 16), ("0b", 2), ("0o", 8), ("0", 8))
_DIGITS = {2: "01", 8: "0-7", 10: "0-9", 16: "0-9a-fA-F"}
_WHOLE = {base: re.compile(rf"[{digits}]+") for base, digits in _DIGITS.items()}
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_LONGEST = 400  # characters of a number; more are a text
_EXACT = 2**53  # JSON has one kind of number: up to here `5.0` is 5


@dataclass(frozen=True)
class Odd:
    """A scalar that people take for the text they wrote, and YAML for something else: `0022`, `1.10`, `yes`."""

    written: str
    value: int | float | bool

    def __str__(self) -> str:
        read = str(self.value).lower() if isinstance(self.value, bool) else f"the number {self.value}"
        return f"{self.written} is read as {read}; put quotes round it if it is a text"


def resolve(text: str) -> Scalar:
    """The value of a plain scalar. Raises ValueError for what no JSON can hold: infinity, and what is no number."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if text[0] not in _FIRST or len(text) > _LONGEST:
        return text
    if _ENDLESS.fullmatch(text):
        raise ValueError(f"{text} is no number that can be used; put quotes round it if it is a text")
    bare = text.replace("_", "")
    whole = _whole(bare)
    return _fraction(bare, text) if whole is None else whole


def odd(text: str, value: Scalar) -> Odd | None:
    """What is to be said where a text was wanted; None for what stays as it was written."""
    if value is None or isinstance(value, str):
        return None
    same = text == ("true" if value else "false") if isinstance(value, bool) else text == repr(value)
    return None if same else Odd(text, value)


def _whole(bare: str) -> int | None:
    sign, digits = (bare[0], bare[1:]) if bare[:1] in ("+", "-") else ("", bare)
    base, rest = 10, digits
    for prefix, of_prefix in _BASES:
        if digits.lower().startswith(prefix) and len(digits) > len(prefix):
            base, rest = of_prefix, digits[len(prefix) :]
            break
    if not _WHOLE[base].fullmatch(rest):
        return None
    return -int(rest, base) if sign == "-" else int(rest, base)


def _fraction(bare: str, text: str) -> Scalar:
    if not _NUMBER.fullmatch(bare):
        return text
    number = float(bare)
    if number in (float("inf"), float("-inf")):
        return text
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number
