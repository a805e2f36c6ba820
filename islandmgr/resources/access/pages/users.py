"""People: for admins."""

from __future__ import annotations

from flask import Blueprint, Response

from islandmgr.access import Role
from islandmgr.resources.access.api import serialization
from islandmgr.resources.access.service.users import Users
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs

blueprint = Blueprint("users_page", __name__)


@blueprint.get("/users")
@permit("users.change")
def page() -> Response:
    """Everybody who has an account."""
    people = verbs(Users).all()
    data = {"users": [serialization.user(one) for one in people], "roles": list(Role)}
    return show("users.html", data, teams=sorted({one.team for one in people if one.team}))
