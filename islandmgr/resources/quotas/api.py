"""Quotas, and how long islands live: hold them, end their hold."""

from __future__ import annotations

from typing import Annotated

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import AfterValidator, AwareDatetime, Field, StrictInt

from islandmgr.model import amounts
from islandmgr.resources.islands.service.lifetime import Lifetime
from islandmgr.resources.islands.shared import answers as island_answers
from islandmgr.resources.islands.shared.answers import as_json
from islandmgr.resources.quotas.rules import Key, Kind, Quota
from islandmgr.resources.quotas.service import Quotas, QuotaView, Used
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, IslandPath, Note, Owner, Strict, actor, answering
from islandmgr.web.api.derived import Derived
from islandmgr.web.services import verbs

api = APIBlueprint("quotas", __name__, url_prefix=PREFIX, abp_tags=[{"name": "limits"}])

_ISLANDS, _MEMORY = amounts.RANGES["quota of islands"], amounts.RANGES["quota of memory"]
Number = Annotated[StrictInt, Field(ge=0, le=_ISLANDS.most)]
Bytes = Annotated[
    StrictInt, Field(ge=0, le=_MEMORY.most), AfterValidator(lambda given: amounts.refuse("quota of memory", given))
]


class QuotaName(Strict):
    kind: Kind
    name: Owner = Field(min_length=1, description="Of the person, team or branch; `*` is everybody without one")


class QuotaBody(QuotaName):
    islands: Number | None = Field(default=None, description="At most so many; null for any number")
    memory: Bytes | None = Field(default=None, description="Bytes that their Pods may ask for together; null for any")


quota = Derived(QuotaView, "QuotaAnswer", flat=("key", "quota"), parts=(Derived(Used, "QuotaUse"),))
QuotaPage = quota.page("QuotaPage")


class HoldBody(Strict):
    until: AwareDatetime = Field(description="With its zone", examples=["2031-12-31T23:59:00+08:00"])
    reason: Note = Field(min_length=1, examples=["the holiday event is tested on it"])


@api.get("/quotas", responses=answering(200, QuotaPage, 401, 403, 503))
@permit("look")
def listing() -> Answer:
    """Quotas, and what everybody uses now"""
    return jsonify(items=[quota(view) for view in verbs(Quotas).listing()], next=None)


@api.put("/quotas", responses=answering(200, quota.model, 400, 401, 403, 413, 415, 422, 503))
@permit("limits.change")
def put(body: QuotaBody) -> Answer:
    """Set the quota of a person, a team or a branch; what runs already stays"""
    key, wanted = Key(body.kind, body.name), Quota(body.islands, body.memory)
    return jsonify(quota(verbs(Quotas).put(key, wanted, actor())))


@api.delete("/quotas", responses=answering(204, None, 401, 403, 404, 414, 422, 503))
@permit("limits.change")
def remove(query: QuotaName) -> Answer:
    """Forget a quota: everybody's counts again"""
    verbs(Quotas).remove(Key(query.kind, query.name), actor())
    return Response(status=204)


@api.post(
    "/islands/<island_id>/hold",
    responses=answering(200, island_answers.Island, 400, 401, 403, 404, 409, 413, 415, 422, 503),
)
@permit("islands.extend", about=targets.island)
def hold(path: IslandPath, body: HoldBody) -> Answer:
    """Let nothing end an island by itself before a date"""
    island = verbs(Lifetime).hold(path.island_id, body.until.timestamp(), body.reason, actor())
    return jsonify(as_json(island))


@api.delete("/islands/<island_id>/hold", responses=answering(200, island_answers.Island, 401, 403, 404, 409, 422, 503))
@permit("islands.extend", about=targets.island)
def end_hold(path: IslandPath) -> Answer:
    """End an island's hold"""
    return jsonify(as_json(verbs(Lifetime).end_hold(path.island_id, actor())))
