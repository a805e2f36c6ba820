"""Coming in, going out, who one is."""

from __future__ import annotations

from typing import Annotated

from flask import Response, g, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field

from islandmgr.access import Scope
from islandmgr.resources.access.api import serialization
from islandmgr.resources.access.service.sign_in import SignIn, TokenWish
from islandmgr.resources.access.service.users import Users
from islandmgr.web.access import client, cookie, identity
from islandmgr.web.access.permissions import SIGN_IN, permit
from islandmgr.web.api.common import PREFIX, Answer, Strict, Words, actor, answering
from islandmgr.web.services import settings, verbs

api = APIBlueprint("me", __name__, url_prefix=PREFIX, abp_tags=[{"name": "sign-in"}])

Password = Annotated[str, Field(max_length=1000, json_schema_extra={"format": "password"})]
TokenName = Annotated[Words, Field(min_length=1, max_length=120, description="What it is for")]
TokenScope = Annotated[
    str,
    Field(
        pattern="^(read|islands|ops|admin)$",
        description="`read` looks; `islands` starts, stops, sets clocks; `ops` operates; `admin` is all that one may",
    ),
]
Days = Annotated[float, Field(gt=0, le=366, allow_inf_nan=False, description="How long it is good")]


class SignInBody(Strict):
    name: Words
    password: Password
    token_name: TokenName = "islandctl"  # noqa: S105
    scope: TokenScope = "admin"
    days: Days = 30


class PasswordBody(Strict):
    old: Password
    new: Password


@api.post("/sign-in", responses=answering(201, serialization.NewTokenAnswer, 400, 401, 409, 413, 415, 422, 429, 503))
@permit(SIGN_IN)
def sign_in(body: SignInBody) -> Answer:
    """A name and a password for an API token

    For programs that people sign in with, such as islandctl. The page gets a session instead.
    """
    g.audit_target = body.name
    wish = TokenWish(body.token_name, Scope.of(body.scope), body.days)
    token, secret = verbs(SignIn).to_token(body.name, body.password, wish, client(), actor())
    return jsonify({**serialization.token(token), "token": secret}), 201


@api.post("/sign-out", responses=answering(204, None, 401, 503))
@permit("self.change")
def sign_out() -> Answer:
    """End the token or the session of this request"""
    verbs(SignIn).sign_out(identity(), actor())
    response = Response(status=204)
    cookie.clear(response, settings())
    return response


@api.get("/me", responses=answering(200, serialization.Me, 401, 503))
@permit("self.look")
def me() -> Answer:
    """Who one is, and what one may do"""
    who = identity()
    signs_in = settings().auth != "none"
    return jsonify(name=who.name, role=who.role, team=who.team, scope=who.scope.word, signs_in=signs_in)


@api.put("/me/password", responses=answering(204, None, 400, 401, 403, 404, 409, 413, 415, 422, 429, 503))
@permit("self.change")
def change_password(body: PasswordBody) -> Answer:
    """Change one's own password; one's other sessions end

    Wrong old passwords count as wrong sign-ins.
    """
    verbs(Users).change_password(identity(), body.old, body.new, client(), actor())
    return Response(status=204)
