"""One's own API tokens and sessions."""

from __future__ import annotations

from flask import Response, jsonify
from flask_openapi.blueprint import APIBlueprint

from islandmgr.access import Scope
from islandmgr.resources.access.api import serialization
from islandmgr.resources.access.api.me import Days, TokenName, TokenScope
from islandmgr.resources.access.service.credentials import Credentials
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Strict, TextId, actor, answering
from islandmgr.web.services import verbs

api = APIBlueprint("tokens", __name__, url_prefix=PREFIX, abp_tags=[{"name": "tokens"}])


class TokenBody(Strict):
    name: TokenName
    scope: TokenScope = "islands"
    days: Days = 90


class TokenPath(Strict):
    token_id: TextId


@api.get("/tokens", responses=answering(200, serialization.TokenPage, 401, 403, 503))
@permit("self.change")
def listing() -> Answer:
    """One's API tokens that are good, the newest first"""
    me = identity()
    found = verbs(Credentials).tokens_of(me.name)
    return jsonify(items=[serialization.token(one, me.credential) for one in found], next=None)


@api.post("/tokens", responses=answering(201, serialization.NewTokenAnswer, 400, 401, 403, 409, 413, 415, 422, 503))
@permit("self.change")
def create(body: TokenBody) -> Answer:
    """Make an API token; the answer is the only place where it is seen"""
    credentials = verbs(Credentials)
    token, secret = credentials.make_token(identity(), body.name, Scope.of(body.scope), body.days, actor())
    return jsonify({**serialization.token(token), "token": secret}), 201


@api.delete("/tokens/<token_id>", responses=answering(204, None, 401, 403, 404, 422, 503))
@permit("self.change")
def revoke(path: TokenPath) -> Answer:
    """Revoke a token, or end a session; streams that are open with it end too"""
    verbs(Credentials).revoke(identity(), path.token_id, actor())
    return Response(status=204)


@api.get("/sessions", responses=answering(200, serialization.TokenPage, 401, 403, 503))
@permit("self.change")
def sessions() -> Answer:
    """The browsers one is signed in with, the newest first"""
    me = identity()
    found = verbs(Credentials).sessions_of(me.name)
    return jsonify(items=[serialization.token(one, me.credential) for one in found], next=None)


@api.delete("/sessions", responses=answering(204, None, 401, 403, 503))
@permit("self.change")
def end_others() -> Answer:
    """Sign out everywhere but here"""
    verbs(Credentials).revoke_others(identity(), actor())
    return Response(status=204)
