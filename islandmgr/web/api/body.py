"""Reading a request's body: once, before any view, so that what is no JSON object is refused in words."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from islandmgr.model.errors import Invalid
from islandmgr.web.api.common import PREFIX
from islandmgr.web.guards import MAX_BODY, SAFE_METHODS
from islandmgr.web.refusals import quoted

NEAR = 30  # characters shown around the place where JSON breaks


def install(app: Flask) -> None:
    app.before_request(_read)


def explain(error: ValueError) -> str:
    """What is wrong with a body that is no JSON, with the place."""
    if not isinstance(error, json.JSONDecodeError):  # not even text
        return f"The body is no JSON: {error}"
    near = error.doc[max(0, error.pos - NEAR) : error.pos + NEAR]
    return f"The body is no JSON: {error}, near {near!r}"


def _read() -> None:
    if request.method in SAFE_METHODS or not request.path.startswith(f"{PREFIX}/"):
        return
    data = request.get_data()
    if request.content_length is None and len(data) >= MAX_BODY:  # sent in chunks, and cut off at the limit
        raise RequestEntityTooLarge
    if not data:
        return
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(
            f"The body is of type {request.content_type!r}; send JSON with Content-Type: application/json"
        )
    body = _json()
    if not isinstance(body, dict):
        raise Invalid(f"The body is {quoted(body)}; send a JSON object, as in {{...}}")


def _json() -> Any:
    try:
        return current_app.json.loads(request.get_data(), object_pairs_hook=_once)
    except RecursionError:
        raise BadRequest("The body is no JSON that we read: its brackets are nested too deep") from None
    except ValueError as error:
        raise BadRequest(explain(error)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a key that is there twice, JSON readers would drop one without a word."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise Invalid(f"The body has the key {quoted(twice)} twice; send it once")
    return found
