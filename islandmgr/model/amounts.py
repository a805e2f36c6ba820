"""Amounts that somebody may mean, and what was probably meant by others: memory, CPU, storage, times, counts. Pure.

`RANGES` is the one table, for blueprints, raw parts of Pods, arguments that end up in them, quotas and settings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

QUANTITY = re.compile(
    r"(?P<number>[0-9]{1,18}(\.[0-9]{0,9})?|\.[0-9]{1,9})(?P<suffix>m|k|[MGTPE]|[KMGTPE]i|[eE][0-9]{1,2}|)"
)
SCALE = {"": Decimal(1), "m": Decimal("0.001"), "k": Decimal(1000)}
SCALE |= {letter: Decimal(1000) ** power for power, letter in enumerate("MGTPE", 2)}
SCALE |= {f"{letter}i": Decimal(1024) ** power for power, letter in enumerate("KMGTPE", 1)}

MI, GI, TI = 2**20, 2**30, 2**40
HOUR, DAY = 3600, 86400


@dataclass(frozen=True)
class Range:
    """Less than `least` and more than `most` is refused; what is above `usual` is accepted with a word of warning."""

    unit: str
    least: Decimal | int
    usual: int
    most: int
    zero: str = ""  # what 0 would be, where it is refused
    or_zero: bool = False  # 0 is accepted too, though it is less than `least`


RANGES = {
    "memory": Range("bytes", 4 * MI, 512 * GI, 32 * TI, "no memory at all"),
    "cpu": Range("cores", Decimal("0.001"), 64, 256, "no CPU at all"),
    "storage": Range("bytes", MI, 4 * TI, 256 * TI, "no space at all"),
    "grace": Range("seconds", 1, 600, HOUR, "no time to hear SIGTERM"),
    "deadline": Range("seconds", 10, 90 * DAY, 365 * DAY, "no time at all"),
    "delay": Range("seconds", 0, 600, HOUR),
    "period": Range("seconds", 1, 300, HOUR, "no pause between two probes"),
    "timeout": Range("seconds", 1, 60, HOUR, "no time to answer"),
    "times": Range("times", 1, 120, 1000, "never"),
    "devices": Range("devices", 0, 16, 1024),
    "quota of memory": Range("bytes", 4 * MI, 64 * TI, 1024 * TI, or_zero=True),  # 0: nothing for anybody
    "quota of islands": Range("islands", 0, 10_000, 100_000),
}

GRACE = RANGES["grace"]


@dataclass(frozen=True)
class Doubt:
    """What is odd about an amount; `refused` when nobody can mean it."""

    reason: str
    refused: bool


def quantity(text: object) -> Decimal | None:
    """`1500Mi` or `500m` as a number, None when it is none."""
    match = QUANTITY.fullmatch(str(text))
    if match is None or isinstance(text, bool):
        return None
    suffix = match["suffix"]
    scale = SCALE[suffix] if suffix in SCALE else Decimal(10) ** int(suffix[1:])
    return Decimal(match["number"]) * scale


def kind_of(resource: str) -> str:
    """Which range counts for a resource of Kubernetes: `memory`, `hugepages-2Mi`, `nvidia.com/gpu`."""
    if resource in ("memory", "cpu"):
        return resource
    return "storage" if resource in ("storage", "ephemeral-storage") or resource.startswith("hugepages-") else "devices"


def doubt(kind: str, written: object, amount: Decimal | int | None = None) -> Doubt | None:
    """What is to be said about `amount` of a kind, written as `written`; None for what is usual."""
    known = RANGES[kind]
    value = Decimal(str(written)) if amount is None else Decimal(amount)
    if known.least <= value <= known.usual or (value == 0 and known.or_zero):
        return None
    if known.least <= value <= known.most:
        return Doubt(f"{written} is {shown(kind, value)}: few machines have so much; is it meant?", refused=False)
    if value == 0 and known.zero:
        return Doubt(f"{written} is {known.zero}; {accepted(kind)}", refused=True)
    meant = _meant(kind, str(written), value)
    advice = f"write {meant}" if meant else accepted(kind)
    said = shown(kind, value)
    more = "" if meant or not said.startswith(str(written)) else ", which nobody means"
    return Doubt(f"{written} is {said}{more}; {advice}", refused=True)


def refuse(kind: str, value: int) -> int:
    """The value itself. Raises ValueError, saying what is accepted, for one that nobody means."""
    found = doubt(kind, value)
    if found is not None and found.refused:
        raise ValueError(found.reason)
    return value


def doubt_of_time(kind: str, seconds: int) -> Doubt | None:
    """The same for times and counts, which have no suffixes."""
    known = RANGES[kind]
    if known.usual < seconds <= known.most:
        return Doubt(f"{seconds} {known.unit} is unusually {_much(kind)}; is it meant?", refused=False)
    if known.least <= seconds <= known.most or (seconds == 0 and known.zero):
        return doubt(kind, seconds)
    said = shown(kind, Decimal(seconds))
    same = (
        f"{seconds} is not accepted"
        if said.replace(",", "").startswith(str(seconds))
        else f"{seconds} {known.unit} is {said}"
    )
    return Doubt(f"{same}; {accepted(kind)}", refused=True)


def accepted(kind: str) -> str:
    """`accepted: 1 to 3600 seconds`."""
    known = RANGES[kind]
    if known.unit == "bytes":
        return f"accepted: {size(int(known.least))} to {size(known.most)}, like {_EXAMPLES[kind]}"
    if known.unit == "cores":
        return f"accepted: 1m to {known.most} cores, like 500m for half a core"
    return f"accepted: {known.least} to {known.most} {known.unit}"


_EXAMPLES = {"memory": "512Mi or 2Gi", "storage": "512Mi or 10Gi", "quota of memory": "64Gi"}


def shown(kind: str, value: Decimal) -> str:
    """An amount as people say it: `half a byte`, `2 hours`, `500 cores`."""
    unit = RANGES[kind].unit
    if unit == "bytes" and abs(value - Decimal("0.5")) < Decimal("0.05"):
        return "half a byte"
    if unit == "bytes" and value >= 10 * 1024:
        return f"{size(int(value))}B"
    if unit == "seconds" and abs(value) >= HOUR:
        days = abs(value) >= 2 * DAY
        return f"{_plain(value / (DAY if days else HOUR))} {'days' if days else 'hours'}"
    return f"{_plain(value)} {unit.removesuffix('s') if value == 1 else unit}"


def size(number: int) -> str:
    """Bytes as people write memory: `512Mi`, `1.5Gi`."""
    for unit, name in ((2**50, "Pi"), (TI, "Ti"), (GI, "Gi"), (MI, "Mi"), (2**10, "Ki")):
        if number >= unit:
            return f"{round(number / unit, 2):g}{name}"
    return str(number)


def _much(kind: str) -> str:
    return "many" if RANGES[kind].unit == "times" else "long"


def _plain(value: Decimal) -> str:
    return f"{float(value):,.6g}" if abs(value) < 10**6 else f"{float(value):,.0f}"


def _meant(kind: str, written: str, value: Decimal) -> str:
    """What somebody who wrote this probably wanted; empty when there is no telling."""
    match = QUANTITY.fullmatch(written)
    if match is None:
        return ""
    known, number, suffix = RANGES[kind], match["number"], match["suffix"]
    if known.unit == "cores" and value > known.most:
        meant, part = f"{number}m", Decimal(number) / 1000
        of_a_core = "half a core" if part == Decimal("0.5") else f"{_plain(part)} cores"
        return f"{meant} for {of_a_core}" if _fits(kind, meant) else ""
    if known.unit == "bytes" and value < known.least and suffix in ("", "m", "k", "Ki"):
        return next((f"{number}{unit}" for unit in ("Mi", "Gi") if _fits(kind, f"{number}{unit}")), "")
    return ""


def _fits(kind: str, text: str) -> bool:
    value = quantity(text)
    return value is not None and RANGES[kind].least <= value <= RANGES[kind].usual
