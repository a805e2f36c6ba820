"""An island's clock: ask for a time, see beforehand what it would do, see what was measured."""

from __future__ import annotations

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.clocks.api import answers as clock_answers
from islandmgr.resources.clocks.service import Clocks
from islandmgr.resources.clocks.shared.forms import ClockBody, Why
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    IslandPath,
    actor,
    answering,
)
from islandmgr.web.services import verbs

api = APIBlueprint("clock", __name__, url_prefix=PREFIX, abp_tags=[{"name": "clock"}])


class SetBody(ClockBody):
    why: Why = ""
    restart: bool = Field(default=False, description="Restart the server on the new time instead of jumping under it")


@api.put(
    "/islands/<island_id>/clock",
    responses=answering(200, clock_answers.report.model, 400, 404, 409, 413, 415, 422, 503),
)
@permit("clock.set", about=targets.island)
def put(path: IslandPath, body: SetBody) -> Answer:
    """Set an island's clock

    The answer has what was asked for and what was then measured inside the island. A script that goes on there is
    stopped. 409 when the island shares the time of a group.
    """
    report = verbs(Clocks).set(path.island_id, body.asked(), actor(), why=body.why, restart=body.restart)
    return jsonify(clock_answers.report(report))


@api.post(
    "/islands/<island_id>/clock/preview",
    responses=answering(200, clock_answers.preview.model, 400, 404, 409, 413, 415, 422, 503),
)
@permit("look")
def preview(path: IslandPath, body: SetBody) -> Answer:
    """What setting a clock would do

    Nothing is changed. The warnings say what a running server will notice; `effect` is stable, for programs.
    """
    return jsonify(clock_answers.preview(verbs(Clocks).preview(path.island_id, body.asked())))


@api.get("/islands/<island_id>/clock", responses=answering(200, clock_answers.report.model, 404, 422, 503))
@permit("look")
def get(path: IslandPath) -> Answer:
    """What an island's clock should show, and what it does show, measured now"""
    return jsonify(clock_answers.report(verbs(Clocks).report(path.island_id)))
