"""People and tokens as JSON; and what of it the document promises."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, create_model

from islandmgr.access import Role
from islandmgr.resources.access.store.tokens import Token
from islandmgr.resources.access.store.users import User
from islandmgr.web.api.derived import Derived, Given, Made
from islandmgr.web.serialization import Json


class Me(BaseModel):
    name: str = Field(description="Empty where nobody signs in")
    role: Role
    team: str
    scope: str = Field(description="How much of that the credential may do: read, islands, ops or admin")
    signs_in: bool = Field(description="Whether people sign in here at all")


class Password(BaseModel):
    password: str = Field(description="Told this once")


class Secret(BaseModel):
    token: str = Field(description="Told this once; send it as Authorization: Bearer <token>")


user = Derived(
    User,
    "UserAnswer",
    without=("subject",),
    company=Made(Annotated[bool, "Signs in with the company's account"], lambda it: it.subject is not None),
)
UserPage = user.page("UserPage")
NewUserAnswer = create_model("NewUserAnswer", __base__=(user.model, Password))

_token = Derived(
    Token,
    "TokenAnswer",
    without=("user", "kind", "revoked_at"),
    scope=Made(str, lambda it: it.scope.word),
    current=Given(Annotated[bool, "Whether it is the one of this request"]),
)
TokenPage = _token.page("TokenPage")
NewTokenAnswer = create_model("NewTokenAnswer", __base__=(_token.model, Secret))


def token(it: Token, current: int = 0) -> Json:
    """`current` is the id of the one of this request."""
    return _token(it, current=it.id == current)
