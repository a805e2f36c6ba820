"""People and tokens as JSON; and what of it the document promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from islandmgr.access import Role
from islandmgr.resources.access.store.tokens import Token
from islandmgr.resources.access.store.users import User
from islandmgr.web.api.answers import Page
from islandmgr.web.serialization import moment

Json = dict[str, Any]


class Me(BaseModel):
    name: str = Field(description="Empty where nobody signs in")
    role: Role
    team: str
    scope: str = Field(description="How much of that the credential may do: read, islands, ops or admin")
    signs_in: bool = Field(description="Whether people sign in here at all")


class UserAnswer(BaseModel):
    name: str
    role: Role
    team: str
    disabled: bool
    company: bool = Field(description="Signs in with the company's account")
    created_at: datetime
    signed_in_at: datetime | None


class UserPage(Page):
    items: list[UserAnswer]


class Password(BaseModel):
    password: str = Field(description="Told this once")


class NewUserAnswer(UserAnswer, Password):
    pass


class TokenAnswer(BaseModel):
    id: int
    name: str
    scope: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_from: str
    current: bool = Field(description="Whether it is the one of this request")


class TokenPage(Page):
    items: list[TokenAnswer]


class NewTokenAnswer(TokenAnswer):
    token: str = Field(description="Told this once; send it as Authorization: Bearer <token>")


def user(it: User) -> Json:
    return {
        "name": it.name,
        "role": it.role,
        "team": it.team,
        "disabled": it.disabled,
        "company": it.subject is not None,
        "created_at": moment(it.created_at),
        "signed_in_at": moment(it.signed_in_at),
    }


def token(it: Token, current: int = 0) -> Json:
    return {
        "id": it.id,
        "name": it.name,
        "scope": it.scope.word,
        "created_at": moment(it.created_at),
        "expires_at": moment(it.expires_at),
        "used_at": moment(it.used_at),
        "used_from": it.used_from,
        "current": it.id == current,
    }
