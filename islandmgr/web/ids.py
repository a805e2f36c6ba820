"""Numbers that name things, as they are written in requests: the one reading of them, for the gate and the views.

In paths and queries an id is text, and has one spelling: `17`. In bodies it is a JSON integer. Everything else that
Python or pydantic would take for the same number (`017`, `+17`, `17.0`, `"17"`, `true`) is refused.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictInt
from pydantic_core import PydanticKnownError
from werkzeug.routing import BaseConverter, ValidationError

LARGEST = 2**63 - 1  # id that a database can hold

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")  # below 1 it is refused with the words of `Field`


def _one_spelling(value: Any) -> Any:
    if isinstance(value, bool | float) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
        raise PydanticKnownError("int_parsing")
    return value


TextId = Annotated[int, BeforeValidator(_one_spelling), Field(ge=1, le=LARGEST)]
"""In paths and queries."""

BodyId = Annotated[StrictInt, Field(ge=1, le=LARGEST)]
"""In JSON."""


class IdConverter(BaseConverter):
    """`<id:island_id>` in addresses of pages: whatever is no id leads nowhere (404)."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        found = int(value)
        if found > LARGEST:
            raise ValidationError
        return found
