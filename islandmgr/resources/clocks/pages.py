"""Clocks that are for more than one island: groups that share a time line, and scripts with their runs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, url_for

from islandmgr.kernel.stream import Stream
from islandmgr.resources.clocks.api import answers as clock_answers
from islandmgr.resources.clocks.service import Clocks, Groups, Runs, Scripts
from islandmgr.resources.islands.service.filters import DEFAULT_GROUP, GROUPS
from islandmgr.resources.islands.service.verbs import IslandFilter, Islands
from islandmgr.resources.islands.shared import answers as island_answers
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages import language
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs
from pod_specs import Blueprints

ISLANDS = 1000  # that can be chosen from
RUNS = 30  # that are shown, the newest

blueprint = Blueprint("clocks", __name__)


@blueprint.get("/clocks")
@permit("look")
def page() -> Response:
    """Groups, scripts and runs."""
    language_now = language.chosen()
    kinds = verbs(Blueprints).all()
    titles = {name: one.title.in_language(language_now) for it in kinds for name, one in it.moments.items()}
    data = {
        **_everything(),
        "everything_address": url_for("clocks.everything"),
        "blueprints": [it.name for it in kinds],
        "moment_titles": {name: title for name, title in titles.items() if title},
    }
    return show("clocks.html", data)


@blueprint.get("/clocks.json")
@permit("look")
def everything() -> Response:
    """What the page shows, anew."""
    return jsonify(_everything())


def _everything() -> dict[str, Any]:
    newest = verbs(Stream).newest()  # the place first: what happens while we read then comes again
    there = verbs(Islands).page(IslandFilter(states=GROUPS[DEFAULT_GROUP], limit=ISLANDS)).items
    return {
        "newest": newest,
        "islands": [island_answers.island(it, verbs(Clocks).zone(it)) for it in there],
        "groups": [clock_answers.group(it) for it in verbs(Groups).all()],
        "scripts": [clock_answers.script(it) for it in verbs(Scripts).all()],
        "runs": [clock_answers.run(it) for it in verbs(Runs).page(limit=RUNS, after=None)[0]],
    }
