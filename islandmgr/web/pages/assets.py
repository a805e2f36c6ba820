"""Static files under `/assets/<version>/...`, where the version is a digest of them all.

The frame's own are in `web/static`; those of the room `drains` are `/assets/<version>/drains/...`.

A browser may keep such a file for ever, modules that import each other by relative paths included, and a new version
of the manager is a new address. Files are sent compressed where the browser takes it: the way there may be a VPN.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from islandmgr.web.access.permissions import OPEN, permit
from islandmgr.web.pages import language

FRAME = Path(__file__).parent.parent / "static"
ROOMS = {folder.parent.name: folder for folder in sorted(FRAME.parents[1].glob("resources/*/static"))}
KEEP = "public, max-age=31536000, immutable"
_IMPORT = re.compile(r'^import (?:[^"]+ from )?"([^"]+)";$', re.MULTILINE)
_COMPRESSED = {".css", ".js", ".json", ".mjs", ".svg"}

blueprint = Blueprint("assets", __name__)
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("text/javascript", ".js")


@cache
def version() -> str:
    """The digest of all static files and of the translations."""
    digest = hashlib.sha256()
    for path in sorted([*_everything(), *language.TRANSLATIONS.rglob("*.po")]):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file, for templates."""
    return url_for("assets.file", wanted=version(), name=name)


@cache
def imports(name: str) -> tuple[str, ...]:
    """All modules that the module `name` needs, itself left out: a page names them so that they come side by side."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        here = waiting.pop()
        for wanted in _IMPORT.findall(read(here).decode()):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(here), wanted))
            if other not in found:
                found.append(other)
                waiting += [] if other.startswith("vendor/") else [other]
    return tuple(found)


@blueprint.get("/assets/<wanted>/<path:name>")
@permit(OPEN)
def file(wanted: str, name: str) -> Response:
    """A static file; `wanted` is for the browser's cache, the newest content is what there is."""
    return _kept(wanted, read(name), name)


def read(name: str) -> bytes:
    """The static file of this name: `js/dom.js` of the frame, `drains/drain-page.js` of a room. Raises NotFound."""
    room, _, rest = name.partition("/")
    found = safe_join(str(ROOMS[room]), rest) if room in ROOMS else safe_join(str(FRAME), name)
    if found is None or not Path(found).is_file():
        raise NotFound
    return Path(found).read_bytes()


def _everything() -> Iterator[Path]:
    for folder in (FRAME, *ROOMS.values()):
        yield from folder.rglob("*")


@blueprint.get("/assets/<wanted>/catalogue/<locale>.json")
@permit(OPEN)
def catalogue(wanted: str, locale: str) -> Response:
    """What the modules need of a translation."""
    if locale not in language.LOCALES.values():
        raise NotFound
    return _kept(wanted, language.script_catalogue(locale).encode(), f"{locale}.json")


def _kept(wanted: str, body: bytes, name: str) -> Response:
    small = Path(name).suffix in _COMPRESSED and request.accept_encodings["gzip"] > 0
    response = current_app.response_class(_gzipped(body) if small else body, content_type=_content_type(name))
    if small:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = KEEP if wanted == version() else "no-cache"
    return response


@cache
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _content_type(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind
