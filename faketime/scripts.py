"""Scripts: a short list of steps that a service carries out, one `advance` at a time.

A `Run` is all there is to know about a script on one island. It is plain data for a row of a table: whoever finds it
there, also after the death of the one before, calls `advance` when `wake_at` has come, and stores what comes back
together with the clock in one transaction.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Annotated, Any

from islandmgr.model.domain import Clock, ClockMode
from islandmgr.model.errors import Invalid
from islandmgr.model.field_types import EpochSeconds, Said
from islandmgr.model.instants import latest
from islandmgr.model.messages import Message, as_message

from . import messages
from . import moments as named
from . import steps as step_texts
from .lines import island_time, stepping
from .requests import ask, moved_by
from .steps import STEP_FORMS, Ask, Move, Return, Step, Surroundings, Until, Wait
from .text import quote, refuse

MOST_STEPS = 50


class RunState(StrEnum):
    """Where a run is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # a step could not be done; `problem` says why, the clock stays as it is
    STOPPED = "stopped"  # by a person; the clock stays as it is


@dataclass(frozen=True)
class Run:
    """A script on one island. Instants are real UTC epoch seconds."""

    steps: tuple[str, ...]
    zone: str  # the island's, IANA
    moments: Mapping[str, Any]  # the blueprint's when the run began: name to text, or to `at` and `zone`
    before: Annotated[Clock, "What `return` goes back to"]
    clock: Clock  # as the run left it; who lets others change the clock meanwhile puts theirs here
    position: Annotated[int, "How many steps are done; while it waits, the step of that index is the one"] = 0
    # None: to `advance` at once, or never when the state is not `running`
    wake_at: Annotated[EpochSeconds | None, "When it goes on, in real time"] = None
    state: RunState = RunState.RUNNING
    problem: Annotated[Said, "Why it failed, or who stopped it"] = ""
    waits_since: float | None = None  # when the wait began that `wake_at` ends

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "before": self.before.to_json(),
            "clock": self.clock.to_json(),
            "problem": as_message(self.problem).to_json() if self.problem else "",
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Run:
        changed = {
            "steps": tuple(data["steps"]),
            "before": Clock.from_json(data["before"]),
            "clock": Clock.from_json(data["clock"]),
            "state": RunState(data["state"]),
            "problem": _problem(data["problem"]),
        }
        return cls(**{**data, **changed})


def parse(value: Any, zone: str, moments: Mapping[str, Any], clock: Clock) -> tuple[str, ...]:
    """The steps of a script, checked: a list of texts, or one text with a step a line.

    `zone` and `moments` are the island's, `clock` is what it starts from; `REAL_TIME` when saving a script. Raises
    Invalid, which names the step at fault.
    """
    lines = value.split("\n") if isinstance(value, str) and len(value) <= 10_000 else value
    if not isinstance(lines, Sequence) or isinstance(lines, str):
        refuse(messages.NO_STEPS(), value, STEP_FORMS)
    texts = [line.strip() if isinstance(line, str) else line for line in lines]
    texts = [text for text in texts if text != ""]
    if not 1 <= len(texts) <= MOST_STEPS:
        raise Invalid(messages.STEPS_OUT_OF_RANGE(most=MOST_STEPS, n=len(texts)), accepted=list(STEP_FORMS))
    _check(texts, _around(zone, moments), clock)
    return tuple(texts)


def start(value: Any, zone: str, moments: Mapping[str, Any], clock: Clock) -> Run:
    """A run of a script on an island that has `clock`; `advance` it at once. Raises Invalid, as `parse` does."""
    return Run(parse(value, zone, moments, clock), zone, dict(moments), before=clock, clock=clock)


def stop(run: Run) -> Run:
    """The same run, ended by a person."""
    return replace(run, state=RunState.STOPPED, wake_at=None) if run.state is RunState.RUNNING else run


def advance(run: Run, now: float) -> tuple[Run, Clock | None]:
    """Do all that is due at real time `now`: the run after it, with its `wake_at`, and the new clock if it changes.

    Several changes without a wait between them come as one. Who is late loses nothing: the next step begins now, not
    when it should have begun. A wait that began in the future, before the clock was set back, begins anew. Raises
    nothing: a step that cannot be done ends the run as `failed`.
    """
    begun = run.clock
    if (run.waits_since or 0.0) > latest(now):
        run = replace(run, wake_at=None, waits_since=None)
    try:
        around = _around(run.zone, run.moments)
        while run.state is RunState.RUNNING and (run.wake_at is None or run.wake_at <= now):
            run = _step(run, now, around)
            if run.position == len(run.steps):
                run = replace(run, state=RunState.DONE)
    except Invalid as error:
        run = replace(run, state=RunState.FAILED, wake_at=None, problem=_at_step(run.position, run.steps, error))
    return run, run.clock if run.clock != begun else None


def is_due(run: Run, now: float) -> bool:
    """Whether `advance` has something to do."""
    over = (run.wake_at or 0.0) <= now or (run.waits_since or 0.0) > latest(now)
    return run.state is RunState.RUNNING and over


def _problem(stored: Any) -> Message:
    """It was a sentence once, and still is empty for none."""
    return as_message(stored) if isinstance(stored, str) else Message.from_json(stored)


def _step(run: Run, now: float, around: Surroundings) -> Run:
    """Do the step at `position`, or begin to wait in it, or end that wait."""
    following = replace(run, position=run.position + 1, wake_at=None, waits_since=None)
    if run.wake_at is not None:
        return following
    step = step_texts.parse(run.steps[run.position], around)
    if isinstance(step, Wait | Until):
        wake_at = _wake_at(step, run, now)
        return replace(run, wake_at=wake_at, waits_since=now) if wake_at > now else following
    return replace(following, clock=_change(step, run, now, around))


def _change(step: Ask | Move | Return, run: Run, now: float, around: Surroundings) -> Clock:
    if isinstance(step, Ask):
        return ask(step.body, run.clock, now, run.zone, around.moments)
    return moved_by(run.clock, step.seconds, now) if isinstance(step, Move) else run.before


def _wake_at(step: Wait | Until, run: Run, now: float) -> float:
    if isinstance(step, Wait) and not step.island:
        return now + step.seconds
    shows = island_time(run.clock, now)
    target = shows + step.seconds if isinstance(step, Wait) else step_texts.until(step, shows, run.zone)
    if run.clock.frozen_at is not None and target > shows:
        raise Invalid(messages.STANDS_STILL())
    reached = now + (target - shows) / (run.clock.rate if run.clock.real_anchor is not None else 1)
    # A rate is made in steps that show from whole seconds on: only then has the island really got there.
    return math.ceil(reached) + 0.5 if stepping(run.clock) and reached > now else reached


def _check(texts: Sequence[Any], around: Surroundings, clock: Clock) -> None:
    still = clock.frozen_at is not None
    for position, text in enumerate(texts):
        try:
            still = _stands_still_after(step_texts.parse(text, around), still, clock)
        except Invalid as error:
            raise Invalid(_at_step(position, texts, error), **error.details, step=position + 1) from error


def _stands_still_after(step: Step, still: bool, before: Clock) -> bool:
    """Whether time stands after `step`. Raises Invalid for a wait that never ends."""
    if isinstance(step, Ask):
        return bool(step.body["mode"] == ClockMode.FREEZE)
    if isinstance(step, Return):
        return before.frozen_at is not None
    if still and (isinstance(step, Until) or (isinstance(step, Wait) and step.island)):
        raise Invalid(messages.WAITS_FOR_EVER())
    return still


def _at_step(position: int, texts: Sequence[Any], error: Invalid) -> Message:
    return messages.AT_STEP(n=position + 1, step=quote(texts[position]), problem=error.message)


def _around(zone: str, moments: Mapping[str, Any]) -> Surroundings:
    return Surroundings(zone, {name: named.parse(name, value) for name, value in moments.items()})
