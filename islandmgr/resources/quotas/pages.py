"""The page about quotas: who may use how much, and does."""

from __future__ import annotations

from flask import Blueprint, Response

from islandmgr.access import may
from islandmgr.resources.quotas import api as quotas
from islandmgr.resources.quotas.rules import Kind
from islandmgr.resources.quotas.service import Quotas
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs

blueprint = Blueprint("quotas_page", __name__)


@blueprint.get("/quotas")
@permit("look")
def page() -> Response:
    """Who may use how much, and does."""
    found = verbs(Quotas).listing()
    data = {
        "quotas": [quotas.quota(view) for view in found],
        "kinds": [kind.value for kind in Kind],
        "may_change": may(identity(), "limits.change"),
    }
    return show("quotas.html", data)
