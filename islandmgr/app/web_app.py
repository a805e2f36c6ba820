"""`create_app(application)`: the one place that puts the web application together."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from flask import Flask
from flask_openapi.openapi import OpenAPI
from jinja2 import FileSystemLoader
from pydantic import ValidationError
from werkzeug.middleware.proxy_fix import ProxyFix

from islandmgr.app.bootstrap import Application
from islandmgr.app.rooms import ROOMS, menu
from islandmgr.kernel import audit
from islandmgr.resources.access.service.door import Door
from islandmgr.web import access, errors, guards, health, request_log, services, streams
from islandmgr.web.access import door
from islandmgr.web.api import body, docs, stream
from islandmgr.web.api.common import Strict
from islandmgr.web.ids import IdConverter
from islandmgr.web.pages import assets, frame, language
from islandmgr.web.refusals import refuse

VERSION = "1"
EXTENSION = "islandmgr.application"
FRAME = Path(frame.__file__).parents[1] / "templates"
ABOUT = (
    "Game islands for testers: one click, a server of your own with ports and a clock of its own. "
    'Errors are `{"error": {"code", "message", "details"}}`; lists are `{"items": [...], "next": null or a cursor}`; '
    "times are RFC 3339 in UTC. Answers may gain fields."
)


def create_app(found: Application) -> OpenAPI:
    """The WSGI application. It starts no thread: `islandmgr.app.server` runs the manager beside it."""
    rooms, settings = ROOMS.values(), found.services.settings
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
    if settings.proxies:
        number = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=number)  # type: ignore[method-assign]
    app.url_map.converters["id"] = IdConverter
    app.extensions[EXTENSION] = found
    services.install(app, found.services, found.manager.trouble)
    streams.install(app, settings.web_threads)
    request_log.install(app)
    guards.install(app, settings)
    _install_gate(app, found)
    errors.install(app)
    health.register(app, found.services, found.manager.trouble, _metrics())
    body.install(app)
    for room in rooms:
        for name in room.api:
            app.register_api(room.find(name))
    app.register_api(stream.api)
    docs.register(app)
    language.register(app, settings.language)
    frame.register(app, menu())
    app.register_blueprint(assets.blueprint)
    for room in rooms:
        for name in room.pages:
            app.register_blueprint(room.find(name))
    return app


def application(app: Flask) -> Application:
    """What `create_app` was given."""
    found: Application = app.extensions[EXTENSION]
    return found


def _metrics() -> list[health.Metrics]:
    return [room.find(room.metrics) for room in ROOMS.values() if room.metrics]


def _install_gate(app: OpenAPI, found: Application) -> None:
    """Credentials are read before any view: by what the room `access` knows of people."""
    parts = found.parts
    door.install(app, found.services[Door])
    access.install(app, parts.settings, lambda actor, told: audit.record(parts.store, actor, parts.now(), told))


def _refuse(error: ValidationError) -> NoReturn:
    raise refuse(error, Strict.__subclasses__()) from None
