"""One's own account: password, API tokens, where one is signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, url_for

from islandmgr.access import Scope
from islandmgr.resources.access.api import serialization
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.resources.access.service.users import Users
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages.frame import show
from islandmgr.web.services import settings, verbs

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@permit("self.change")
def page() -> Any:
    """What one is called, may do and holds."""
    me = identity()
    if not me.credential:
        return redirect(url_for("pages.islands"))
    credentials = verbs(Credentials)
    data = {
        "tokens": [serialization.token(one, me.credential) for one in credentials.tokens_of(me.name)],
        "sessions": [serialization.token(one, me.credential) for one in credentials.sessions_of(me.name)],
        "scopes": [scope.word for scope in Scope],
    }
    return show("account.html", data, user=verbs(Users).get(me.name), server=settings().url)
