"""Port pools: their use, what is wrong with them, and ports taken out by hand."""

from __future__ import annotations

from typing import Annotated

from flask import Response
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field, StrictInt

from islandmgr.resources.ports import answers
from islandmgr.resources.ports.service.verbs import Ports
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, actor, answering, listed
from islandmgr.web.services import verbs

api = APIBlueprint("ports", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])

Numbers = Annotated[list[Annotated[StrictInt, Field(ge=1, le=65535)]], Field(min_length=1, max_length=5000)]


class SomePorts(Strict):
    pool: Annotated[Words, Field(min_length=1, max_length=63)]
    ports: Numbers


class ExcludeBody(SomePorts):
    why: Annotated[Words, Field(min_length=1, description="For people", examples=["used by nginx on local-1"])]


@api.get("/ports", responses=answering(200, answers.PoolPage, 503))
@permit("look")
def ports() -> Answer:
    """Use of the port pools"""
    return listed([answers.pool(pool) for pool in verbs(Ports).usage()])


@api.get("/ports/doctor", responses=answering(200, answers.FindingPage, 503))
@permit("look")
def doctor() -> Answer:
    """What is, or may become, wrong with the ports, and what to do about it; nothing is a clean bill"""
    return listed([answers.finding(finding) for finding in verbs(Ports).doctor()])


@api.post("/ports/exclude", responses=answering(204, None, 400, 401, 403, 413, 415, 422, 503))
@permit("ports.change")
def exclude(body: ExcludeBody) -> Answer:
    """Give ports to no island any more; an island that holds one keeps it"""
    verbs(Ports).exclude(body.pool, body.ports, body.why, actor())
    return Response(status=204)


@api.post("/ports/include", responses=answering(204, None, 400, 401, 403, 413, 415, 422, 503))
@permit("ports.change")
def include(body: SomePorts) -> Answer:
    """Give excluded ports out again"""
    verbs(Ports).include(body.pool, body.ports, actor())
    return Response(status=204)
