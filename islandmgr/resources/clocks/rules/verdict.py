"""What a measurement says: the clock is applied, or why not. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import faketime
from islandmgr.model.domain import Clock
from islandmgr.model.messages import NOTHING, Kind, Message, as_message, declare


class Cause(StrEnum):
    """Why an island does not show the time it should."""

    NOT_MEASURED = "not_measured"  # the Pod or the cluster did not answer
    NO_LIBRARY = "no_library"  # there is none, and the image brings none
    WRONG_LIBRARY = "wrong_library"  # none works in the image: musl and glibc, too old, another processor
    NOT_LOADED = "not_loaded"  # the server is a static or Go program, setuid, or clears its environment
    UNREADABLE = "unreadable"  # the server cannot read the clock file
    CHANGED = "changed"  # somebody wrote another line into the Pod
    OFF = "off"  # the line is right, the time is not


NOT_MEASURED = declare("clock.not_measured", "The clock could not be measured: %(why)s")
NO_POD = declare("clock.no_pod", "It takes the clock with its next start")
SERVER_NOT_RUNNING = declare("clock.server_not_running", "the server does not run")
NO_LIBRARY = declare("clock.no_library", "no libfaketime in %(folder)s")
LIBRARY_FAILS = declare("clock.library_fails", "%(library)s does not work in this image: %(said)s")
LIBRARY_IGNORED = declare(
    "clock.library_ignored",
    "%(library)s does not work in this image: %(program)s does not follow it, as it is a static program, or the "
    "library is for another system",
)
LIBRARY_STOPS = declare("clock.library_stops", "%(library)s does not work with %(program)s")
NOT_LOADED = declare("clock.not_loaded", "The server runs without the clock library, so it sees real time")
UNLOADED = declare("clock.unloaded", "these run on real time, without the library: %(names)s")
UNREADABLE = declare("clock.unreadable", "The server cannot read the clock file, so it sees real time")
CHANGED = declare("clock.changed", "Somebody wrote %(line)s into the clock file in the Pod")
OFF = declare("clock.off", "The island's time is off by %(seconds)s s")

_OF_POD: Mapping[str, tuple[Cause, Kind]] = {
    "not_running": (Cause.NOT_MEASURED, SERVER_NOT_RUNNING),
    "no_library": (Cause.NO_LIBRARY, NO_LIBRARY),
    "library_fails": (Cause.WRONG_LIBRARY, LIBRARY_FAILS),
    "library_ignored": (Cause.WRONG_LIBRARY, LIBRARY_IGNORED),
    "library_stops": (Cause.WRONG_LIBRARY, LIBRARY_STOPS),
    "unloaded": (Cause.NOT_LOADED, UNLOADED),
}
"""What the in-Pod scripts report (docs/in-pod.md): their codes, and what each means here."""

OLD_SENTENCE = "sentence"
"""The code of what a Pod says that started before its scripts reported codes. Such Pods live until their next start."""

_OLD_SENTENCES = {
    "these run on real time": Cause.NOT_LOADED,
    "no libfaketime": Cause.NO_LIBRARY,
    "the server does not run": Cause.NOT_MEASURED,
}


@dataclass(frozen=True)
class PodProblem:
    """Why the clock does not hold, as the in-Pod scripts report it."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """What a program started beside the server saw. Instants are UTC epoch seconds of the node's own clock."""

    fake: float | None  # None when the image's `date` does not run with the library
    real: float
    resolution: float  # seconds; 1 where the image's `date` knows no fractions
    loaded: bool  # the server itself has the library in its memory
    line: str | None  # what the clock file holds; None when the server cannot read it
    problem: PodProblem | None  # the start script's or the measuring's


@dataclass(frozen=True)
class Verdict:
    """`cause` is None, and `problem` empty, when the clock is applied."""

    cause: Cause | None = None
    problem: Message = NOTHING


APPLIED = Verdict()


def judge(clock: Clock, measured: Measured) -> Verdict:
    """Hold a measurement against what was wanted."""
    if measured.problem:
        return _judged_by_pod(measured.problem)
    if measured.line is None:
        return Verdict(Cause.UNREADABLE, UNREADABLE())
    if not measured.loaded:
        return Verdict(Cause.NOT_LOADED, NOT_LOADED())
    off = error_ms(clock, measured)
    if off is not None and faketime.is_applied(off, measured.resolution):
        return APPLIED
    if was_changed(clock, measured):
        return Verdict(Cause.CHANGED, CHANGED(line=repr(measured.line)))
    return Verdict(Cause.OFF, OFF(seconds=f"{(off or 0) / 1000:+.1f}"))


def error_ms(clock: Clock, measured: Measured) -> float | None:
    """Milliseconds that the island is ahead of what it should show, negative when behind."""
    return None if measured.fake is None else faketime.compare(clock, measured.fake, measured.real)


def was_changed(clock: Clock, measured: Measured) -> bool:
    """Whether the clock file holds a line that this clock never had around the time of measuring."""
    if measured.line is None:
        return False
    ours = {faketime.line(clock, measured.real + late) for late in (-2, -1, 0, 1)}
    return measured.line not in ours


def _judged_by_pod(problem: PodProblem) -> Verdict:
    """What cannot be understood is shown as it came: a Pod may be newer than this manager."""
    if problem.code == OLD_SENTENCE:
        text = problem.values.get("text", "")
        causes = (cause for begin, cause in _OLD_SENTENCES.items() if text.startswith(begin))
        return Verdict(next(causes, Cause.WRONG_LIBRARY), as_message(text))
    cause, kind = _OF_POD.get(problem.code, (Cause.WRONG_LIBRARY, None))
    if kind is not None and kind.names <= problem.values.keys():
        return Verdict(cause, kind(**{name: problem.values[name] for name in kind.names}))
    said = " ".join((problem.code, *(f"{name}={value}" for name, value in problem.values.items())))
    return Verdict(cause, as_message(said))
