"""The clock file, which libfaketime reads inside the server: one line, replaced whole or not at all.

Two forms exist. `[+-]digits` runs with that offset in seconds, `digits` stands still at that UTC second. Any other
content, even for an instant, makes libfaketime end the server: hence validate, write beside, rename.

A clock with a rate is made here by stepping the offset. libfaketime takes up a new line at whole seconds of real time,
so each step is written at a half second, by the numbers that came with the order. They are kept in a file too, so that
they survive this program, and the steps go on while the manager is away.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sidecar.files import opened_file, opened_folder, remove, replace

HIGHEST_GAIN = 59  # a rate of 60
MOST = 9_999_999_999  # ten digits

LINE, PLAN = "rc", "plan"
_FORMS = re.compile(r"[+-]?[0-9]{1,10}", re.ASCII)
_CONTENT = re.compile(r"([+-]?[0-9]{1,10})\n?", re.ASCII)
_READ_AT_MOST = 256  # bytes; our own files are far smaller
_ACCEPTED = '{"line": "+3600"} and {"line": "+3600", "steps": {"first": 1790000000.5, "offset": 3600, "gain": 9}}'


class Refused(ValueError):
    """An order that is not carried out; the words quote the value and say what is accepted."""


class Steps(NamedTuple):
    """How an offset changes: at real time `first + k` (UTC epoch seconds, x.5) it becomes `offset + k * gain`.

    A gain of 0 is one change at an agreed instant, which lets many islands change as one.
    """

    first: float
    offset: int
    gain: int

    def line(self, now: float) -> str | None:
        """The line from the last step at or before `now` on; None before the first."""
        if now < self.first:
            return None
        return f"{min(self.offset + math.floor(now - self.first) * self.gain, MOST):+d}"


class Order(NamedTuple):
    """The line to write now, and the steps that follow it."""

    line: str
    steps: Steps | None = None


def parse_order(text: bytes) -> Order:
    """Read one of the two forms of an order. Raises Refused.

    Only the form is looked at: which times an island may show is decided where it is asked for, and a clock that runs
    on past its bounds must not stop to run.
    """
    try:
        order = json.loads(text)
    except (ValueError, RecursionError):
        order = None
    if isinstance(order, dict) and isinstance(order.get("line"), str) and set(order) <= {"line", "steps"}:
        return Order(check_line(order["line"]), parse_steps(order["steps"]) if "steps" in order else None)
    raise Refused(f"the order is {text[:200]!r}; accepted are {_ACCEPTED}")


def parse_steps(steps: object) -> Steps:
    """Raises Refused unless `first` is a time, `offset` has at most ten digits and `gain` is 0 to 59."""
    if isinstance(steps, dict) and set(steps) == set(Steps._fields):
        first, offset, gain = steps["first"], steps["offset"], steps["gain"]
        whole = type(offset) is int and type(gain) is int and type(first) in (int, float)
        if whole and 0 <= first <= MOST and abs(offset) <= MOST and 0 <= gain <= HIGHEST_GAIN:
            return Steps(float(first), offset, gain)
    raise Refused(
        f"the steps are {json.dumps(steps)[:200]}; accepted are first (UTC epoch seconds), offset (up to ten digits) "
        f"and gain (0 to {HIGHEST_GAIN})"
    )


def check_line(line: str) -> str:
    """Return the line if libfaketime can read it. Raises Refused."""
    if _FORMS.fullmatch(line):
        return line
    raise Refused(
        f"the clock line is {line[:200]!r}; accepted are +SECONDS, -SECONDS and a UTC second, up to 10 digits"
    )


class ClockFile:
    """The clock folder of one island. Every writer holds a lock on the folder, so orders and steps cannot cross."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def obey(self, order: Order) -> dict[str, Any]:
        """Carry out an order; the last one wins. Returns the line and the real time at which it was in place.

        Raises OSError (a full disk, for instance): the clock goes on as before.
        """
        with self._locked() as folder:
            line = order.line
            if order.steps is not None:
                line = order.steps.line(time.time()) or line
                # The plan goes first: if this program dies before the line is written, the next step writes it.
                _write(folder, PLAN, json.dumps(order.steps._asdict()))
                _write(folder, LINE, line)
            else:
                _write(folder, LINE, line)
                remove(PLAN, folder)
            return {"line": line, "real": time.time()}

    def step(self, now: float) -> None:
        """Write the next line of a clock with a rate; does nothing for others. Raises OSError."""
        if not os.path.lexists(f"{self._folder}/{PLAN}"):
            return
        with self._locked() as folder:
            steps = _plan(folder)
            if steps is not None:
                _step(folder, steps, now)

    def describe(self) -> dict[str, Any]:
        """What the folder says: `{"line": ...}` or `{"steps": {...}}`, or a null line and a `problem` in words."""
        try:
            with opened_folder(self._folder) as folder:
                steps = _plan(folder)
                content = _read(folder, LINE).decode("ascii", "replace")
        except OSError as error:
            return {"line": None, "problem": f"the clock file cannot be read: {error}"}
        match = _CONTENT.fullmatch(content)
        if match is None:
            return {"line": None, "problem": f"the clock file holds {content!r}"}
        return {"line": match[1]} if steps is None else {"steps": steps._asdict()}

    @contextmanager
    def _locked(self) -> Iterator[int]:
        with opened_folder(self._folder) as folder:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield folder


def _step(folder: int, steps: Steps, now: float) -> None:
    line = steps.line(now)
    if line is None:
        return
    if _read(folder, LINE) != f"{line}\n".encode("ascii"):
        _write(folder, LINE, line)
    if steps.gain == 0:
        remove(PLAN, folder)


def _plan(folder: int) -> Steps | None:
    try:
        return parse_steps(json.loads(_read(folder, PLAN)))
    except (FileNotFoundError, ValueError):
        return None


def _read(folder: int, name: str) -> bytes:
    with opened_file(name, folder=folder) as file:
        return os.read(file, _READ_AT_MOST)


def _write(folder: int, name: str, text: str) -> None:
    replace(name, folder, f"{text}\n".encode("ascii"))
