"""The page about what disagrees, and what can be done about each."""

from __future__ import annotations

from flask import Blueprint, Response

from islandmgr.resources.repair.remedies import repairs
from islandmgr.resources.repair.service import Repair
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.fallbacks import asked
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs
from islandmgr.web.wording import worded

blueprint = Blueprint("repair_page", __name__)


@blueprint.get("/repair")
@permit("look")
def page() -> Response:
    """What the manager's rows, the registry, the books of the ports and the Pods disagree about."""
    trouble, found = asked(lambda: verbs(Repair).differences())
    told = [
        {
            "id": one.id,
            "severity": "warning",
            "message": worded(one.message),
            "advice": worded(one.advice),
            "buttons": repairs(one),
            "island": one.island_id,
        }
        for one in found or ()
    ]
    return show("repair.html", differences=told, trouble=trouble)
