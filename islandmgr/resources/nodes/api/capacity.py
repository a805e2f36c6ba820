"""How many more islands fit, and what runs out first."""

from __future__ import annotations

from typing import Annotated

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import BaseModel, Field

from islandmgr.resources.nodes.rules.capacity import PLENTY, NodeRoom, Short
from islandmgr.resources.nodes.service.capacity import Capacities, CapacityView
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.answers import Words as Spoken
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, answering
from islandmgr.web.serialization import Json
from islandmgr.web.services import verbs
from islandmgr.web.wording import in_all

api = APIBlueprint("capacity", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])


class CapacityQuery(Strict):
    blueprint: Annotated[Words, Field(min_length=1, description="The kind of island", examples=["altraserver"])]
    selector: Annotated[Words, Field(max_length=500)] = Field(
        default="", description="Label selector of the nodes that are meant; empty for all", examples=["branch=dev"]
    )


class Needs(BaseModel):
    memory: int = Field(description="Bytes")
    cpu: int = Field(description="Millicores")
    ports: int = Field(description="Consecutive host ports")


class RoomOnNode(BaseModel):
    name: str
    islands: int | None = Field(description="How many it takes; null when nothing is counted there")
    allowed: dict[str, int] = Field(description="How many memory, cpu and pods would each allow alone")
    closed: str = Field(description="Why it takes none: cordoned, not ready, labels; else empty")


class RoomInPool(BaseModel):
    name: str
    free: int = Field(description="Blocks for such islands that are free now")
    resting: int = Field(description="And that will be when they have rested")


class CapacityAnswer(BaseModel):
    blueprint: str
    selector: str
    islands: int = Field(description="How many more can be started now, if nobody else starts any")
    runs_out_first: Short
    words: Spoken
    needs: Needs
    nodes: list[RoomOnNode]
    pools: list[RoomInPool]


@api.get("/capacity", responses=answering(200, CapacityAnswer, 401, 403, 414, 422, 503))
@permit("look")
def capacity(query: CapacityQuery) -> Answer:
    """How many more islands of a kind fit on some nodes, and what runs out first; quotas are not counted"""
    return jsonify(as_answer(verbs(Capacities).of(query.blueprint, query.selector)))


def as_answer(view: CapacityView) -> Json:
    found = view.found
    return {
        "blueprint": view.blueprint,
        "selector": view.selector,
        "islands": found.islands,
        "runs_out_first": found.short,
        "words": in_all(view.words),
        "needs": {"memory": view.memory, "cpu": view.cpu, "ports": view.ports},
        "nodes": [_room(room) for room in found.nodes],
        "pools": [{"name": stock.pool, "free": stock.free, "resting": stock.resting} for stock in found.stocks],
    }


def _room(room: NodeRoom) -> Json:
    islands = None if room.islands == PLENTY else room.islands
    allowed = {short.value: number for short, number in room.allowed.items()}
    return {"name": room.node, "islands": islands, "allowed": allowed, "closed": room.closed}
