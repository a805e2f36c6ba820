"""An island's clock: ask for a time, see beforehand what it would do, see what was measured."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.clocks.api import answers as clock_answers
from islandmgr.resources.clocks.api import serialization as clock_wire
from islandmgr.resources.clocks.service import Clocks
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    IslandId,
    IslandPath,
    Note,
    Strict,
    Words,
    actor,
    answering,
)
from islandmgr.web.services import verbs

api = APIBlueprint("clock", __name__, url_prefix=PREFIX, abp_tags=[{"name": "clock"}])

Why = Annotated[Note, Field(description="For the history: what it is for")]


class ClockBody(Strict):
    """`{"mode": "real"}`, `{"mode": "at", "at": "2026-12-31 23:59:30"}`, `{"mode": "shift", "shift": "+2d3h"}`,
    `{"mode": "freeze", "at": ...}`, `{"mode": "rate", "rate": 10}`, `{"mode": "at", "moment": "daily-reset",
    "before": "30s"}`, `{"mode": "moved", "by": "+1h"}`, `{"mode": "same", "island": 17}`, `{"mode": "undo"}`."""

    mode: Literal["real", "at", "shift", "freeze", "rate", "moved", "same", "undo"]
    at: Words | None = Field(
        default=None,
        description="A time: ISO 8601 with an offset, or a local time of the blueprint's zone",
        examples=["2026-12-31T23:59:30+08:00"],
    )
    zone: Words | None = Field(default=None, description="IANA zone in which `at` is read", examples=["Asia/Shanghai"])
    moment: Words | None = Field(
        default=None, description="Instead of `at`: a moment of the blueprint, the next one", examples=["daily-reset"]
    )
    before: Words | None = Field(default=None, description="So long before the moment", examples=["30s"])
    shift: Words | None = Field(default=None, description="How far from real time", examples=["+2d3h", "-45m"])
    rate: int | None = Field(default=None, description="Island seconds per real second", ge=1, le=60)
    by: Words | None = Field(
        default=None, description="With `moved`: how far from the present clock", examples=["+1h", "-30s"]
    )
    island: IslandId | None = Field(default=None, description="With `same`: the island whose time line is taken")

    def asked(self) -> dict[str, Any]:
        """As the service takes it: only what was given."""
        fields = set(ClockBody.model_fields)
        return self.model_dump(mode="json", exclude_none=True, include=fields)


class SetBody(ClockBody):
    why: Why = ""
    restart: bool = Field(default=False, description="Restart the server on the new time instead of jumping under it")


@api.put(
    "/islands/<island_id>/clock", responses=answering(200, clock_answers.ClockReport, 400, 404, 409, 413, 415, 422, 503)
)
@permit("clock.set", about=targets.island)
def put(path: IslandPath, body: SetBody) -> Answer:
    """Set an island's clock

    The answer has what was asked for and what was then measured inside the island. A script that goes on there is
    stopped. 409 when the island shares the time of a group.
    """
    report = verbs(Clocks).set(path.island_id, body.asked(), actor(), why=body.why, restart=body.restart)
    return jsonify(clock_wire.report(report))


@api.post(
    "/islands/<island_id>/clock/preview",
    responses=answering(200, clock_answers.Preview, 400, 404, 409, 413, 415, 422, 503),
)
@permit("look")
def preview(path: IslandPath, body: SetBody) -> Answer:
    """What setting a clock would do

    Nothing is changed. The warnings say what a running server will notice; `effect` is stable, for programs.
    """
    return jsonify(clock_wire.preview(verbs(Clocks).preview(path.island_id, body.asked())))


@api.get("/islands/<island_id>/clock", responses=answering(200, clock_answers.ClockReport, 404, 422, 503))
@permit("look")
def get(path: IslandPath) -> Answer:
    """What an island's clock should show, and what it does show, measured now"""
    return jsonify(clock_wire.report(verbs(Clocks).report(path.island_id)))
