"""Who sees what: the processes of a server, as the clock library in each of them tells. Pure.

What a process shows is decided by the line that it read last, and it reads the clock only while it asks for the time.
So one that has not asked since a change is not wrong: it will show the new time when it asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

import faketime
from islandmgr.model.domain import Clock
from islandmgr.model.field_types import EpochSeconds, Example, Said
from islandmgr.model.messages import NOTHING, Message, all_of, as_message, declare

WRITING = 2.0  # seconds from the time that a new clock file bears until everybody finds it: fsync, then rename
RECENT = 2.0  # seconds within which a process that asks all the time has read a clock that steps each second


class Sees(StrEnum):
    """What time a process shows when it is asked."""

    WISHED = "wished"  # the wished one: it has read the line
    NOT_READ = "not_read"  # it has not read the clock since the change; the wished one when it does
    OLDER = "older"  # it has read the clock since the change, and goes by another line
    REAL = "real"  # real time: the library is not in it, or cannot read the clock


class Reach(StrEnum):
    """Why the library does not reach a process."""

    GO = "go"
    STATIC = "static"
    EMPTIED = "emptied"
    SETUID = "setuid"
    OTHER = "other"


STATIC = declare("clock.language_static", "a static program")
NO_LIBC = declare(
    "clock.no_libc", "this program does not read the clock through libc (%(language)s), so it sees real time: %(names)s"
)
EMPTIED = declare(
    "clock.emptied",
    "its environment was emptied before it started, so it has no library and sees real time: %(names)s",
)
SETUID = declare("clock.setuid", "a setuid program loads no library, so it sees real time: %(names)s")
UNLOADED = declare("clock.unloaded", "these run on real time, without the library: %(names)s")
OLDER = declare(
    "clock.older", "these have read the clock since the change, and still go by an older time: %(names)s (%(lines)s)"
)
PROCESS_UNREADABLE = declare(
    "clock.process_unreadable",
    "these cannot read the clock file, so they go by what they read last, or by real time: %(names)s",
)
PROCESS_NO_LINE = declare(
    "clock.process_no_line",
    "these find no time in the clock file, so they go by what they read last, or by real time: %(names)s",
)
PROCESS_PROBLEM = declare("clock.process_problem", "the clock library reports from %(names)s: %(what)s")


@dataclass(frozen=True)
class PodProblem:
    """Why the clock does not hold, as the in-Pod scripts or the library report it."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Process:
    """A living process below the server that has the library in its memory, as the library tells."""

    pid: int
    name: str
    line: str | None  # the line of the clock file that is in force there; None: none, so it shows real time
    read_at: float | None  # when it was last read: UTC epoch seconds of the node's clock
    asked: int = 0  # how often the program asked for the time so far
    problem: PodProblem | None = None


@dataclass(frozen=True)
class Unreached:
    """A living process below the server that the library does not reach."""

    pid: int
    name: str
    why: Reach


@dataclass(frozen=True)
class Sight:
    """What one process of the server sees."""

    pid: Annotated[int, "As the server's container counts"]
    name: Annotated[str, Example("redis-server")]
    sees: Sees
    line: Annotated[str | None, "The line of the clock file in force there", Example("+3600")] = None
    read_at: Annotated[EpochSeconds | None, "When it last read the clock, real time"] = None
    asked: Annotated[int | None, "How often it has asked for the time; null where that cannot be seen"] = None
    unreached: Annotated[Reach | None, "Why the clock library is not in it"] = None
    problem: Said = NOTHING


def sights(
    clock: Clock, real: float, changed_at: float | None, seen: Sequence[Process], unreached: Sequence[Unreached]
) -> tuple[Sight, ...]:
    """All processes in the order of their pids. `real` is when they were looked at and `changed_at` when the clock file
    was last written, both UTC epoch seconds of the node's clock."""
    found = [_sight(clock, real, changed_at, one) for one in seen]
    for one in unreached:
        words = unreached_words(one.why, _name(one))
        found.append(Sight(one.pid, one.name, Sees.REAL, unreached=one.why, problem=words))
    return tuple(sorted(found, key=lambda one: one.pid))


def faults(found: Sequence[Sight]) -> Message:
    """What is wrong with processes that have the library; NOTHING when they follow, or will."""
    older = [one for one in found if one.sees is Sees.OLDER and not one.problem]
    said = [OLDER(names=_names(older), lines=", ".join(sorted({one.line or "" for one in older})))] if older else []
    off = [one for one in found if one.sees in (Sees.OLDER, Sees.REAL) and one.unreached is None]
    return all_of([*said, *(as_message(one.problem) for one in off if one.problem)])


def why_unreached(names: str, unreached: Sequence[Unreached]) -> Message:
    """Of the processes `name(pid) name(pid) ...` that are the server itself: why the library does not reach them.
    NOTHING when none of them is among `unreached`."""
    main = set(names.split())
    by_reason: dict[Reach, list[str]] = {}
    for one in unreached:
        if _name(one) in main:
            by_reason.setdefault(one.why, []).append(_name(one))
    return all_of(unreached_words(why, " ".join(one)) for why, one in by_reason.items())


def unreached_words(why: Reach, names: str) -> Message:
    match why:
        case Reach.GO:
            return NO_LIBC(language="Go", names=names)
        case Reach.STATIC:
            return NO_LIBC(language=STATIC(), names=names)
        case Reach.EMPTIED:
            return EMPTIED(names=names)
        case Reach.SETUID:
            return SETUID(names=names)
        case Reach.OTHER:
            return UNLOADED(names=names)


def lines_around(clock: Clock, real: float) -> frozenset[str]:
    """The lines that this clock had, or is about to have, around a real time: who steps it may be late."""
    return frozenset(faketime.line(clock, real + late) for late in (-2, -1, 0, 1))


def _sight(clock: Clock, real: float, changed_at: float | None, one: Process) -> Sight:
    problem = _problem_of(one)
    sees = Sees.REAL if problem and one.line is None else _sees(clock, real, changed_at, one)
    return Sight(one.pid, one.name, sees, one.line, one.read_at, one.asked, None, problem)


def _sees(clock: Clock, real: float, changed_at: float | None, one: Process) -> Sees:
    if one.line is None or one.read_at is None:
        return Sees.NOT_READ
    current = faketime.stepping(clock) is None or one.read_at >= real - RECENT
    if current and one.line in lines_around(clock, one.read_at):
        return Sees.WISHED
    if changed_at is None or one.read_at < changed_at + WRITING:
        return Sees.NOT_READ
    return Sees.OLDER


def _problem_of(one: Process) -> Message:
    if one.problem is None:
        return NOTHING
    known = {"unreadable": PROCESS_UNREADABLE, "no_line": PROCESS_NO_LINE}
    if one.problem.code in known:
        return known[one.problem.code](names=_name(one))
    values = (f"{name}={value}" for name, value in one.problem.values.items())
    return PROCESS_PROBLEM(names=_name(one), what=as_message(" ".join((one.problem.code, *values))))


def _name(one: Process | Unreached | Sight) -> str:
    """As the in-Pod scripts write it."""
    return f"{one.name}({one.pid})"


def _names(of: Sequence[Sight]) -> str:
    return " ".join(map(_name, of))
