"""`create_app(services)`: the one place that puts the web application together."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from flask_openapi.openapi import OpenAPI
from jinja2 import FileSystemLoader
from pydantic import ValidationError
from werkzeug.middleware.proxy_fix import ProxyFix

from islandmgr.app import api, pages
from islandmgr.app.services import Services
from islandmgr.web import access, errors, guards, health, services, streams
from islandmgr.web import request_log as observe
from islandmgr.web.api.common import Strict
from islandmgr.web.ids import IdConverter
from islandmgr.web.pages import frame
from islandmgr.web.refusals import refuse

VERSION = "1"
FRAME = Path(frame.__file__).parents[1] / "templates"
ABOUT = (
    "Game islands for testers: one click, a server of your own with ports and a clock of its own. "
    'Errors are `{"error": {"code", "message", "details"}}`; lists are `{"items": [...], "next": null or a cursor}`; '
    "times are RFC 3339 in UTC. Answers may gain fields."
)


def create_app(found: Services) -> OpenAPI:
    """The WSGI application. It starts no thread: `islandmgr.serving` runs the manager beside it."""
    app = OpenAPI(
        "islandmgr.web",
        info={"title": "islandmgr", "version": VERSION, "description": ABOUT},
        security_schemes={
            "pod": {"type": "http", "scheme": "bearer", "description": "The token in an island's Pod"},
            "token": {"type": "http", "scheme": "bearer", "description": "An API token of a person"},
        },
        validation_error_callback=_refuse,
        doc_ui=False,
        static_folder=None,
    )
    app.openapi_version = "3.1.0"
    app.jinja_loader = FileSystemLoader([FRAME, *sorted(FRAME.parents[1].glob("resources/*/templates"))])
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the first port is the one people connect to
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if found.settings.proxies:
        number = found.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=number)  # type: ignore[method-assign]
    app.url_map.converters["id"] = IdConverter
    services.install(app, found)
    streams.install(app, found.settings.web_threads)
    observe.install(app)
    guards.install(app, found.settings)
    access.install(app, found)
    errors.install(app)
    health.register(app, found)
    api.register(app)
    pages.register(app, found)
    return app


def _refuse(error: ValidationError) -> NoReturn:
    raise refuse(error, Strict.__subclasses__()) from None
