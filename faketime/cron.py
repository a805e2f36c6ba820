"""The five fields of a cron expression: `minute hour day-of-month month day-of-week`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

_PART = re.compile(r"(?:\*|(?P<first>[0-9a-z]{1,3})(?:-(?P<last>[0-9a-z]{1,3}))?)(?:/(?P<step>[0-9]{1,2}))?")


@dataclass(frozen=True)
class Cron:
    """The values that each field allows."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # 0 is Monday, as in `datetime`; in the text 0 and 7 are Sunday
    either: bool  # both days are restricted: one of the two is enough, as in every cron


def parse(text: str) -> Cron:
    """Raises ValueError that names the field at fault."""
    fields = text.lower().split()
    if len(fields) != 5:
        raise ValueError(f"a cron expression has 5 fields, not {len(fields)}")
    minute, hour, day, month, weekday = fields
    return Cron(
        minutes=_values("minute", minute, 0, 59),
        hours=_values("hour", hour, 0, 23),
        days=_values("day of the month", day, 1, 31),
        months=_values("month", month, 1, 12, _MONTHS),
        weekdays=frozenset((number - 1) % 7 for number in _values("day of the week", weekday, 0, 7, _WEEKDAYS)),
        either=not day.startswith("*") and not weekday.startswith("*"),
    )


def _values(what: str, field: str, low: int, high: int, names: tuple[str, ...] = ()) -> frozenset[int]:
    values: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if not match:
            raise ValueError(f"{part} is no {what}")
        first, last, step = match["first"], match["last"], int(match["step"] or 1)
        if match["step"] and first and not last:
            raise ValueError(f"{part} is no {what}: a step needs a range, as {first}-{high}/{step}")
        start, end = low, high
        if first:
            start = _number(what, first, low, high, names)
            end = _number(what, last, low, high, names) if last else start
        if start > end or step == 0:
            raise ValueError(f"{part} is no {what}: there is nothing in it")
        values.update(range(start, end + 1, step))
    return frozenset(values)


def _number(what: str, text: str, low: int, high: int, names: tuple[str, ...]) -> int:
    if text in names:
        return names.index(text) + low
    if not text.isdecimal() or not low <= int(text) <= high:
        raise ValueError(f"{text} is no {what}: {low} to {high}" + (f" or {names[0]} to {names[-1]}" if names else ""))
    return int(text)
