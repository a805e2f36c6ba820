"""Scripts of the clock: saved ones, and their runs on islands and groups."""

from __future__ import annotations

from typing import Annotated

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.clocks.api import answers as clock_answers
from islandmgr.resources.clocks.api import targets as clock_targets
from islandmgr.resources.clocks.service import Runs, Scripts
from islandmgr.resources.clocks.service.runs import StartRun
from islandmgr.resources.clocks.shared.forms import Why
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    Cursor,
    IslandId,
    Label,
    Limit,
    Note,
    Strict,
    TextId,
    TextIslandId,
    Words,
    actor,
    answering,
)
from islandmgr.web.serialization import cursor
from islandmgr.web.services import verbs

api = APIBlueprint("clock_scripts", __name__, url_prefix=PREFIX, abp_tags=[{"name": "clock scripts"}])

Steps = Annotated[
    list[Words],
    Field(min_length=1, max_length=50, examples=[["jump 23:58", "rate 10", "wait until 00:01", "real"]]),
]


class ScriptPath(Strict):
    name: Label


class ScriptBody(Strict):
    steps: Steps
    blueprint: Label | None = Field(default=None, description="For its islands only; for all when left out")
    description: Note = ""


class ScriptQuery(Strict):
    blueprint: Words = Field(default="", description="Those that are for this blueprint or for any")


class RunPath(Strict):
    run_id: TextId


class RunBody(Strict):
    """Either `script` or `steps`; either `islands` or `group`."""

    script: Label | None = Field(default=None, description="A saved script")
    steps: Steps | None = Field(default=None, description="Or the steps themselves")
    islands: Annotated[list[IslandId], Field(max_length=1000)] = Field(default_factory=list)
    group: Label | None = None
    why: Why = ""


class RunQuery(Strict):
    island: TextIslandId | None = None
    group: Words = ""
    active: bool = Field(default=False, description="Only those that go on now")
    limit: Limit = 100
    after: Cursor | None = Field(default=None, description="`next` of the page before")


@api.get("/clock-scripts", responses=answering(200, clock_answers.ScriptPage, 414, 422, 503))
@permit("look")
def listing(query: ScriptQuery) -> Answer:
    """Saved scripts, by name"""
    return jsonify(items=[clock_answers.script(one) for one in verbs(Scripts).all(query.blueprint)], next=None)


@api.get("/clock-scripts/<name>", responses=answering(200, clock_answers.script.model, 404, 422, 503))
@permit("look")
def get(path: ScriptPath) -> Answer:
    """A saved script"""
    return jsonify(clock_answers.script(verbs(Scripts).get(path.name)))


@api.put("/clock-scripts/<name>", responses=answering(200, clock_answers.script.model, 400, 404, 413, 415, 422, 503))
@permit("clock.script")
def put(path: ScriptPath, body: ScriptBody) -> Answer:
    """Save a script, in place of an older one of that name

    A step a line: `jump 2026-12-31 23:58`, `jump +2d`, `jump 30s before daily-reset`, `wait 30s real`,
    `wait 10m island`, `wait until 00:00:30`, `rate 10`, `freeze`, `run`, `real`, `return`.
    """
    saved = verbs(Scripts).save(
        path.name, body.steps, actor(), blueprint=body.blueprint or "", description=body.description
    )
    return jsonify(clock_answers.script(saved))


@api.delete("/clock-scripts/<name>", responses=answering(204, None, 404, 422, 503))
@permit("clock.script")
def delete(path: ScriptPath) -> Answer:
    """Forget a saved script; its runs go on"""
    verbs(Scripts).delete(path.name)
    return Response(status=204)


@api.post("/clock-runs", responses=answering(201, clock_answers.RunPage, 400, 404, 409, 413, 415, 422, 503))
@permit("clock.run", about=clock_targets.listed_islands_or_group)
def start(body: RunBody) -> Answer:
    """Run a script on islands, a run each, or on a group, one run for all

    All of them begin, or none. A script that goes on there is stopped.
    """
    wish = StartRun(body.script or "", body.steps, body.islands, body.group or "", body.why)
    return jsonify(items=[clock_answers.run(one) for one in verbs(Runs).start(wish, actor())], next=None), 201


@api.get("/clock-runs", responses=answering(200, clock_answers.RunPage, 414, 422, 503))
@permit("look")
def runs(query: RunQuery) -> Answer:
    """Runs of scripts, the newest first"""
    found, following = verbs(Runs).page(
        island_id=query.island, group=query.group, active=query.active, limit=query.limit, after=query.after
    )
    return jsonify(items=[clock_answers.run(one) for one in found], next=cursor(following))


@api.get("/clock-runs/<run_id>", responses=answering(200, clock_answers.run.model, 404, 422, 503))
@permit("look")
def run(path: RunPath) -> Answer:
    """How far a run has come"""
    return jsonify(clock_answers.run(verbs(Runs).get(path.run_id)))


@api.post("/clock-runs/<run_id>/stop", responses=answering(200, clock_answers.run.model, 404, 409, 422, 503))
@permit("clock.run", about=clock_targets.run)
def stop(path: RunPath) -> Answer:
    """Stop a run; the clock stays as it is"""
    return jsonify(clock_answers.run(verbs(Runs).stop(path.run_id, actor())))
