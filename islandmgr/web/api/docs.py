"""The OpenAPI document, and a page that shows it. All of it is served from here: no other site is asked."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_openapi.openapi import OpenAPI

from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX
from islandmgr.web.pages.assets import asset

VIEWER = "vendor/swagger-ui-5.35.0"


def register(app: OpenAPI) -> None:
    """Add `/openapi.json` and `/docs` below the API's prefix."""
    docs = Blueprint("docs", __name__, url_prefix=PREFIX)

    @docs.get("/openapi.json")
    @permit("look")
    def document() -> ResponseReturnValue:
        return jsonify(app.api_doc)

    @docs.get("/docs")
    @permit("look")
    def page() -> ResponseReturnValue:
        return render_template(
            "api_docs.html",
            document=url_for("docs.document"),
            viewer=asset(f"{VIEWER}/swagger-ui-bundle.js"),
            css=asset(f"{VIEWER}/swagger-ui.css"),
            script=asset("js/api-docs.js"),
            icon=asset("logo.svg"),
        )

    app.register_blueprint(docs)
