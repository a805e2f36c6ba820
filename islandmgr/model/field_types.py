"""Types of dataclasses' fields that say what Python's own cannot. Standard library only.

Rows, JSON and the API's document are made from a field's type: whoever adds a field says here what it is. A text in
an `Annotated` is the field's description in the document:

    memory: Annotated[int, "Bytes that its Pod asks for"] = 0
    ready_at: Annotated[EpochSeconds | None, "When this incarnation first ran"] = None
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Annotated, Any


class Mark(Enum):
    INSTANT = auto()
    MESSAGE = auto()
    SECRET = auto()


@dataclass(frozen=True)
class Example:
    """What a value may look like, as JSON."""

    value: Any


@dataclass(frozen=True)
class OneOf:
    """A text that is always one of these."""

    values: tuple[str, ...]


EpochSeconds = Annotated[float, Mark.INSTANT]
"""An instant, UTC. In JSON it is RFC 3339 with milliseconds."""

WholeEpochSeconds = Annotated[int, Mark.INSTANT]

Secret = Annotated[str, Mark.SECRET]
"""A text that no answer shows, whoever asks."""

Said = Annotated[str, Mark.MESSAGE]
"""A message, or empty: at the edge it is its words in the reader's language, its code and its values."""
