"""Blueprints: the kinds of islands that can be started."""

from __future__ import annotations

from flask import jsonify
from flask_openapi.blueprint import APIBlueprint

from islandmgr.web import serialization as wire
from islandmgr.web.access.permissions import permit
from islandmgr.web.api import answers
from islandmgr.web.api.common import PREFIX, Answer, answering
from islandmgr.web.services import verbs
from pod_specs import Blueprints

api = APIBlueprint("blueprints", __name__, url_prefix=PREFIX, abp_tags=[{"name": "cluster"}])


@api.get("/blueprints", responses=answering(200, answers.BlueprintPage, 503))
@permit("look")
def blueprints() -> Answer:
    """Kinds of islands that can be started, and files that are broken"""
    found = verbs(Blueprints)
    broken = [wire.problem(one) for one in found.broken]
    return jsonify(items=[wire.blueprint(one) for one in found.all()], broken=broken, next=None)
