"""What the API answers, for its documentation. The JSON itself is made by `islandmgr.web.serialization`.

What people read is a field in the language of the request (`Accept-Language`), with its code and values beside it.

Answers may gain fields: programs should ignore those that they do not know.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

MessageCode = Annotated[str, Field(description="The code of the message before it: stable, for programs; or empty")]
MessageValues = Annotated[
    dict[str, Any],
    Field(description="What the message's words were made with; a value may be a message itself: `{code, values}`"),
]


class Fault(BaseModel):
    code: str = Field(description="Stable, for programs", examples=["not_found"])
    message: str = Field(
        description="A whole sentence for people, with the value at fault; for most faults in the reader's language"
    )
    details: dict[str, Any] = Field(description="More than the sentence, for programs")


class Error(BaseModel):
    error: Fault


class Page(BaseModel):
    next: str | None = Field(description="Give it as `after` to get the next page; null at the end")


class Names(Page):
    items: list[str]


class Offer(BaseModel):
    """An act that helps, as the call that does it."""

    act: str
    words: str
    words_code: MessageCode
    words_values: MessageValues
    method: Literal["GET", "POST", "DELETE"]
    path: str = Field(description="Below /api/v1")
    body: dict[str, Any] | None


class Words(BaseModel):
    en: str
    zh: str = Field(description="Simplified Chinese; may be empty")
