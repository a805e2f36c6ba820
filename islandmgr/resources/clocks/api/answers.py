"""What the calls about clocks answer: reports, groups, scripts and their runs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from faketime.effects import Warned
from islandmgr.model.domain import State
from islandmgr.resources.clocks.service.groups import GroupReport
from islandmgr.resources.clocks.service.verbs import ClockReport, Preview
from islandmgr.resources.clocks.shared.answers import clock
from islandmgr.resources.clocks.store.changes import ClockChange
from islandmgr.resources.clocks.store.runs import ClockRun
from islandmgr.resources.clocks.store.scripts import Script
from islandmgr.web.api.answers import MessageCode, MessageValues
from islandmgr.web.api.derived import Derived, Made
from islandmgr.web.serialization import Json, moment
from islandmgr.web.wording import told


class Measured(BaseModel):
    fake: datetime = Field(description="What the server showed")
    real: datetime = Field(description="Real time at that moment")


class Member(BaseModel):
    id: int
    name: str
    state: State
    applied: bool | None
    problem: str
    problem_code: MessageCode
    problem_values: MessageValues
    measured: Measured | None
    error_ms: float | None


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)


def _measured(fake: float | None, real: float) -> Json | None:
    """What a server showed at a real instant, both UTC epoch seconds."""
    return None if fake is None else {"fake": moment(fake), "real": moment(real)}


def _members(it: GroupReport) -> list[Json]:
    outcomes = {one.island.id: one for one in it.outcomes}
    found = []
    for one in it.members:
        outcome = outcomes.get(one.id)
        seen = outcome.measured if outcome else None
        found.append(
            {
                "id": one.id,
                "name": one.name,
                "state": one.state,
                "applied": one.clock_applied,
                **told("problem", one.clock_problem),
                "measured": _measured(seen.fake, seen.real) if seen else None,
                "error_ms": _rounded(outcome.error_ms) if outcome and seen else None,
            }
        )
    return found


_SCRIPT = Annotated[str | None, "Name of the script that did it"]

change = Derived(
    ClockChange,
    without=("island_id", "clock_group"),
    renamed={"run_id": "run"},
    parts=(clock,),
    group=Made(Annotated[str | None, "When the whole group was changed"], lambda it: it.clock_group or None),
    script=Made(_SCRIPT, lambda it: it.script or None),
    run=Made(Annotated[int | None, "The script's run"], lambda it: it.run_id),
    measured=Made(
        Measured | None, lambda it: _measured(it.measured["fake"], it.measured["real"]) if it.measured else None
    ),
    error_ms=Made(float | None, lambda it: _rounded(it.measured["error_ms"]) if it.measured else None),
)

script = Derived(
    Script, blueprint=Made(Annotated[str | None, "null when it is for all"], lambda it: it.blueprint or None)
)
ScriptPage = script.page("ScriptPage")

run = Derived(
    ClockRun,
    "Run",
    flat=("run",),
    without=("run.zone", "run.moments", "run.waits_since", "clock_group"),
    renamed={"position": "step", "island_id": "island"},
    parts=(clock,),
    script=Made(Annotated[str | None, "null when its steps came with the wish"], lambda it: it.script or None),
    group=Made(str | None, lambda it: it.clock_group or None),
)
RunPage = run.page("RunPage")

report = Derived(
    ClockReport,
    without=("island",),
    parts=(clock, change, run),
    measured=Made(
        Annotated[Measured | None, "null while nobody could measure"],
        lambda it: _measured(it.measured.fake, it.measured.real) if it.measured else None,
    ),
    error_ms=Made(Annotated[float | None, "Measured minus wanted, milliseconds"], lambda it: _rounded(it.error_ms)),
    group=Made(Annotated[str | None, "The group whose time it shares"], lambda it: it.island.clock_group or None),
)

preview = Derived(
    Preview,
    without=("jump",),
    parts=(clock, Derived(Warned, "EffectAnswer")),
    jump_seconds=Made(Annotated[int, "From what it shows to what it would show"], lambda it: round(it.jump)),
)

_of_group = Derived(
    ClockChange,
    "GroupChange",
    without=("id", "island_id", "before", "clock_group", "run_id", "measured", "problem"),
    parts=(clock,),
    script=Made(_SCRIPT, lambda it: it.script or None),
)
group = Derived(
    GroupReport,
    "Group",
    flat=("group",),
    without=("members", "outcomes", "group.before"),
    parts=(clock, run, _of_group),
    undo=Made(Annotated[bool, "Whether there is a change to undo"], lambda it: it.group.before is not None),
    spread_ms=Made(
        Annotated[float | None, "How far the measured members are apart"], lambda it: _rounded(it.spread_ms)
    ),
    took_ms=Made(
        Annotated[float | None, "From the wish until the last member showed the new time"],
        lambda it: _rounded(it.took_ms),
    ),
    islands=Made(list[Member], _members),
)
GroupPage = group.page("GroupPage")
