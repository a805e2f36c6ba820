"""What goes over the wire about clocks: reports, groups, scripts and their runs, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from islandmgr.resources.clocks.shared.answers import clock
from islandmgr.web.serialization import Json, moment
from islandmgr.web.wording import told

if TYPE_CHECKING:
    from islandmgr.resources.clocks.service.application import Outcome
    from islandmgr.resources.clocks.service.groups import GroupReport
    from islandmgr.resources.clocks.service.verbs import ClockReport, Preview, Upcoming
    from islandmgr.resources.clocks.store.changes import ClockChange
    from islandmgr.resources.clocks.store.runs import ClockRun
    from islandmgr.resources.clocks.store.scripts import Script


def report(it: ClockReport) -> Json:
    return {
        "wanted": clock(it.wanted),
        "real_time": moment(it.real_time),
        "island_time": moment(it.island_time),
        "zone": it.zone,
        "measured": measured(it.measured.fake, it.measured.real) if it.measured else None,
        "error_ms": _rounded(it.error_ms),
        "applied": it.applied,
        "cause": it.cause,
        **told("problem", it.problem),
        "group": it.island.clock_group or None,
        "run": run(it.run) if it.run else None,
        "moments": upcoming(it.moments),
        "history": [change(one) for one in it.history],
    }


def change(it: ClockChange) -> Json:
    return {
        "id": it.id,
        "at": moment(it.at),
        "who": it.who,
        "why": it.why,
        "group": it.clock_group or None,
        "script": it.script or None,
        "run": it.run_id,
        "clock": clock(it.clock),
        "before": clock(it.before) if it.before else None,
        "measured": measured(it.measured["fake"], it.measured["real"]) if it.measured else None,
        "error_ms": _rounded(it.measured["error_ms"]) if it.measured else None,
        **told("problem", it.problem),
    }


def measured(fake: float | None, real: float) -> Json | None:
    """What a server showed at a real instant, both UTC epoch seconds."""
    return None if fake is None else {"fake": moment(fake), "real": moment(real)}


def upcoming(them: Sequence[Upcoming]) -> list[Json]:
    return [{"name": it.name, "at": it.at, "zone": it.zone, "next": moment(it.next)} for it in them]


def preview(it: Preview) -> Json:
    return {
        "clock": clock(it.clock),
        "real_time": moment(it.real_time),
        "island_time": moment(it.island_time),
        "zone": it.zone,
        "jump_seconds": round(it.jump),
        "running": it.running,
        "warnings": [
            {"effect": one.effect, "seconds": one.seconds, **told("sentence", one.sentence)} for one in it.warnings
        ],
    }


def group(it: GroupReport) -> Json:
    outcomes = {one.island.id: one for one in it.outcomes}
    return {
        "name": it.group.name,
        "zone": it.group.zone,
        "clock": clock(it.group.clock),
        "real_time": moment(it.real_time),
        "island_time": moment(it.island_time),
        "who": it.group.who,
        "why": it.group.why,
        "created_at": moment(it.group.created_at),
        "changed_at": moment(it.group.changed_at),
        "undo": it.group.before is not None,
        "moments": upcoming(it.moments),
        "run": run(it.run) if it.run else None,
        "spread_ms": _rounded(it.spread_ms),
        "took_ms": _rounded(it.took_ms),
        "history": [_of_group(one) for one in it.history],
        "islands": [
            {
                "id": one.id,
                "name": one.name,
                "state": one.state,
                "applied": one.clock_applied,
                **told("problem", one.clock_problem),
                **_seen(outcomes.get(one.id)),
            }
            for one in it.members
        ],
    }


def _of_group(it: ClockChange) -> Json:
    return {"at": moment(it.at), "who": it.who, "why": it.why, "script": it.script or None, "clock": clock(it.clock)}


def script(it: Script) -> Json:
    return {
        "name": it.name,
        "steps": list(it.steps),
        "blueprint": it.blueprint or None,
        "description": it.description,
        "who": it.who,
        "changed_at": moment(it.changed_at),
    }


def run(it: ClockRun) -> Json:
    return {
        "id": it.id,
        "script": it.script or None,
        "steps": list(it.run.steps),
        "step": it.run.position,
        "island": it.island_id,
        "group": it.clock_group or None,
        "state": it.run.state,
        **told("problem", it.run.problem),
        "wake_at": moment(it.run.wake_at),
        "clock": clock(it.run.clock),
        "before": clock(it.run.before),
        "who": it.who,
        "why": it.why,
        "started_at": moment(it.started_at),
        "ended_at": moment(it.ended_at),
    }


def _seen(outcome: Outcome | None) -> Json:
    if outcome is None or outcome.measured is None:
        return {"measured": None, "error_ms": None}
    seen = measured(outcome.measured.fake, outcome.measured.real)
    return {"measured": seen, "error_ms": _rounded(outcome.error_ms)}


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)
