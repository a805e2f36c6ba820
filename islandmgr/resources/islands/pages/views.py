"""The pages, and the few JSON answers that only they need."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _

import faketime
from islandmgr.kernel.stream import Stream
from islandmgr.model.domain import Island
from islandmgr.model.errors import IslandError
from islandmgr.resources.clocks.service import Clocks
from islandmgr.resources.islands.api import answers as history_answers
from islandmgr.resources.islands.pages.named_moments import upcoming
from islandmgr.resources.islands.service.filters import GROUPS, from_query
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.resources.islands.service.verbs import Islands
from islandmgr.resources.islands.shared import answers as island_answers
from islandmgr.resources.nodes.service.verbs import Nodes
from islandmgr.web import serialization
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages import language
from islandmgr.web.pages.assets import asset
from islandmgr.web.pages.fallbacks import asked
from islandmgr.web.pages.frame import show
from islandmgr.web.services import settings, verbs
from pod_specs import Blueprints

EVENTS = 1000  # lines of history that come with an island's page

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@permit("look")
def islands() -> Response:
    """The table of islands, with its first rows."""
    data, groups = table_data()
    return show("islands.html", data, groups=groups)


def table_data() -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """What the table's modules need, and the groups of states to choose from."""
    data = {
        **_rows(),
        "rows_address": "rows.json",
        "groups": {name: sorted(states) for name, states in GROUPS.items()},
        "blueprints": _blueprints(),
        "default_blueprint": settings().default_blueprint,
        "branches": _branches(),
        "max_ttl_hours": settings().max_ttl_hours,
        "logo": asset("logo.svg"),
    }
    groups = [
        ("active", _("Active"), _("All that are not stopped")),
        ("trouble", _("In trouble"), _("Crashed, failed, lost or not answering")),
        ("stopped", _("Stopped"), _("Stopped islands: their history is kept")),
        ("all", _("All"), _("All there ever were")),
    ]
    return data, groups


@blueprint.get("/rows.json")
@permit("look")
def rows() -> Response:
    """The rows of another filter, or older ones."""
    return jsonify(_rows())


@blueprint.get("/islands/<id:island_id>")
@permit("look")
def island(island_id: int) -> Response:
    """One island's page."""
    newest = verbs(Stream).newest()  # the place first: what happens while we read then comes again
    it = verbs(Islands).get(island_id)
    history = verbs(Lookup).events(island_id, limit=EVENTS)
    data = {
        "newest": newest,
        "island": _row(it),
        "events": [history_answers.event(event) for event in history],
        "moments": _moments(it),
        "row_address": f"{it.id}/row.json",
    }
    return show("island.html", data, island=it)


@blueprint.get("/islands/<id:island_id>/row.json")
@permit("look")
def row(island_id: int) -> Response:
    """One island, and the place in the stream to follow it from."""
    newest = verbs(Stream).newest()
    return jsonify(newest=newest, island=_row(verbs(Islands).get(island_id)))


@blueprint.get("/now.json")
@permit("look")
def now() -> Response:
    """What time it is here: pages show islands' times by the manager's clock, and see that it is there."""
    response = jsonify(now=time.time())
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/help")
@permit("look")
def help() -> Response:  # noqa: A001 - the address people guess
    """What islands are, what the states mean, the keyboard."""
    return show("help.html")


def _rows() -> dict[str, Any]:
    newest = verbs(Stream).newest()  # the place first: what happens while we read then comes again
    page = verbs(Islands).page(from_query(request.args))
    return {"newest": newest, "islands": [_row(it) for it in page.items], "next": serialization.cursor(page.next)}


def _row(it: Island) -> serialization.Json:
    return island_answers.island(it, verbs(Clocks).zone(it))


def _blueprints() -> list[dict[str, Any]]:
    """What the start dialog offers, in the reader's language."""
    words = language.chosen()
    offered = []
    for it in verbs(Blueprints).all():
        all_said = history_answers.blueprint(it, verbs(Clocks).zone_before_start(it))
        args = [
            {**sent, "description": argument.description.in_language(words)}
            for sent, argument in zip(all_said["args"], it.args.values(), strict=True)
        ]
        texts = {"title": it.title.in_language(words), "description": it.description.in_language(words)}
        offered.append({**all_said, **texts, "args": args, "moments": upcoming(it, time.time(), words)})
    return offered


def _moments(it: Island) -> list[dict[str, str | float]]:
    try:
        kind = verbs(Blueprints).get(it.blueprint)
    except IslandError:
        return []  # its blueprint was taken away meanwhile
    return upcoming(kind, faketime.island_time(it.clock, time.time()), language.chosen())


def _branches() -> list[str]:
    return list(asked(verbs(Nodes).branches)[1] or ())
