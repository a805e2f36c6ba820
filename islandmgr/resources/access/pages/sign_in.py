"""Coming in by the page, and going out: with a name and a password, or with the company's account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from flask_babel import gettext as _

from islandmgr.model.errors import Forbidden, IslandError, TooMany, Unauthorized
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.resources.access.service.sign_in import SignIn
from islandmgr.web import errors
from islandmgr.web.access import client, cookie, identity
from islandmgr.web.access.permissions import SIGN_IN, permit
from islandmgr.web.api.common import actor
from islandmgr.web.guards import is_loopback
from islandmgr.web.pages.frame import show
from islandmgr.web.pages.language import local_path
from islandmgr.web.services import settings, verbs
from islandmgr.web.wording import worded

ATTEMPT = "islandmgr-sign-in"  # the cookie that a browser carries to the company's sign-in and back
LONGEST = 1000  # characters of a name or a password that are looked at

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
@permit(SIGN_IN)
def page() -> Any:
    """The form; whoever is signed in already goes on."""
    following = local_path(request.args.get("next", "/"))
    if settings().auth == "none" or _is_in():
        return redirect(following)
    return _form(following)


@blueprint.post("/sign-in")
@permit(SIGN_IN)
def enter() -> Any:
    """A name and a password for a session."""
    following = local_path(request.form.get("next", "/"))
    name, password = (request.form.get(field, "")[:LONGEST] for field in ("name", "password"))
    g.audit_target = name
    cookie.check_own_page()
    try:
        _token, secret = verbs(SignIn).to_session(name.strip(), password, client(), actor())
    except (Unauthorized, TooMany) as error:
        g.audit_message = error.message
        words = _("Too many attempts. Please wait a few minutes.") if isinstance(error, TooMany) else ""
        fault = errors.of_island_error(error)
        response = _form(following, name, words or _("The name or the password is not right."))
        response.status_code = fault.status
        response.headers.update(fault.headers)
        return response
    return _welcome(following, secret)


@blueprint.get("/sign-in/company", endpoint="company")
@permit(SIGN_IN)
def to_company() -> Any:
    """Off to the company's own sign-in."""
    company = verbs(SignIn).company
    if company is None:
        return redirect(url_for("sign_in.page"))
    url, attempt = company.begin(_back(), local_path(request.args.get("next", "/")))
    response = redirect(url)
    secure = settings().url.startswith("https://")
    response.set_cookie(ATTEMPT, attempt, max_age=900, path="/sign-in", httponly=True, samesite="Lax", secure=secure)
    return response


@blueprint.get("/sign-in/back")
@permit(SIGN_IN)
def back() -> Any:
    """And back again."""
    company = verbs(SignIn).company
    if company is None:
        return redirect(url_for("sign_in.page"))
    code, state = request.args.get("code", ""), request.args.get("state", "")
    try:
        person, following = company.finish(request.cookies.get(ATTEMPT, ""), _back(), code=code, state=state)
        _token, secret = verbs(SignIn).by_company(person, client(), actor())
    except (Unauthorized, Forbidden) as error:
        response = _form("/", trouble=worded(error.message))
        response.status_code = errors.of_island_error(error).status
    else:
        response = _welcome(local_path(following), secret)
    response.delete_cookie(ATTEMPT, path="/sign-in")
    return response


@blueprint.post("/sign-out")
@permit("self.change")
def leave() -> Any:
    """End this browser's session."""
    verbs(SignIn).sign_out(identity(), actor())
    response = current_app.make_response(redirect(url_for("sign_in.page"), 303))
    cookie.clear(response, settings())
    return response


def _form(following: str, name: str = "", trouble: str = "") -> Response:
    company = verbs(SignIn).company
    response = show(
        "sign_in.html",
        following=following,
        name=name,
        trouble=trouble,
        company=company.title if company else "",
        on_loopback=is_loopback(settings().host),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _welcome(following: str, secret: str) -> Response:
    response = current_app.make_response(redirect(following, 303))
    cookie.write(response, settings(), secret)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_in() -> bool:
    """Whether the cookie is good. The gate does not look at this page."""
    try:
        verbs(Credentials).identify(cookie.read(settings()), client())
    except IslandError:
        return False
    return True


def _back() -> str:
    return settings().url + url_for("sign_in.back")
