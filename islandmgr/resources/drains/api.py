"""Emptying nodes by label: what operators ask, and owners of islands that are to leave."""

from __future__ import annotations

from typing import Annotated

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import AwareDatetime, Field, StrictBool, StrictInt

from islandmgr.model.amounts import GRACE
from islandmgr.resources.drains.rules import Mode
from islandmgr.resources.drains.service import Drains, StartDrain
from islandmgr.resources.drains.shared import answers
from islandmgr.resources.islands.shared import answers as island_answers
from islandmgr.resources.islands.shared.answers import as_json
from islandmgr.web import serialization
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    Cursor,
    Hours,
    IslandId,
    IslandPath,
    Limit,
    Note,
    Strict,
    TextId,
    Words,
    actor,
    answering,
)
from islandmgr.web.services import verbs

api = APIBlueprint("drains", __name__, url_prefix=PREFIX, abp_tags=[{"name": "drains"}])


class DrainBody(Strict):
    selector: Annotated[Words, Field(min_length=1, max_length=1000, examples=["branch=dev,rack=a"])]
    mode: Mode = Field(default=Mode.MOVE, description="move: the next incarnation on another node; stop: stopped")
    grace_seconds: Annotated[StrictInt, Field(ge=int(GRACE.least), le=GRACE.most)] | None = Field(
        default=None, description="From SIGTERM to SIGKILL; left out: as each blueprint says"
    )
    dry_run: StrictBool = Field(default=False, description="Only say what would happen")
    at_once: Annotated[StrictInt, Field(ge=1, le=100)] = Field(default=1, description="Islands of one node at a time")
    max_failures: Annotated[StrictInt, Field(ge=0, le=1000)] = Field(default=3, description="After more it gives up")
    starts_at: AwareDatetime | None = Field(
        default=None,
        description="With its zone. Owners are warned and islands stay until then; left out: they go at once",
        examples=["2031-12-31T18:00:00+08:00"],
    )


class DrainPath(Strict):
    drain_id: TextId


class DrainsQuery(Strict):
    limit: Limit = 20
    after: Cursor | None = None


class DeadlineBody(Strict):
    at: AwareDatetime = Field(description="With its zone", examples=["2031-12-31T20:00:00+08:00"])
    island: IslandId | None = Field(default=None, description="Only for this one; left out: for all that still wait")


class DeclineBody(Strict):
    island: IslandId = Field(description="Whose people asked for more time")


class MoreTimeBody(Strict):
    hours: Annotated[Hours, Field(le=720, description="After the deadline that is set now")]
    reason: Note = Field(default="", examples=["the raid test runs until eight"])


@api.post(
    "/drains",
    responses={**answering(202, answers.Drain, 400, 409, 413, 414, 415, 422, 503), 200: answers.Drain},
)
@permit("drains.change")
def drain(body: DrainBody) -> Answer:
    """Empty the nodes that a label selector chooses, or plan it (dry_run: 200 with the plan)"""
    starts_at = body.starts_at.timestamp() if body.starts_at else None
    wish = StartDrain(body.selector, body.mode, body.grace_seconds, body.at_once, body.max_failures, starts_at)
    if body.dry_run:
        return jsonify(answers.drain(verbs(Drains).plan(wish, actor())))
    started = verbs(Drains).start(wish, actor())
    return jsonify(answers.drain(started)), 202, {"Location": f"{PREFIX}/drains/{started.drain.id}"}


@api.get("/drains", responses=answering(200, answers.DrainPage, 414, 422, 503))
@permit("look")
def drains(query: DrainsQuery) -> Answer:
    """Drains, the newest first"""
    found, following = verbs(Drains).page(query.limit, query.after)
    return jsonify(items=[answers.drain(one) for one in found], next=serialization.cursor(following))


@api.get("/drains/<drain_id>", responses=answering(200, answers.Drain, 404, 414, 422, 503))
@permit("look")
def one_drain(path: DrainPath) -> Answer:
    """A drain and how far each island has come"""
    return jsonify(answers.drain(verbs(Drains).get(path.drain_id)))


@api.post("/drains/<drain_id>/stop", responses=answering(200, answers.Drain, 404, 409, 414, 422, 503))
@permit("drains.change")
def stop(path: DrainPath) -> Answer:
    """Break a drain off: what is on its way arrives, the rest stays, the nodes stay closed"""
    return jsonify(answers.drain(verbs(Drains).stop(path.drain_id, actor())))


@api.post("/drains/<drain_id>/resume", responses=answering(200, answers.Drain, 404, 409, 414, 422, 503))
@permit("drains.change")
def resume(path: DrainPath) -> Answer:
    """Go on with a drain that was broken off or has failed"""
    return jsonify(answers.drain(verbs(Drains).resume(path.drain_id, actor())))


@api.put("/drains/<drain_id>/deadline", responses=answering(200, answers.Drain, 400, 404, 409, 413, 414, 415, 422, 503))
@permit("drains.change")
def put_off(path: DrainPath, body: DeadlineBody) -> Answer:
    """Set a later deadline, for one island or for all that still wait"""
    found = verbs(Drains).put_off(path.drain_id, body.at.timestamp(), body.island, actor())
    return jsonify(answers.drain(found))


@api.post("/drains/<drain_id>/decline", responses=answering(200, answers.Drain, 400, 404, 409, 413, 414, 415, 422, 503))
@permit("drains.change")
def decline(path: DrainPath, body: DeclineBody) -> Answer:
    """Decline the time that an island's people asked for: its deadline stays"""
    return jsonify(answers.drain(verbs(Drains).decline(path.drain_id, body.island, actor())))


@api.post("/islands/<island_id>/leave", responses=answering(202, island_answers.Island, 404, 409, 414, 422, 503))
@permit("islands.restart", about=targets.island)
def leave(path: IslandPath) -> Answer:
    """Move it off its node now, not only at the drain's deadline"""
    return jsonify(as_json(verbs(Drains).move_now(path.island_id, actor()))), 202


@api.post(
    "/islands/<island_id>/more-time",
    responses=answering(202, island_answers.Island, 400, 404, 409, 413, 414, 415, 422, 503),
)
@permit("islands.extend", about=targets.island)
def more_time(path: IslandPath, body: MoreTimeBody) -> Answer:
    """Ask the operator for more time before it leaves its node"""
    island = verbs(Drains).ask_for_more(path.island_id, body.hours, body.reason, actor())
    return jsonify(as_json(island)), 202
