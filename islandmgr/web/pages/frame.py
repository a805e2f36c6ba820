"""What every page is framed by: navigation, languages, the data for the modules, the page that shows an error."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, Response, current_app, render_template, request, url_for
from flask_babel import gettext as _

from islandmgr.access import ACTS, may, reach
from islandmgr.kernel.manifest import MenuEntry
from islandmgr.kernel.stream import Stream
from islandmgr.web.access import identity
from islandmgr.web.access.door import door
from islandmgr.web.api.common import PREFIX
from islandmgr.web.errors import ERROR_PAGE, Fault
from islandmgr.web.pages import language
from islandmgr.web.pages.assets import asset, imports
from islandmgr.web.services import settings, traits, trouble, verbs
from islandmgr.web.wording import worded

SPRITE = "vendor/bootstrap-icons-1.13.2/sprite.svg"
MENU = "islandmgr.menu"
HTML_LANGUAGES = {"en": "en", "zh": "zh-Hans-CN"}


def register(app: Flask, menu: Sequence[MenuEntry]) -> None:
    """Give every template of `app` its frame, and errors a page."""
    app.extensions[MENU] = menu
    app.context_processor(_frame)
    app.extensions[ERROR_PAGE] = error_page
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def show(template: str, data: Mapping[str, Any] | None = None, **values: Any) -> Response:
    """Render a page. `data` goes to its modules as JSON, `values` to the template."""
    response = current_app.make_response(render_template(template, page={**_page_data(), **(data or {})}, **values))
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Cookie", "Accept-Language"))
    return response


def error_page(fault: Fault) -> Response:
    """A fault for people: the title says what kind it is, the message is the fault's own sentence."""
    titles = {
        403: _("That is not allowed"),
        404: _("There is nothing here"),
        503: _("Not ready yet"),
    }
    usual = _("That did not work") if fault.status < 500 else _("Something went wrong")
    return show("error.html", status=fault.status, title=titles.get(fault.status, usual), message=worded(fault.message))


def _page_data() -> dict[str, Any]:
    """What every module may need; see static/js/page.js."""
    locale = language.LOCALES[language.chosen()]
    return {
        "now": time.time(),
        "api": request.script_root + PREFIX,
        "now_address": url_for("pages.now"),
        "islands_address": url_for("pages.islands"),
        "topics": () if trouble() else verbs(Stream).topics,
        "me": _me(),
        "sign_in_address": url_for("sign_in.page") if settings().auth != "none" else None,
        "catalogue": asset(f"catalogue/{locale}.json") if locale != "en" else None,
    }


def _me() -> dict[str, Any]:
    """Who reads, how far each act reaches (0: nobody's, 1: own, 2: the team's, 3: all), and who is in the team."""
    who = identity()
    reaches = {act: int(reach(who, act)) for act in ACTS}
    return {"name": who.name, "role": who.role, "reach": reaches, "mates": door().mates(who)}


def _frame() -> dict[str, Any]:
    chosen = language.chosen()
    me = identity() if identity().credential else None
    return {
        "asset": asset,
        "imports": imports,
        "sprite": SPRITE,
        "html_language": HTML_LANGUAGES[chosen],
        "other_languages": [(code, name) for code, name in language.NAMES.items() if code != chosen],
        "here": request.full_path.rstrip("?"),
        "on_this_machine": traits().nodes_are_this_machine,
        "api_docs": f"{request.script_root}{PREFIX}/docs",
        "me": me,
        "menu": _menu,
        "may": lambda act: may(identity(), act),
        "worded": worded,
    }


def _menu(group: str = "main") -> list[MenuEntry]:
    """The links of a group that this reader may follow. Who has to sign in first has none."""
    who = identity()
    if not who.credential and settings().auth != "none":
        return []
    entries = [entry for entry in current_app.extensions[MENU] if entry.group == group and may(who, entry.act)]
    return entries if who.credential else [entry for entry in entries if not entry.act.startswith("self.change")]
