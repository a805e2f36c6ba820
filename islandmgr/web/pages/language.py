"""English and Simplified Chinese: which one a reader gets, and one catalogue for templates and modules alike.

English is the language of the source, so it needs no catalogue. A choice made on the page is kept in a cookie and
goes before what the browser asks for.
"""

from __future__ import annotations

import json
from functools import cache

from babel.messages.pofile import read_po
from flask import Blueprint, Flask, Response, current_app, redirect, request
from flask_babel import Babel
from werkzeug.exceptions import NotFound

from islandmgr.model.languages import LOCALES, TRANSLATIONS
from islandmgr.web.access.permissions import OPEN, permit
from islandmgr.web.wording import COOKIE, PAGE_LANGUAGE, chosen

__all__ = ["LOCALES", "NAMES", "TRANSLATIONS", "chosen", "local_path", "register", "script_catalogue"]

NAMES = {"en": "English", "zh": "简体中文"}
YEAR = 365 * 86400

blueprint = Blueprint("language", __name__)


def register(app: Flask, default: str) -> None:
    """Teach `app` its languages; `default` serves browsers that ask for neither."""
    app.config[PAGE_LANGUAGE] = default
    Babel(app, default_translation_directories=str(TRANSLATIONS), locale_selector=lambda: LOCALES[chosen()])
    app.register_blueprint(blueprint)


@blueprint.get("/language/<wanted>")
@permit(OPEN)
def choose(wanted: str) -> Response:
    """Remember a language and go back to the page it was chosen on."""
    if wanted not in LOCALES:
        raise NotFound
    response = current_app.make_response(redirect(local_path(request.args.get("next", "/"))))
    response.set_cookie(COOKIE, wanted, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


def local_path(target: str) -> str:
    """`target` if it is a path here, else the first page: a link must not lead to another site by way of ours."""
    inside = (
        target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable() and "\\" not in target
    )
    return target if inside else "/"


@cache
def script_catalogue(locale: str) -> str:
    """The messages that stand in a module, as JSON: `{msgid: translation}` or `{msgid: [one, many]}`."""
    path = TRANSLATIONS / locale / "LC_MESSAGES/messages.po"
    if not path.is_file():
        return "{}"
    with path.open("rb") as file:
        messages = list(read_po(file, locale=locale))
    kept = {}
    for message in messages:
        if message.id and message.string and any(place.endswith(".js") for place, _line in message.locations):
            plural = isinstance(message.id, (list, tuple))
            kept[message.id[0] if plural else message.id] = list(message.string) if plural else message.string
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
