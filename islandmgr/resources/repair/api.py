"""Ports taken out by hand, and what the manager's rows, the registry and the Pods disagree about."""

from __future__ import annotations

from typing import Annotated

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import BaseModel, Field, StrictInt

from islandmgr.resources.repair.remedies import mends
from islandmgr.resources.repair.rules import Difference, Mend
from islandmgr.web.api.answers import Offer, Page
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, actor, answering, services
from islandmgr.web.serialization import Json

api = APIBlueprint("repair", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])

Numbers = Annotated[list[Annotated[StrictInt, Field(ge=1, le=65535)]], Field(min_length=1, max_length=5000)]


class SomePorts(Strict):
    pool: Annotated[Words, Field(min_length=1, max_length=63)]
    ports: Numbers


class ExcludeBody(SomePorts):
    why: Annotated[Words, Field(min_length=1, description="For people", examples=["used by nginx on local-1"])]


class DifferenceAnswer(BaseModel):
    id: str
    message: str
    advice: str
    island: int | None
    pod: str
    acts: list[Offer]


class DifferencePage(Page):
    items: list[DifferenceAnswer]


class DifferencePath(Strict):
    difference_id: Annotated[Words, Field(min_length=1, max_length=300)]


class MendBody(Strict):
    act: Mend | None = Field(default=None, description="One of those that are offered; without, the first")


@api.post("/ports/exclude", responses=answering(204, None, 400, 401, 403, 413, 415, 422, 503))
def exclude(body: ExcludeBody) -> Answer:
    """Give ports to no island any more; an island that holds one keeps it"""
    services().ports.exclude(body.pool, body.ports, body.why, actor())
    return Response(status=204)


@api.post("/ports/include", responses=answering(204, None, 400, 401, 403, 413, 415, 422, 503))
def include(body: SomePorts) -> Answer:
    """Give excluded ports out again"""
    services().ports.include(body.pool, body.ports, actor())
    return Response(status=204)


@api.get("/repair", responses=answering(200, DifferencePage, 401, 403, 503))
def differences() -> Answer:
    """Where the manager's rows, the registry's rows, the books of the ports and the Pods disagree"""
    return jsonify(items=[as_answer(one) for one in services().repair.differences()], next=None)


@api.post(
    "/repair/<difference_id>",
    responses=answering(200, DifferenceAnswer, 400, 401, 403, 404, 409, 413, 414, 415, 422, 503),
)
def mend(path: DifferencePath, body: MendBody) -> Answer:
    """Do one thing about one difference; it goes from the list when it is mended"""
    return jsonify(as_answer(services().repair.mend(path.difference_id, body.act or "", actor())))


def as_answer(it: Difference) -> Json:
    return {
        "id": it.id,
        "message": str(it.message),
        "advice": str(it.advice),
        "island": it.island_id,
        "pod": it.pod,
        "acts": [button.to_json() for button in mends(it)],
    }
