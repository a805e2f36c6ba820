"""People: accounts, roles, teams. For admins."""

from __future__ import annotations

from typing import Annotated

from flask import g, jsonify
from flask_openapi.blueprint import APIBlueprint
from pydantic import Field, StrictBool

from islandmgr.access import Role
from islandmgr.resources.access.api import serialization
from islandmgr.resources.access.api.me import Password
from islandmgr.resources.access.service.users import NewUser, Users
from islandmgr.web.access.permissions import permit
from islandmgr.web.api.common import PREFIX, Answer, Owner, Strict, Words, actor, answering
from islandmgr.web.services import verbs

api = APIBlueprint("users", __name__, url_prefix=PREFIX, abp_tags=[{"name": "users"}])

UserName = Annotated[Words, Field(min_length=1, max_length=64)]
Team = Annotated[Owner, Field(description="Islands of people of one team are open to all of it")]


class UserPath(Strict):
    name: UserName


class UserBody(Strict):
    name: UserName
    role: Role = Role.TESTER
    team: Team = ""
    password: Password | None = Field(default=None, description="A random one when left out")


class ChangeBody(Strict):
    role: Role | None = None
    team: Team | None = None
    disabled: StrictBool | None = None


class ResetBody(Strict):
    password: Password | None = Field(default=None, description="A random one when left out")


@api.get("/users", responses=answering(200, serialization.UserPage, 401, 403, 503))
@permit("users.change")
def listing() -> Answer:
    """Everybody who has an account, by name"""
    return jsonify(items=[serialization.user(one) for one in verbs(Users).all()], next=None)


@api.post("/users", responses=answering(201, serialization.NewUserAnswer, 400, 401, 403, 409, 413, 415, 422, 503))
@permit("users.change")
def add(body: UserBody) -> Answer:
    """Add somebody; the answer is the only place where the password is seen"""
    g.audit_target = body.name
    wanted = NewUser(body.name, body.role, body.team, body.password)
    user, password = verbs(Users).add(wanted, actor())
    return jsonify({**serialization.user(user), "password": password}), 201


@api.patch(
    "/users/<name>", responses=answering(200, serialization.user.model, 400, 401, 403, 404, 409, 413, 415, 422, 503)
)
@permit("users.change")
def change(path: UserPath, body: ChangeBody) -> Answer:
    """Give somebody another role or team, or shut them out"""
    found = verbs(Users)
    changed = found.change(path.name, actor(), role=body.role, team=body.team, disabled=body.disabled)
    return jsonify(serialization.user(changed))


@api.post(
    "/users/<name>/password",
    responses=answering(200, serialization.Password, 400, 401, 403, 404, 409, 413, 415, 422, 503),
)
@permit("users.change")
def reset_password(path: UserPath, body: ResetBody) -> Answer:
    """Give somebody a new password; all their sessions and tokens end"""
    return jsonify(password=verbs(Users).reset_password(path.name, actor(), body.password))
