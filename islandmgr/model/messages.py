"""Sentences with their values apart: English for programs and logs, and what pages translate for their readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """`text` is English with `%(name)s` for each of `values`; a value may be a sentence itself."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.by(lambda text: text)

    def by(self, translate: Callable[[str], str]) -> str:
        """In the language that `translate` speaks."""
        spoken = {
            name: value.by(translate) if isinstance(value, Sentence) else str(value)
            for name, value in self.values.items()
        }
        return translate(self.text) % spoken


def sentence(text: str, **values: Any) -> Sentence:
    """Write the text out where this is called: scripts/translate collects it there."""
    return Sentence(text, values)
