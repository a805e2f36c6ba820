"""The verbs that the application of this request calls."""

from __future__ import annotations

from flask import Flask, current_app

from islandmgr.app.services import Services
from islandmgr.model.errors import Unavailable

EXTENSION = "islandmgr.services"


def install(app: Flask, services: Services) -> None:
    app.extensions[EXTENSION] = services


def services() -> Services:
    """Those of the present application."""
    found: Services = current_app.extensions[EXTENSION]
    return found


def ready_services() -> Services:
    """The same, once the database has its schema and the key that signs tokens is known.

    Before that no verb can work; a Pod that registers then must hear "later", never "no".

    Raises:
        Unavailable
    """
    found = services()
    if not found.manager.ready.is_set():
        raise Unavailable(found.manager.problem or "The manager is starting")
    return found
