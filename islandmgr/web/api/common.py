"""What all topics of the API share: who asks, the forms of input, the documentation of errors."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from flask import Response, jsonify, request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from islandmgr.model import labels
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Unauthorized
from islandmgr.web.access import grant, identity, source
from islandmgr.web.api.answers import Error
from islandmgr.web.ids import BodyId, TextId

PREFIX = "/api/v1"
Answer = Response | tuple[Response, int] | tuple[Response, int, dict[str, str]]
"""What a view returns. Not Flask's own name for it: flask-openapi evaluates annotations, and that one cannot be."""

LONGEST_TOKEN = 300  # characters; ours have about 90

__all__ = [
    "PREFIX",
    "Answer",
    "Args",
    "Asked",
    "CommaSeparated",
    "Cursor",
    "Hours",
    "IslandId",
    "IslandPath",
    "Label",
    "Limit",
    "Note",
    "Owner",
    "Strict",
    "TextId",
    "TextIslandId",
    "Words",
    "actor",
    "answering",
    "bearer",
    "listed",
]

TOO_LONG = {
    "description": "The address is too long; this is said by the HTTP server, not in JSON",
    "content": {"text/html": {"schema": {"type": "string"}}},
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def actor(name: str = "") -> Actor:
    """Who asks, from where, and how far they may go. Where nobody signs in it is the name given with the request."""
    return Actor(identity().name or name or "anonymous", source(), grant())


def bearer() -> str:
    """The token of the `Authorization` header. Raises Unauthorized."""
    credentials = request.authorization
    if credentials is None or credentials.type != "bearer" or not 0 < len(credentials.token or "") <= LONGEST_TOKEN:
        raise Unauthorized("A Pod must show its token: Authorization: Bearer <token>")
    return str(credentials.token)


def answering(status: int, model: type[BaseModel] | dict[str, Any] | None, *errors: int) -> dict[Any, Any]:
    """What a call answers, for its documentation: the good answer, and the statuses of its errors."""
    everywhere = (401, 403)  # not signed in, and not allowed to
    return {status: model, **{error: TOO_LONG if error == 414 else Error for error in (*everywhere, *errors)}}


class Asked(BaseModel):
    """What is read of a request. Its schema is made once: flask-openapi asks for it with every query and header."""

    @classmethod
    @cache
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]
        return super().model_json_schema(*args, **kwargs)


class Strict(Asked):
    """Input from people and programs: a field we do not know is a mistake, so it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _no_control(text: str) -> str:
    return _without(_CONTROL, text)


def _no_control_but_lines(text: str) -> str:
    return _without(_CONTROL_IN_LINES, text)


def _without(unwanted: re.Pattern[str], text: str) -> str:
    found = unwanted.search(text)
    if found:
        raise ValueError(f"has the control character {found.group()!r} in it")
    return text


def _label(text: str) -> str:
    if not (text and labels.is_value(text)):
        raise ValueError(
            "is no label value; write up to 63 letters, digits, '-', '_', '.', with a letter or digit at both ends"
        )
    return text


def _split(value: Any) -> Any:
    """`a,b` beside `?state=a&state=b`: both are written by hand."""
    if isinstance(value, list):
        return [part for item in value for part in (item.split(",") if isinstance(item, str) else [item]) if part]
    return value


Owner = Annotated[
    str,
    Field(
        max_length=64,
        description="Whom it belongs to",
        json_schema_extra={"pattern": r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"},
    ),
    AfterValidator(_no_control),
]
Note = Annotated[
    str,
    Field(
        max_length=500,
        description="For people; may have several lines",
        json_schema_extra={"pattern": r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]*$"},
    ),
    AfterValidator(_no_control_but_lines),
]
Label = Annotated[
    str,
    Field(max_length=63, json_schema_extra={"pattern": r"^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$"}),
    AfterValidator(_label),
]
Words = Annotated[str, Field(max_length=200), AfterValidator(_no_control)]
IslandId = Annotated[BodyId, Field(description="The island's number")]
"""In a body."""
TextIslandId = Annotated[TextId, Field(description="The island's number")]
"""In a path or a query."""
Hours = Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Limit = Annotated[int, Field(ge=1, le=1000, description="How many at most")]
Cursor = Annotated[int, Field(ge=0, le=2**63 - 1)]
_ARG_TYPES = ("string", "integer", "boolean", "null")
Args = Annotated[
    dict[str, Any],
    Field(max_length=100),
    # The blueprint says what each one may be; the service checks.
    WithJsonSchema({"type": "object", "additionalProperties": {"anyOf": [{"type": kind} for kind in _ARG_TYPES]}}),
]
CommaSeparated = BeforeValidator(_split)


class IslandPath(Strict):
    island_id: TextIslandId


def listed(items: list[Any]) -> Answer:
    """All there is, in the form of a page."""
    return jsonify(items=items, next=None)
