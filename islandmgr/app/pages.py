"""The pages for people: islands, one island, ports, nodes, help; their languages, static files and exports.

Views are thin: parse, one call of a verb, render. What changes on a page afterwards comes from the API.
"""

from __future__ import annotations

from flask import Flask

from islandmgr.app.services import Services
from islandmgr.resources.access.pages import account, sign_in, users
from islandmgr.resources.audit import pages as audit
from islandmgr.resources.clocks import pages as clocks
from islandmgr.resources.drains import pages as drains
from islandmgr.resources.islands.pages import embed, export, views
from islandmgr.resources.nodes import pages as cluster
from islandmgr.resources.notifications import pages as telling
from islandmgr.resources.ports import pages as ports
from islandmgr.web.pages import assets, frame, language

__all__ = ["register"]


def register(app: Flask, services: Services) -> None:
    """Add the pages to `app`."""
    language.register(app, services.settings.language)
    frame.register(app)
    embed.install(app)
    people = (sign_in.blueprint, account.blueprint, users.blueprint, audit.blueprint)
    for topic in (
        assets.blueprint,
        views.blueprint,
        cluster.blueprint,
        ports.blueprint,
        clocks.blueprint,
        drains.blueprint,
        export.blueprint,
        telling.blueprint,
        *people,
    ):
        app.register_blueprint(topic)
