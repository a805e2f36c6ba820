"""Server-sent events: every change of everything that has a topic, as it happens, without a gap.

Each event's id names a place in the history; a browser that reconnects says where it was (`Last-Event-ID`) and is
given what it missed. `resync` says that too much was missed, or that the history ends before that place, as after a
restore of the database: read the list again and follow from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from flask import Response
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.access import may
from islandmgr.kernel.stream import Stream
from islandmgr.kernel.topics import StreamItem
from islandmgr.web import streams
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Asked, Strict, answering
from islandmgr.web.services import verbs
from islandmgr.web.wording import wording

RETRY = 2000  # milliseconds after which a browser connects again
HEARTBEAT = 15.0  # seconds of silence after which proxies and browsers get a sign of life

api = APIBlueprint("stream", __name__, url_prefix=PREFIX, abp_tags=[{"name": "stream"}])

_EVENTS = {"description": "Events", "content": {"text/event-stream": {"schema": {"type": "string"}}}}


Place = Annotated[
    str, Field(max_length=4000, pattern=r"^[0-9]{1,18}(-[0-9]{1,18}_[0-9]{1,18}(\.[0-9]{1,18}_[0-9]{1,18})*)?$")
]
"""An event's id as the stream gave it; other text is refused before the stream begins."""


class StreamHeaders(Asked):
    last_event_id: Place | None = Field(default=None, alias="Last-Event-ID", description="Sent by browsers themselves")


class StreamQuery(Strict):
    after: Place | None = Field(default=None, description="Begin after this event; with what comes when left out")


@api.get("/stream", responses=answering(200, _EVENTS, 414, 422, 503))
@permit("look")
def stream(header: StreamHeaders, query: StreamQuery) -> Answer:
    """Follow all changes

    Events: `island` (data as in `GET /islands/{id}`), `node`, `drain`, `task`, `resync`. A line that begins with a
    colon is only a sign of life.
    """
    found, words = verbs(Stream), wording()
    # With a place of its own from the start, whoever reads the list after the first bytes misses nothing.
    after = header.last_event_id or query.after or found.newest()
    who = identity()

    def frames(gone: streams.ClientGone) -> Iterator[str]:
        yield f"id: {after}\nretry: {RETRY}\n\n"
        for item in found.follow(after, gone, HEARTBEAT):
            if gone.is_set():
                return
            seen = item is not None and may(who, found.act_of(item))
            yield _frame(item, found.serialize(item, words)) if item is not None and seen else ":\n\n"

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(streams.of_app().carry(frames), content_type="text/event-stream; charset=utf-8", headers=headers)


def _frame(item: StreamItem, content: Mapping[str, Any]) -> str:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    place = f"id: {item.id}\n" if item.id else ""
    return f"{place}event: {item.topic}\ndata: {data}\n\n"
