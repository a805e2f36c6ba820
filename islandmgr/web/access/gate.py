"""Before every request: who is it, and may they? After it: what came of it, for the audit."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from islandmgr.app.services import Services
from islandmgr.kernel import audit as auditing
from islandmgr.kernel.audit_rows import Outcome
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Unauthorized
from islandmgr.resources.audit.service import Told
from islandmgr.web.access import cookie, targets, who
from islandmgr.web.access.permissions import ENDPOINTS, IN_POD, OPEN, SIGN_IN, Rule
from islandmgr.web.guards import SAFE_METHODS
from islandmgr.web.services import ready_services

UNHEARD = Rule(who.UNKNOWN)
REFUSALS = frozenset({401, 403, 429})
NOBODY = "nobody"
STRANGERS_A_MINUTE = 60  # refusals of people who did not say who they are that one process writes into the audit


def install(app: Flask, services: Services) -> None:
    """Let every request pass the gate. `auth` `none` makes everybody an admin, and still keeps the audit."""
    strangers = _Strangers()

    @app.before_request
    def enter() -> ResponseReturnValue | None:
        if request.endpoint is None:  # nothing is there, or not for this method: everybody may know
            return None
        rule = ENDPOINTS.get(request.endpoint, UNHEARD)
        who.begin(rule.act)
        if request.method not in SAFE_METHODS:
            g.doing = auditing.begin(rule.act if rule is not UNHEARD else request.endpoint[:48])
        if services.settings.auth == "none" or rule.act in {OPEN, SIGN_IN, IN_POD}:
            return None
        try:
            _identify(services)
        except Unauthorized:
            if not _wants_a_page():
                raise
            return redirect(f"{url_for('sign_in.page')}?{urlencode({'next': request.full_path.rstrip('?')})}")
        _check(services, rule)
        return None

    @app.after_request
    def leave(response: Response) -> Response:
        if request.endpoint is not None:
            _record(services, ENDPOINTS.get(request.endpoint, UNHEARD), response, strangers)
        return response

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        auditing.end()


def _identify(services: Services) -> None:
    """Say who it is: by the token of the `Authorization` header, else by the session's cookie. Raises Unauthorized."""
    credentials = ready_services().access.credentials
    header = request.authorization
    secret = header.token or "" if header is not None and header.type == "bearer" else ""
    by_cookie = "Authorization" not in request.headers
    if by_cookie:
        secret = cookie.read(services.settings)
    if not secret:
        raise Unauthorized("Sign in first: on the page, or with an API token (Authorization: Bearer ...)")
    found = credentials.identify(secret, who.client())
    if found.by_session is not by_cookie:
        raise Unauthorized("A session is for the browser's cookie, an API token for the Authorization header")
    who.know(found, lambda: credentials.still_good(secret))
    if by_cookie:
        cookie.check_own_page()


def _check(services: Services, rule: Rule) -> None:
    """Raises Forbidden, TooMany; Invalid: nobody can tell what the request is about."""
    permissions, grant = services.access.permissions, who.grant()
    grant.check_act()
    about = rule.targets(permissions) if rule.targets else targets.About()
    permissions.check_islands(grant, about.islands)
    if about.owner:
        permissions.check_owner(grant, about.owner)
    if rule.act in {"islands.start", "islands.clone"}:
        services.access.sign_in.count_start(grant.who)


def _wants_a_page() -> bool:
    accepted = request.accept_mimetypes
    return request.method in SAFE_METHODS and accepted["text/html"] > accepted["application/json"]


def _record(services: Services, rule: Rule, response: Response, strangers: _Strangers) -> None:
    """Write what no transaction wrote: refusals, failures, and acts outside the database."""
    doing: auditing.Doing | None = g.get("doing")
    outcome = _outcome(response.status_code)
    if not services.manager.ready.is_set() or not _belongs(rule, doing, outcome):
        return
    me = who.identity()
    name = me.name or ("anonymous" if services.settings.auth == "none" else NOBODY)
    tried = rule.act == SIGN_IN and response.status_code == 401  # limited already, and worth every line
    if name == NOBODY and not tried and not strangers.one_more():
        return
    told = Told(
        act=doing.act if doing else rule.act,
        outcome=outcome,
        island_id=targets.island_in_path(),
        target=_target(),
        message="" if outcome is Outcome.DONE else _message(response),
    )
    services.access.audit.record(Actor(name, who.source()), told)


def _belongs(rule: Rule, doing: auditing.Doing | None, outcome: Outcome) -> bool:
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


def _message(response: Response) -> str:
    body = response.get_json(silent=True) if response.is_json else None
    error = body.get("error") if isinstance(body, dict) else None
    return str(error.get("message", "")) if isinstance(error, dict) else str(g.get("audit_message", ""))


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
