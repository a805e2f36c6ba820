"""Islands: start, list, look at, stop, restart, clone, extend, annotate."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import jsonify, url_for
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.model.domain import Island, State
from islandmgr.resources.clocks.shared.forms import ClockBody
from islandmgr.resources.islands.service.drafts import StartIsland
from islandmgr.resources.islands.service.lifetime import Lifetime
from islandmgr.resources.islands.service.verbs import IslandFilter, Islands
from islandmgr.resources.islands.shared import answers
from islandmgr.resources.islands.shared.answers import as_json
from islandmgr.web import serialization
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import (
    PREFIX,
    Answer,
    Args,
    Asked,
    CommaSeparated,
    Cursor,
    Hours,
    IslandPath,
    Label,
    Limit,
    Note,
    Owner,
    Strict,
    Words,
    actor,
    answering,
)
from islandmgr.web.services import verbs

api = APIBlueprint("islands", __name__, url_prefix=PREFIX, abp_tags=[{"name": "islands"}])


class StartBody(Strict):
    blueprint: Label = Field(examples=["sample"])
    branch: Label = Field(description="Value of the node label `branch`", examples=["dev"])
    owner: Owner = ""
    note: Note = ""
    clock: ClockBody | None = Field(default=None, description="What time it begins with; real time when left out")
    ttl_hours: Hours | None = Field(default=None, description="How long it lives; the blueprint's when left out")
    args: Args = Field(default_factory=dict, description="Start arguments of the blueprint", examples=[{"workers": 2}])


class StartHeaders(Asked):
    idempotency_key: Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[!-~]+$")] | None = Field(
        default=None, alias="Idempotency-Key", description="A repeat with the same key returns the first island"
    )


class ListQuery(Strict):
    state: Annotated[list[State], CommaSeparated] = Field(default_factory=list, description="Any of these")
    branch: Words = ""
    owner: Words = ""
    q: Words = Field(
        default="", description="Part of name, owner, note, branch, node, host or clock group; or an id or a port"
    )
    clock: Literal["", "not_applied"] = Field(default="", description="Those whose server does not show their time")
    limit: Limit = 100
    after: Cursor | None = Field(default=None, description="`next` of the page before")


class ExtendBody(Strict):
    hours: Hours


class NoteBody(Strict):
    note: Note


@api.post("/islands", responses=answering(202, answers.Island, 400, 404, 409, 413, 415, 422, 429, 503))
@permit("islands.start", about=targets.wished_owner)
def start(header: StartHeaders, body: StartBody) -> Answer:
    """Start an island

    The answer comes as soon as the wish is safe; watch the state, by `GET` or on the stream, for what comes of it.
    """
    request = StartIsland(
        blueprint=body.blueprint,
        branch=body.branch,
        owner=body.owner,
        note=body.note,
        clock=body.clock.asked() if body.clock else None,
        ttl_hours=body.ttl_hours,
        args=body.args,
    )
    island, _new = verbs(Islands).start(request, actor(body.owner), header.idempotency_key)
    return _accepted(island)


@api.get("/islands", responses=answering(200, answers.IslandPage, 414, 422, 503))
@permit("look")
def listing(query: ListQuery) -> Answer:
    """List islands, newest first"""
    wanted = IslandFilter(
        states=frozenset(query.state),
        branch=query.branch,
        owner=query.owner,
        q=query.q,
        not_applied=bool(query.clock),
        limit=query.limit,
        after=query.after,
    )
    page = verbs(Islands).page(wanted)
    return jsonify(items=[as_json(island) for island in page.items], next=serialization.cursor(page.next))


@api.get("/islands/<island_id>", responses=answering(200, answers.Island, 404, 422, 503))
@permit("look")
def show(path: IslandPath) -> Answer:
    """One island"""
    return jsonify(as_json(verbs(Islands).get(path.island_id)))


@api.delete("/islands/<island_id>", responses=answering(202, answers.Island, 404, 409, 422, 503))
@permit("islands.stop", about=targets.island)
def stop(path: IslandPath) -> Answer:
    """Stop an island

    Its ports go back to the pool when its Pod is known to be gone. Asking again while it stops changes nothing.
    """
    return jsonify(as_json(verbs(Islands).stop(path.island_id, actor()))), 202


@api.patch("/islands/<island_id>", responses=answering(200, answers.Island, 400, 404, 409, 413, 415, 422, 503))
@permit("islands.annotate", about=targets.island)
def annotate(path: IslandPath, body: NoteBody) -> Answer:
    """Replace an island's note"""
    return jsonify(as_json(verbs(Islands).annotate(path.island_id, body.note, actor())))


@api.post("/islands/<island_id>/restart", responses=answering(202, answers.Island, 404, 409, 422, 503))
@permit("islands.restart", about=targets.island)
def restart(path: IslandPath) -> Answer:
    """Restart an island: a new Pod with the same id, ports and clock"""
    return jsonify(as_json(verbs(Islands).restart(path.island_id, actor()))), 202


@api.post("/islands/<island_id>/release", responses=answering(202, answers.Island, 404, 409, 422, 503))
@permit("ports.change")
def release(path: IslandPath) -> Answer:
    """Give up what a silent node may still run of an island

    For operators who know that the node is dead: the Pod is removed by force, and a stopped island's ports are free.
    """
    return jsonify(as_json(verbs(Islands).release(path.island_id, actor()))), 202


@api.post("/islands/<island_id>/clone", responses=answering(202, answers.Island, 404, 409, 422, 429, 503))
@permit("islands.clone", about=targets.island)
def clone(path: IslandPath) -> Answer:
    """Start a new island like this one, its clock included"""
    return _accepted(verbs(Islands).clone(path.island_id, actor()))


@api.post("/islands/<island_id>/extend", responses=answering(200, answers.Island, 400, 404, 409, 413, 415, 422, 503))
@permit("islands.extend", about=targets.island)
def extend(path: IslandPath, body: ExtendBody) -> Answer:
    """Let an island live longer"""
    return jsonify(as_json(verbs(Lifetime).extend(path.island_id, body.hours, actor())))


def _accepted(island: Island) -> Answer:
    return jsonify(as_json(island)), 202, {"Location": url_for("islands.show", island_id=island.id)}
