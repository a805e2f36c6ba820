"""What a measurement says: the clock is applied, or why not, in words and as a code. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import faketime
from islandmgr.model.domain import Clock


class Cause(StrEnum):
    """Why an island does not show the time it should."""

    NOT_MEASURED = "not_measured"  # the Pod or the cluster did not answer
    NO_LIBRARY = "no_library"  # there is none, and the image brings none
    WRONG_LIBRARY = "wrong_library"  # none works in the image: musl and glibc, too old, another processor
    NOT_LOADED = "not_loaded"  # the server is a static or Go program, setuid, or clears its environment
    UNREADABLE = "unreadable"  # the server cannot read the clock file
    CHANGED = "changed"  # somebody wrote another line into the Pod
    OFF = "off"  # the line is right, the time is not


@dataclass(frozen=True)
class Measured:
    """What a program started beside the server saw. Instants are UTC epoch seconds of the node's own clock."""

    fake: float | None  # None when the image's `date` does not run with the library
    real: float
    resolution: float  # seconds; 1 where the image's `date` knows no fractions
    loaded: bool  # the server itself has the library in its memory
    line: str | None  # what the clock file holds; None when the server cannot read it
    problem: str  # the start script's or the measuring's own words


@dataclass(frozen=True)
class Verdict:
    """`cause` is None when the clock is applied; `problem` is a sentence then empty."""

    cause: Cause | None = None
    problem: str = ""


APPLIED = Verdict()


def judge(clock: Clock, measured: Measured) -> Verdict:
    """Hold a measurement against what was wanted."""
    if measured.problem:
        return Verdict(_cause_of(measured.problem), measured.problem)
    if measured.line is None:
        return Verdict(Cause.UNREADABLE, "The server cannot read the clock file, so it sees real time")
    if not measured.loaded:
        return Verdict(Cause.NOT_LOADED, "The server runs without the clock library, so it sees real time")
    off = error_ms(clock, measured)
    if off is not None and faketime.is_applied(off, measured.resolution):
        return APPLIED
    if was_changed(clock, measured):
        return Verdict(Cause.CHANGED, f"Somebody wrote {measured.line!r} into the clock file in the Pod")
    return Verdict(Cause.OFF, f"The island's time is off by {(off or 0) / 1000:+.1f} s")


def error_ms(clock: Clock, measured: Measured) -> float | None:
    """Milliseconds that the island is ahead of what it should show, negative when behind."""
    return None if measured.fake is None else faketime.compare(clock, measured.fake, measured.real)


def was_changed(clock: Clock, measured: Measured) -> bool:
    """Whether the clock file holds a line that this clock never had around the time of measuring."""
    if measured.line is None:
        return False
    ours = {faketime.line(clock, measured.real + late) for late in (-2, -1, 0, 1)}
    return measured.line not in ours


def _cause_of(problem: str) -> Cause:
    """The in-Pod scripts speak in sentences (registration/library.sh, registration/measure.sh)."""
    if problem.startswith("these run on real time"):
        return Cause.NOT_LOADED
    if problem.startswith("no libfaketime"):
        return Cause.NO_LIBRARY
    if problem == "the server does not run":
        return Cause.NOT_MEASURED
    return Cause.WRONG_LIBRARY
