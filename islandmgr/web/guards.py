"""What every request has to pass, and the headers that every answer carries.

Without sign-in the manager listens on loopback only, and still any web page that a tester opens could make the
tester's browser post to 127.0.0.1:8000. Two checks keep such pages out: a request must name us as its host (against
DNS rebinding: `evil.example` resolving to 127.0.0.1), and one that changes something must not come from another site.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge

from islandmgr.config.settings import Settings
from islandmgr.model.errors import Forbidden

MAX_BODY = 1_000_000  # bytes; the largest honest body is a side container's report with the tails of a few files

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

FOR_MACHINES = frozenset({"/healthz", "/readyz", "/metrics"})
"""Kubelets and scrapers come by a Pod's address, which nobody can tell us beforehand."""

SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: browsers then send `Origin: null` with our own page's requests, and the check below needs it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def install(app: Flask, settings: Settings) -> None:
    """Check each request before anything else looks at it; complete each answer."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    ours = {settings.host, _host_of(settings.public_url)} - {""}

    @app.before_request
    def check() -> None:
        if request.path not in FOR_MACHINES:
            check_host(request.host, ours)
        if request.method not in SAFE_METHODS:
            check_origin(request.headers, {origin_of(request.host_url), origin_of(settings.url)})
        if (request.content_length or 0) > MAX_BODY:
            raise RequestEntityTooLarge

    @app.after_request
    def complete(response: Response) -> Response:
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")  # what one person may see is not for another
        return response


def check_host(host: str, ours: set[str]) -> None:
    """Refuse a `Host` header that is neither loopback nor a name we were given. The port does not matter.

    Raises:
        Forbidden
    """
    name = _host_of(f"//{host}")
    if name not in ours and not is_loopback(name):
        raise Forbidden(
            f"The request is for host {host!r}, which is not this manager; use its address, or set ISLANDMGR_PUBLIC_URL"
        )


def check_origin(headers: Mapping[str, str] | Headers, ours: set[str]) -> None:
    """Refuse what a browser sends on behalf of another site's page. Programs send neither header and pass.

    Raises:
        Forbidden
    """
    site = headers.get("Sec-Fetch-Site", "none")
    if site not in {"same-origin", "none"}:
        raise Forbidden(f"A page of another site may not change anything here (Sec-Fetch-Site: {site})")
    origin = headers.get("Origin")
    if origin is not None and origin_of(origin) not in ours:
        raise Forbidden(f"A page of {origin!r} may not change anything here")


def origin_of(url: str) -> str:
    """`http://host:port/path` as `http://host:port`, in lower case."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}".lower()


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a lone bracket, for example
        return ""


def is_loopback(name: str) -> bool:
    """Names that always mean this machine: browsers and resolvers never ask anybody for them."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
