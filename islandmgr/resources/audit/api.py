"""The audit: who did what, from where, on which island, and what came of it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import AwareDatetime, BeforeValidator, Field

from islandmgr.kernel.audit_rows import Wanted
from islandmgr.resources.audit import serialization
from islandmgr.resources.audit.service import Audit
from islandmgr.web import serialization as wire
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Cursor, Limit, Strict, TextIslandId, Words, answering
from islandmgr.web.services import verbs

api = APIBlueprint("audit", __name__, url_prefix=PREFIX, abp_tags=[{"name": "audit"}])


_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ].*")


def _written_out(value: Any) -> Any:
    """Pydantic takes a bare number for seconds since 1970; nobody who asks for a day means that."""
    if isinstance(value, str) and not _TIME.fullmatch(value):
        raise ValueError("is no time; write for example 2026-12-31T23:59:30Z")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class AuditQuery(Strict):
    who: Words = ""
    act: Annotated[Words, Field(description="`islands.stop`, or `islands` for all about islands")] = ""
    island: TextIslandId | None = None
    outcome: Literal["", "done", "refused", "failed"] = ""
    q: Words = Field(default="", description="Part of the message, the target or the source")
    since: Moment | None = Field(default=None, description="Not before")
    until: Moment | None = Field(default=None, description="Before")
    limit: Limit = 100
    after: Cursor | None = Field(default=None, description="`next` of the page before")


@api.get("/audit", responses=answering(200, serialization.AuditPage, 401, 403, 414, 422, 503))
@permit("audit.look")
def listing(query: AuditQuery) -> Answer:
    """What was done, the newest first"""
    wanted = Wanted(
        who=query.who,
        act=query.act,
        island_id=query.island,
        outcome=query.outcome,
        q=query.q,
        since=query.since.timestamp() if query.since else None,
        until=query.until.timestamp() if query.until else None,
    )
    found, following = verbs(Audit).page(wanted, query.limit, query.after)
    return jsonify(items=[serialization.entry(one) for one in found], next=wire.cursor(following))
