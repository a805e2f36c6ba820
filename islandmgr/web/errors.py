"""One table: which fault is which HTTP status. Every error leaves as `{"error": {"code", "message", "details"}}`.

Pages for people may show an error their own way: whoever registers them puts a function into
`app.extensions[ERROR_PAGE]`, called with `Fault` for browsers that ask for HTML outside `/api/`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from islandmgr.model.errors import (
    Conflict,
    Forbidden,
    Invalid,
    IslandError,
    NotFound,
    TooMany,
    Unauthorized,
    Unavailable,
)
from islandmgr.model.messages import as_message, declare
from islandmgr.web.wording import worded

ERROR_PAGE = "islandmgr.error_page"

NOTHING_THERE = declare("http.nothing_there", "There is nothing at %(path)s")
NOT_POSSIBLE = declare("http.not_possible", "%(method)s is not possible at %(path)s; accepted: %(accepted)s")
TOO_LARGE = declare("http.too_large", "The body is too large; at most %(most)s bytes are accepted")
BUG = declare("http.bug", "Something went wrong here; the log has it under %(id)s")

STATUS: dict[type[IslandError], int] = {
    Unauthorized: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    Unavailable: 503,
}

RETRY_AFTER = "2"  # seconds; what is away is often back soon (a database restart, a leader change)

_HTTP_CODES = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Fault:
    """What is told about an error. It is put into words when it leaves; the audit keeps the message itself."""

    status: int
    code: str
    message: str
    details: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"error": {"code": self.code, "message": worded(self.message), "details": dict(self.details)}}


def install(app: Flask) -> None:
    """Let every error of `app` leave in the one form."""
    app.register_error_handler(IslandError, lambda error: answer(of_island_error(error)))
    app.register_error_handler(HTTPException, lambda error: answer(of_http_exception(error)))
    app.register_error_handler(Exception, lambda error: answer(of_bug(error)))


def answer(fault: Fault) -> ResponseReturnValue:
    """Render a fault for whoever asked: a page for browsers where there is one, JSON for everybody else."""
    g.fault = fault
    page: Callable[[Fault], Response] | None = current_app.extensions.get(ERROR_PAGE)
    response = page(fault) if page is not None and _wants_a_page() else jsonify(fault.to_json())
    response.status_code = fault.status
    response.headers.update(fault.headers)
    return response


def of_island_error(error: IslandError) -> Fault:
    """Our own faults carry their sentence; the table has the status."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    headers = {}
    if isinstance(error, Unavailable):
        headers["Retry-After"] = RETRY_AFTER
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.details.get("retry_after", RETRY_AFTER))
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = "Bearer"
    if error.told != error.message:
        log.warning("not told to the client", cause=error.message)
    return Fault(status, error.code, error.told, error.details, headers)


def of_http_exception(error: HTTPException) -> Fault:
    """What Flask itself refuses: unknown paths, wrong methods, bodies that are too large."""
    status = error.code or 500
    headers = {key: value for key, value in error.get_headers() if key in {"Allow", "Retry-After"}}
    if status == 404:
        message = NOTHING_THERE(path=request.path)
    elif status == 405:
        message = NOT_POSSIBLE(method=request.method, path=request.path, accepted=headers.get("Allow", "-"))
    elif status == 413:
        message = TOO_LARGE(most=current_app.config["MAX_CONTENT_LENGTH"])
    else:
        message = as_message(error.description or error.name)
    return Fault(status, _HTTP_CODES.get(status, "http"), message, headers=headers)


def of_bug(error: Exception) -> Fault:
    """Anything else is our fault: logged in full under an id, and only the id is shown."""
    number = uuid.uuid4().hex[:12]
    log.error("request failed", error_id=number, method=request.method, path=request.path, exc_info=error)
    return Fault(500, "internal", BUG(id=number), {"error_id": number})


def _wants_a_page() -> bool:
    accepted = request.accept_mimetypes
    return not request.path.startswith("/api/") and accepted["text/html"] > accepted["application/json"]
