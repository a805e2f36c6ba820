"""Looking at an island: its log, its history, what it left when it crashed."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.resources.islands.api import answers as history_answers
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.web import streams
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Cursor, IslandPath, Limit, Strict, Words, answering
from islandmgr.web.services import verbs

api = APIBlueprint("lookup", __name__, url_prefix=PREFIX, abp_tags=[{"name": "look"}])

_TEXT = {"description": "Text", "content": {"text/plain": {"schema": {"type": "string"}}}}


class LogsQuery(Strict):
    container: Annotated[Words, Field(max_length=63)] = Field(default="", description="The server's when left out")
    tail: Annotated[int, Field(ge=0, le=10_000)] = Field(default=200, description="How many of the last lines")
    follow: bool = Field(default=False, description="Stay and send what comes, until the container ends or you leave")


class EventsQuery(Strict):
    after: Cursor = Field(default=0, description="Only those with greater ids: what is new since you looked")
    limit: Limit = 200


class CrashQuery(Strict):
    incarnation: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = Field(
        default=None, description="The newest that crashed when left out"
    )


@api.get("/islands/<island_id>/logs", responses=answering(200, _TEXT, 404, 414, 422, 503))
@permit("look")
def logs(path: IslandPath, query: LogsQuery) -> Answer:
    """An island's log, oldest line first"""

    def chunks(gone: Any) -> Any:
        return verbs(Lookup).logs(
            path.island_id, container=query.container, tail=query.tail, follow=query.follow, stop=gone
        )

    body = streams.of_app().carry(chunks) if query.follow else b"".join(chunks(None))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(body, content_type="text/plain; charset=utf-8", headers=headers)


@api.get("/islands/<island_id>/events", responses=answering(200, history_answers.EventPage, 404, 422, 503))
@permit("look")
def events(path: IslandPath, query: EventsQuery) -> Answer:
    """An island's history: its newest events, oldest first"""
    found = verbs(Lookup).events(path.island_id, after=query.after, limit=query.limit)
    return jsonify(items=[history_answers.event(event) for event in found], next=None)


@api.get("/islands/<island_id>/crash", responses=answering(200, history_answers.crash.model, 404, 422, 503))
@permit("look")
def crash(path: IslandPath, query: CrashQuery) -> Answer:
    """What is kept of a crashed island"""
    return jsonify(history_answers.crash(verbs(Lookup).crash(path.island_id, query.incarnation)))
