"""The table of islands for a frame in pages of other tools: `/embed`, and `/embed.js`, which puts it there.

Only pages of the origins in the setting `frame_ancestors` may frame it, and our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app
from flask.sansio.blueprints import BlueprintSetupState

from islandmgr.resources.islands.pages.views import table_data
from islandmgr.web.access.permissions import OPEN, permit
from islandmgr.web.guards import SECURITY_HEADERS
from islandmgr.web.pages.assets import read
from islandmgr.web.pages.frame import show
from islandmgr.web.services import settings

BASE = "HTTP_X_ISLANDMGR_BASE"
_BASE_FORM = re.compile(r"(/[A-Za-z0-9._~-]{1,100}){1,10}")

blueprint = Blueprint("embed", __name__)


@blueprint.record_once
def be_based(state: BlueprintSetupState) -> None:
    """Behind another application (`islandmgr.embedding`) the page's addresses begin with that one's path."""
    app = cast("Flask", state.app)
    inner = app.wsgi_app

    def based(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        base = environ.get(BASE, "")
        if environ.get("PATH_INFO") == "/embed" and _BASE_FORM.fullmatch(base):
            environ["SCRIPT_NAME"] = base
        return inner(environ, start)

    app.wsgi_app = based  # type: ignore[method-assign,assignment]


@blueprint.get("/embed")
@permit("look")
def page() -> Response:
    """The table without our frame around it; `branch`, `owner`, `q` and `state` filter it."""
    data, groups = table_data()
    manager = settings().url
    # An island's own page opens in a tab of its own, at the manager's own address.
    response = show(
        "embed.html",
        {**data, "embedded": True, "islands_address": f"{manager}/", "sign_in_address": None},
        groups=groups,
    )
    ancestors = " ".join(("'self'", *settings().frame_ancestors))
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'none'", f"frame-ancestors {ancestors}"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"  # browsers that know frame-ancestors go by that instead
    return response


@blueprint.get("/embed.js")
@permit(OPEN)
def script() -> Response:
    """For `<script src=".../embed.js" data-branch="dev">`: puts the frame where the script stands."""
    body = read("islands/embed.js")
    headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-cache"}
    return current_app.response_class(body, content_type="text/javascript; charset=utf-8", headers=headers)
