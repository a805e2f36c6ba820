"""What a measurement says: the clock is applied, or why not. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import faketime
from islandmgr.model.domain import Clock
from islandmgr.model.messages import NOTHING, Kind, Message, as_message, declare
from islandmgr.resources.clocks.rules import processes
from islandmgr.resources.clocks.rules.processes import PodProblem, Process, Sees, Sight, Unreached
from islandmgr.resources.clocks.rules.zone import ZoneSeen


class Cause(StrEnum):
    """Why an island does not show the time it should."""

    NOT_MEASURED = "not_measured"  # the Pod or the cluster did not answer
    NO_LIBRARY = "no_library"  # there is none, and the image brings none
    WRONG_LIBRARY = "wrong_library"  # none works in the image: musl and glibc, too old, another processor
    NOT_LOADED = "not_loaded"  # the server is a static or Go program, setuid, or clears its environment
    UNREADABLE = "unreadable"  # the server cannot read the clock file
    STALE = "stale"  # the library is in the server and does not follow the clock file
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
REACH_REFUSED = declare(
    "clock.reach_refused",
    "static programs cannot be given the clock here, and the server is one: %(program)s: %(said)s",
)
UNREADABLE = declare("clock.unreadable", "The server cannot read the clock file, so it sees real time")
CHANGED = declare("clock.changed", "Somebody wrote %(line)s into the clock file in the Pod")
OFF = declare("clock.off", "The island's time is off by %(seconds)s s")

_OF_POD: Mapping[str, tuple[Cause, Kind]] = {
    "not_running": (Cause.NOT_MEASURED, SERVER_NOT_RUNNING),
    "no_library": (Cause.NO_LIBRARY, NO_LIBRARY),
    "library_fails": (Cause.WRONG_LIBRARY, LIBRARY_FAILS),
    "library_ignored": (Cause.WRONG_LIBRARY, LIBRARY_IGNORED),
    "library_stops": (Cause.WRONG_LIBRARY, LIBRARY_STOPS),
    "unloaded": (Cause.NOT_LOADED, processes.UNLOADED),
    "reach_refused": (Cause.NOT_LOADED, REACH_REFUSED),
}
"""What the in-Pod scripts report (docs/in-pod.md): their codes, and what each means here."""

OLD_SENTENCE = "sentence"
"""The code of what a Pod says that started before its scripts reported codes. Such Pods live until their next start."""

_OLD_SENTENCES = {
    "these run on real time": Cause.NOT_LOADED,
    "no libfaketime": Cause.NO_LIBRARY,
    "the server does not run": Cause.NOT_MEASURED,
}


_OF_DATE = frozenset({"library_stops"})
"""What is wrong with the image's `date` alone, which no more than witnesses: it need not be true of the server."""


@dataclass(frozen=True)
class Measured:
    """What the library in the server's own processes tells, and what a program started beside them saw. Instants are
    UTC epoch seconds of the node's own clock."""

    fake: float | None  # None when the image's `date` does not run with the library
    real: float
    resolution: float  # seconds; 1 where the image's `date` knows no fractions
    loaded: bool  # the server itself has the library in its memory
    line: str | None  # what the clock file holds; None when the server cannot read it
    problem: PodProblem | None  # the start script's or the measuring's
    changed_at: float | None = None  # when the clock file was last written
    seen: tuple[Process, ...] | None = None  # None: a Pod whose library does not tell
    unreached: tuple[Unreached, ...] = ()
    zone: ZoneSeen | None = None  # None: a Pod that does not tell


@dataclass(frozen=True)
class Verdict:
    """`cause` is None, and `problem` empty, when the clock is applied."""

    cause: Cause | None = None
    problem: Message = NOTHING


APPLIED = Verdict()


def sights_of(clock: Clock, measured: Measured) -> tuple[Sight, ...]:
    """Who sees what; nobody where the Pod does not tell."""
    return processes.sights(clock, measured.real, measured.changed_at, measured.seen or (), measured.unreached)


def judge(clock: Clock, measured: Measured) -> Verdict:
    """Hold a measurement against what was wanted. What the server's own processes tell comes first."""
    found = sights_of(clock, measured)
    proved = any(one.sees is Sees.WISHED for one in found)
    if measured.problem and not (proved and measured.problem.code in _OF_DATE):
        return _judged_by_pod(measured.problem, measured.unreached)
    if measured.line is None:
        return Verdict(Cause.UNREADABLE, UNREADABLE())
    if not measured.loaded:
        return Verdict(Cause.NOT_LOADED, NOT_LOADED())
    off = error_ms(clock, measured)
    right = proved or (off is not None and faketime.is_applied(off, measured.resolution))
    changed = was_changed(clock, measured)
    fault = processes.faults(found)
    if right and not fault and not (proved and changed):
        return APPLIED
    if changed:
        return Verdict(Cause.CHANGED, CHANGED(line=repr(measured.line)))
    if fault:
        return Verdict(Cause.STALE, fault)
    return Verdict(Cause.OFF, OFF(seconds=f"{(off or 0) / 1000:+.1f}"))


def error_ms(clock: Clock, measured: Measured) -> float | None:
    """Milliseconds that the island is ahead of what it should show, negative when behind."""
    return None if measured.fake is None else faketime.compare(clock, measured.fake, measured.real)


def was_changed(clock: Clock, measured: Measured) -> bool:
    """Whether the clock file holds a line that this clock never had around the time of measuring."""
    if measured.line is None:
        return False
    return measured.line not in processes.lines_around(clock, measured.real)


def _judged_by_pod(problem: PodProblem, unreached: Sequence[Unreached]) -> Verdict:
    """What cannot be understood is shown as it came: a Pod may be newer than this manager."""
    if problem.code == "unloaded" and (why := processes.why_unreached(problem.values.get("names", ""), unreached)):
        return Verdict(Cause.NOT_LOADED, why)
    if problem.code == OLD_SENTENCE:
        text = problem.values.get("text", "")
        causes = (cause for begin, cause in _OLD_SENTENCES.items() if text.startswith(begin))
        return Verdict(next(causes, Cause.WRONG_LIBRARY), as_message(text))
    cause, kind = _OF_POD.get(problem.code, (Cause.WRONG_LIBRARY, None))
    if kind is not None and kind.names <= problem.values.keys():
        return Verdict(cause, kind(**{name: problem.values[name] for name in kind.names}))
    said = " ".join((problem.code, *(f"{name}={value}" for name, value in problem.values.items())))
    return Verdict(cause, as_message(said))
