"""What Pods tell: the start script's registration and the side container's reports.

Fields that we do not know are ignored here: a Pod may have been started by another version of the manager, and the
start script takes a refusal as the end.
"""

from __future__ import annotations

from typing import Annotated, Any

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from islandmgr.resources.islands.service.pod_reports import InPod
from islandmgr.web.access.permissions import IN_POD, permit
from islandmgr.web.api.common import PREFIX, Answer, IslandId, answering, bearer
from islandmgr.web.services import verbs

api = APIBlueprint(
    "in_pod", __name__, url_prefix=PREFIX, abp_tags=[{"name": "from inside Pods"}], abp_security=[{"pod": []}]
)

Seconds = Annotated[float, Field(ge=0, le=253_402_300_799, allow_inf_nan=False, description="UTC epoch seconds")]
Name = Annotated[str, Field(max_length=253)]
PortNumber = Annotated[int, Field(ge=1, le=65535)]


class Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    island: IslandId
    incarnation: Annotated[int, Field(ge=1, le=2**31 - 1)]


class Registration(Message):
    pod: Name
    node: Name
    host: Name
    ports: Annotated[dict[str, PortNumber], Field(max_length=16)] = Field(default_factory=dict)
    fingerprint: Annotated[str, Field(max_length=200)] = ""
    started_at: Seconds


class ServerExit(BaseModel):
    code: Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
    at: Seconds
    left: Annotated[str, Field(max_length=100, description="A process that it left behind, ending with code 0")] = ""


class KeptFile(BaseModel):
    name: Annotated[str, Field(max_length=1000)]
    size: Annotated[int, Field(ge=0, le=2**63 - 1)]
    tail: str = ""


class Report(Message):
    connections: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    last_used_at: Seconds | None = None
    exit: ServerExit | None = None
    files: Annotated[list[KeptFile], Field(max_length=100)] = Field(default_factory=list)
    log: str = ""
    clock: dict[str, Any] | None = None


class KilledProcess(BaseModel):
    pid: Annotated[int, Field(ge=1, le=2**31 - 1)]
    name: Annotated[str, Field(max_length=64)]


class Ending(Message):
    after: Annotated[int, Field(ge=0, le=10**6, description="Seconds since they were sent TERM")]
    processes: Annotated[list[KilledProcess], Field(min_length=1, max_length=100)]


class Registered(BaseModel):
    island: int
    incarnation: int


@api.post("/registrations", responses=answering(200, Registered, 400, 401, 403, 404, 409, 413, 415, 422, 503))
@permit(IN_POD)
def register(body: Registration) -> Answer:
    """An island announces itself

    Repeats are harmless. The token is that incarnation's, from the Pod's environment.
    """
    island = verbs(InPod).register(bearer(), body.model_dump(mode="json"))
    return jsonify(island=island.id, incarnation=island.incarnation)


@api.post("/reports", responses=answering(204, None, 400, 401, 403, 404, 409, 413, 415, 422, 503))
@permit(IN_POD)
def report(body: Report) -> Answer:
    """A side container reports what changed"""
    verbs(InPod).report(bearer(), body.model_dump(mode="json"))
    return Response(status=204)


@api.post("/endings", responses=answering(204, None, 400, 401, 403, 404, 409, 413, 415, 422, 503))
@permit(IN_POD)
def ending(body: Ending) -> Answer:
    """A side container reports which of the server's processes had to be killed at the end

    Also of an incarnation that another one follows, or whose island is stopped.
    """
    verbs(InPod).killed(bearer(), body.model_dump(mode="json"))
    return Response(status=204)
