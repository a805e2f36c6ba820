"""Blueprints: the kinds of islands that can be started."""

from __future__ import annotations

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint

from islandmgr.resources.clocks.service import Clocks
from islandmgr.resources.islands.api import answers as history_answers
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, answering
from islandmgr.web.services import verbs
from pod_specs import Blueprints

api = APIBlueprint("blueprints", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])


@api.get("/blueprints", responses=answering(200, history_answers.BlueprintPage, 503))
@permit("look")
def blueprints() -> Answer:
    """Kinds of islands that can be started, and files that are broken"""
    found, clocks = verbs(Blueprints), verbs(Clocks)
    broken, warnings = ([history_answers.problem(one) for one in some] for some in (found.broken, found.warnings))
    items = [history_answers.blueprint(one, clocks.zone_before_start(one)) for one in found.all()]
    return jsonify(items=items, broken=broken, warnings=warnings, next=None)
