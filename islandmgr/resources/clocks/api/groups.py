"""Groups: islands that share one time line."""

from __future__ import annotations

from typing import Annotated

from flask import Response, jsonify, url_for
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.clocks.api import answers as clock_answers
from islandmgr.resources.clocks.api import targets as clock_targets
from islandmgr.resources.clocks.service import Groups
from islandmgr.resources.clocks.shared.forms import ClockBody, Why
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, IslandId, Label, Strict, TextIslandId, actor, answering
from islandmgr.web.services import verbs

api = APIBlueprint("clock_groups", __name__, url_prefix=PREFIX, abp_tags=[{"name": "clock groups"}])

IslandIds = Annotated[list[IslandId], Field(max_length=1000)]


class GroupPath(Strict):
    name: Label


class MemberPath(GroupPath):
    island_id: TextIslandId


class GroupBody(Strict):
    name: Label = Field(description="Of the group", examples=["raid"])
    islands: IslandIds = Field(default_factory=list, description="Its first members", examples=[[17, 18]])
    clock: ClockBody | None = Field(default=None, description="Its time; the first island's when left out")


class JoinBody(Strict):
    islands: Annotated[IslandIds, Field(min_length=1)]


class GroupClockBody(ClockBody):
    why: Why = ""


class GetQuery(Strict):
    measure: bool = Field(default=True, description="Measure all members now")


@api.post("/clock-groups", responses=answering(201, clock_answers.group.model, 400, 409, 413, 415, 422, 503))
@permit("clock.set", about=targets.listed_islands)
def create(body: GroupBody) -> Answer:
    """Make a group of islands that share one time line

    Its time is what `clock` asks for, else that of the first island; all members take it.
    """
    clock = body.clock.asked() if body.clock else None
    made = verbs(Groups).create(body.name, body.islands, actor(), clock=clock)
    location = url_for("clock_groups.get", name=body.name)
    return jsonify(clock_answers.group(made)), 201, {"Location": location}


@api.get("/clock-groups", responses=answering(200, clock_answers.GroupPage, 422, 503))
@permit("look")
def listing() -> Answer:
    """All groups, by name; nothing is measured"""
    return jsonify(items=[clock_answers.group(one) for one in verbs(Groups).all()], next=None)


@api.get("/clock-groups/<name>", responses=answering(200, clock_answers.group.model, 404, 422, 503))
@permit("look")
def get(path: GroupPath, query: GetQuery) -> Answer:
    """A group, its members measured now"""
    return jsonify(clock_answers.group(verbs(Groups).get(path.name, measure=query.measure)))


@api.put(
    "/clock-groups/<name>/clock", responses=answering(200, clock_answers.group.model, 400, 404, 409, 413, 415, 422, 503)
)
@permit("clock.set", about=clock_targets.group)
def put_clock(path: GroupPath, body: GroupClockBody) -> Answer:
    """Set the time of all members, or of none

    They change at one agreed instant; with `at`, it is that time at that instant. The answer has how far apart they
    were measured.
    """
    return jsonify(clock_answers.group(verbs(Groups).set(path.name, body.asked(), actor(), why=body.why)))


@api.post(
    "/clock-groups/<name>/clock/preview",
    responses=answering(200, clock_answers.preview.model, 400, 404, 409, 413, 415, 422, 503),
)
@permit("look")
def preview(path: GroupPath, body: GroupClockBody) -> Answer:
    """What setting a group's clock would do; nothing is changed"""
    return jsonify(clock_answers.preview(verbs(Groups).preview(path.name, body.asked())))


@api.post(
    "/clock-groups/<name>/islands",
    responses=answering(200, clock_answers.group.model, 400, 404, 409, 413, 415, 422, 503),
)
@permit("clock.set", about=clock_targets.group_and_listed_islands)
def join(path: GroupPath, body: JoinBody) -> Answer:
    """Let islands join: they take the group's time"""
    return jsonify(clock_answers.group(verbs(Groups).join(path.name, body.islands, actor())))


@api.delete(
    "/clock-groups/<name>/islands/<island_id>", responses=answering(200, clock_answers.group.model, 404, 409, 422, 503)
)
@permit("clock.set", about=clock_targets.group)
def leave(path: MemberPath) -> Answer:
    """Let an island leave: it keeps the time that it shows, and has it alone"""
    return jsonify(clock_answers.group(verbs(Groups).leave(path.name, path.island_id, actor())))


@api.delete("/clock-groups/<name>", responses=answering(204, None, 404, 422, 503))
@permit("clock.set", about=clock_targets.group)
def delete(path: GroupPath) -> Answer:
    """Delete a group; its islands keep the time that they show"""
    verbs(Groups).delete(path.name, actor())
    return Response(status=204)
