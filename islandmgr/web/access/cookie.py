"""The session in the browser: a cookie that no script can read and no other site can send along with a change."""

from __future__ import annotations

from flask import Response, request

from islandmgr.config.settings import Settings
from islandmgr.model.errors import Forbidden
from islandmgr.web.guards import SAFE_METHODS


def name(settings: Settings) -> str:
    """Browsers keep cookies by host and not by port, so two managers on one machine need two names."""
    return "__Host-islandmgr" if _secure(settings) else f"islandmgr-{settings.port}"


def read(settings: Settings) -> str:
    return request.cookies.get(name(settings), "")


def write(response: Response, settings: Settings, secret: str) -> None:
    """Kept until it is not used for `session_hours`; the manager decides, so the browser may keep it longer."""
    response.set_cookie(
        name(settings), secret, max_age=90 * 86400, secure=_secure(settings), httponly=True, samesite="Lax", path="/"
    )


def clear(response: Response, settings: Settings) -> None:
    response.delete_cookie(name(settings), secure=_secure(settings), httponly=True, samesite="Lax", path="/")


def check_own_page() -> None:
    """A browser sends its cookie with whatever another site makes it send. So a change that comes with a cookie must
    say that it is from a page of ours: all browsers send `Origin` with changes, most `Sec-Fetch-Site` too.

    `guards.check_origin` has refused wrong ones already; here one must be there.

    Raises:
        Forbidden
    """
    if request.method in SAFE_METHODS or "Origin" in request.headers:
        return
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        raise Forbidden("A change with a session's cookie must come from a page of ours; programs use an API token")


def _secure(settings: Settings) -> bool:
    return settings.url.startswith("https://")
