"""What the manager's rows, the registry and the Pods disagree about."""

from __future__ import annotations

from typing import Annotated

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import BaseModel, Field

from islandmgr.resources.repair.remedies import repairs
from islandmgr.resources.repair.rules import Difference, RepairAct
from islandmgr.resources.repair.service import Repair
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.answers import MessageCode, MessageValues, Offer, Page
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, actor, answering
from islandmgr.web.serialization import Json
from islandmgr.web.services import verbs
from islandmgr.web.wording import told

api = APIBlueprint("repair", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])


class DifferenceAnswer(BaseModel):
    id: str
    message: str
    message_code: MessageCode
    message_values: MessageValues
    advice: str
    advice_code: MessageCode
    advice_values: MessageValues
    island: int | None
    pod: str
    acts: list[Offer]


class DifferencePage(Page):
    items: list[DifferenceAnswer]


class DifferencePath(Strict):
    difference_id: Annotated[Words, Field(min_length=1, max_length=300)]


class RepairBody(Strict):
    act: RepairAct | None = Field(default=None, description="One of those that are offered; without, the first")


@api.get("/repair", responses=answering(200, DifferencePage, 401, 403, 503))
@permit("look")
def differences() -> Answer:
    """Where the manager's rows, the registry's rows, the books of the ports and the Pods disagree"""
    return jsonify(items=[as_answer(one) for one in verbs(Repair).differences()], next=None)


@api.post(
    "/repair/<difference_id>",
    responses=answering(200, DifferenceAnswer, 400, 401, 403, 404, 409, 413, 414, 415, 422, 503),
)
@permit("ports.change")
def repair(path: DifferencePath, body: RepairBody) -> Answer:
    """Do one thing about one difference; it goes from the list when it is repaired"""
    return jsonify(as_answer(verbs(Repair).repair(path.difference_id, body.act or "", actor())))


def as_answer(it: Difference) -> Json:
    return {
        "id": it.id,
        **told("message", it.message),
        **told("advice", it.advice),
        "island": it.island_id,
        "pod": it.pod,
        "acts": [button.to_json() for button in repairs(it)],
    }
