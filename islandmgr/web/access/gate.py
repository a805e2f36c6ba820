"""Before every request: who is it, and may they? After it: what came of it, for the audit."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from islandmgr.config.settings import Settings
from islandmgr.kernel import audit
from islandmgr.kernel.audit import Told
from islandmgr.kernel.audit_rows import Outcome
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Unauthorized, Unavailable
from islandmgr.model.messages import declare
from islandmgr.web.access import cookie, targets, who
from islandmgr.web.access.door import door
from islandmgr.web.access.permissions import IN_POD, OPEN, SIGN_IN, Permission, permission_of
from islandmgr.web.errors import Fault
from islandmgr.web.guards import SAFE_METHODS
from islandmgr.web.services import trouble

SIGN_IN_FIRST = declare(
    "access.sign_in_first", "Sign in first: on the page, or with an API token (Authorization: Bearer ...)"
)
WRONG_WAY = declare(
    "access.wrong_way", "A session is for the browser's cookie, an API token for the Authorization header"
)

UNHEARD = Permission(who.UNKNOWN)
REFUSALS = frozenset({401, 403, 429})
NOBODY = "nobody"
STRANGERS_A_MINUTE = 60  # refusals of people who did not say who they are that one process writes into the audit


Record = Callable[[Actor, Told], None]


def install(app: Flask, settings: Settings, record: Record) -> None:
    """Let every request pass the gate; `record` writes into the audit what no transaction wrote.

    `auth` `none` makes everybody an admin, and still keeps the audit.
    """
    strangers = _Strangers()

    @app.before_request
    def enter() -> ResponseReturnValue | None:
        return None if request.endpoint is None else _enter(settings, _permission(app))

    @app.after_request
    def leave(response: Response) -> Response:
        if request.endpoint is not None:
            name = who.identity().name or ("anonymous" if settings.auth == "none" else NOBODY)
            told = _left_to_write(_permission(app), response)
            if told and (name != NOBODY or _tried(response) or strangers.one_more()):
                record(Actor(name, who.source()), told)
        return response

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        audit.end()


def _permission(app: Flask) -> Permission:
    return permission_of(app, request.endpoint or "") or UNHEARD


def _enter(settings: Settings, rule: Permission) -> ResponseReturnValue | None:
    """None lets the request in. An address where nothing is does not come here: everybody may know that."""
    who.begin(rule.act)
    if request.method not in SAFE_METHODS:
        g.doing = audit.begin(rule.act if rule is not UNHEARD else str(request.endpoint)[:48])
    if settings.auth == "none" or rule.act in {OPEN, SIGN_IN, IN_POD}:
        return None
    try:
        _identify(settings)
    except Unauthorized:
        if not _wants_a_page():
            raise
        return redirect(f"{url_for('sign_in.page')}?{urlencode({'next': request.full_path.rstrip('?')})}")
    _check(rule)
    return None


def _identify(settings: Settings) -> None:
    """Say who it is: by the token of the `Authorization` header, else by the session's cookie. Raises Unauthorized."""
    if words := trouble():
        raise Unavailable(words)
    header = request.authorization
    secret = header.token or "" if header is not None and header.type == "bearer" else ""
    by_cookie = "Authorization" not in request.headers
    if by_cookie:
        secret = cookie.read(settings)
    if not secret:
        raise Unauthorized(SIGN_IN_FIRST())
    at = door()
    found = at.identify(secret, who.client())
    if found.by_session is not by_cookie:
        raise Unauthorized(WRONG_WAY())
    who.know(found, lambda: at.still_good(secret))
    if by_cookie:
        cookie.check_own_page()


def _check(rule: Permission) -> None:
    """Raises Forbidden, TooMany; Invalid: nobody can tell what the request is about."""
    at, grant = door(), who.grant()
    grant.check_act()
    about = rule.about() if rule.about else targets.About()
    at.check_islands(grant, about.islands)
    if about.owner:
        at.check_owner(grant, about.owner)
    at.count(grant)


def _wants_a_page() -> bool:
    accepted = request.accept_mimetypes
    return request.method in SAFE_METHODS and accepted["text/html"] > accepted["application/json"]


def _left_to_write(rule: Permission, response: Response) -> Told | None:
    """What no transaction wrote: refusals, failures, and acts outside the database."""
    doing: audit.Doing | None = g.get("doing")
    outcome = _outcome(response.status_code)
    if trouble() or not _belongs(rule, doing, outcome):
        return None
    return Told(
        act=doing.act if doing else rule.act,
        outcome=outcome,
        island_id=targets.island_in_path(),
        target=_target(),
        message="" if outcome is Outcome.DONE else _message(),
    )


def _tried(response: Response) -> bool:
    """A sign-in that failed: limited already, and worth every line."""
    return who.grant().act == SIGN_IN and response.status_code == 401


def _belongs(rule: Permission, doing: audit.Doing | None, outcome: Outcome) -> bool:
    """Whether an entry is still to be written."""
    if doing is None:  # somebody looked; that somebody known tried to see what is not for them is worth a line
        return outcome is Outcome.REFUSED and bool(who.identity().name)
    if rule.act == "look" or rule.act == IN_POD:
        return outcome is Outcome.REFUSED
    return outcome is not Outcome.DONE or not (doing.written or rule.act in {OPEN, SIGN_IN})


def _outcome(status: int) -> Outcome:
    if status < 400:
        return Outcome.DONE
    return Outcome.REFUSED if status in REFUSALS else Outcome.FAILED


def _target() -> str:
    given: dict[str, Any] = {key: value for key, value in (request.view_args or {}).items() if key != "island_id"}
    return str(g.get("audit_target", "")) or " ".join(map(str, given.values()))


def _message() -> str:
    """Why it was refused: the message itself, and not what was made of it for this reader."""
    fault: Fault | None = g.get("fault")
    why: str = fault.message if fault else g.get("audit_message", "")
    return why


class _Strangers:
    """Somebody without a name must not be able to fill the audit: so many lines a minute are enough to see it."""

    def __init__(self) -> None:
        self._minute, self._number = 0, 0

    def one_more(self) -> bool:
        minute = int(time.monotonic() // 60)
        if minute != self._minute:
            self._minute, self._number = minute, 0
        self._number += 1
        return self._number <= STRANGERS_A_MINUTE
