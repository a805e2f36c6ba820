"""People: for admins."""

from __future__ import annotations

from flask import Blueprint, Response

from islandmgr.access import Role
from islandmgr.resources.access.api import serialization as access_wire
from islandmgr.web.pages.frame import show
from islandmgr.web.services import ready_services

blueprint = Blueprint("users_page", __name__)


@blueprint.get("/users")
def page() -> Response:
    """Everybody who has an account."""
    people = ready_services().access.users.all()
    data = {"users": [access_wire.user(one) for one in people], "roles": list(Role)}
    return show("users.html", data, teams=sorted({one.team for one in people if one.team}))
