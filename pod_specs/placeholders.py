"""`{{ name }}` in the strings of a blueprint: a value goes in as data, once, and is never looked at again.

The grammar is all there is: `{{ island.owner }}`; `{{ island.id + 1000 }}` for whole numbers, with blanks round the
sign; `{{ '{{' }}` for two braces as such. A string that is nothing but one placeholder becomes the value with its type.

Kubernetes itself replaces `$(NAME)` in commands and environment values. A blueprint may use that; a value may not:
its dollars are doubled there, which Kubernetes turns back into single ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Value = str | int | bool | None
"""None is a start argument without default that was not given."""

OPEN, CLOSE = "{{", "}}"
EXPANDED_KEYS = frozenset({"command", "args", "env", "subPathExpr"})
"""Below these keys of a container Kubernetes replaces `$(NAME)`, and every scalar must be a string."""

_INNER = re.compile(r"\s*(?P<name>[a-z_]+(?:\.[a-z0-9_-]+)*)(?:\s+(?P<sign>[+-])\s+(?P<number>\d{1,9}))?\s*")
_BRACES = re.compile(r"\s*'\{\{'\s*")


class BadPlaceholder(ValueError):
    """The text between the braces is not of the grammar; the message quotes it."""


@dataclass(frozen=True)
class Ref:
    """One placeholder: the name, and what is added to its number."""

    name: str
    plus: int | None = None

    def value(self, values: Mapping[str, Value]) -> Value:
        value = values[self.name]
        return value if self.plus is None or not isinstance(value, int) else value + self.plus


Part = str | Ref


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Part, ...]:
    """Cut a string into literal text and placeholders. Raises BadPlaceholder."""
    parts: list[Part] = []
    rest = text
    while OPEN in rest:
        before, _, rest = rest.partition(OPEN)
        inner, closed, rest = rest.partition(CLOSE)
        if not closed:
            raise BadPlaceholder(f"{OPEN}{inner!s} is not closed by {CLOSE}")
        parts += [before, _placeholder(inner)]
    parts.append(rest)
    return tuple(part for part in parts if part != "")


def refs(text: str) -> list[Ref]:
    return [part for part in parse(text) if isinstance(part, Ref)]


def fill(node: Any, values: Mapping[str, Value], *, expanded: bool | None = None) -> Any:
    """The same tree with the placeholders of its string scalars replaced. Keys stay as they are.

    `expanded`: the tree is a command or environment, where Kubernetes replaces `$(NAME)`. None: its keys tell.
    """
    if isinstance(node, Mapping):
        return {key: fill(value, values, expanded=_is_expanded(key, expanded)) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [fill(item, values, expanded=expanded) for item in node]
    if isinstance(node, str):
        return words(node, values) if expanded else scalar(node, values)
    return node


def scalar(text: str, values: Mapping[str, Value]) -> Value:
    """The value with its type when the text is one placeholder, else a string."""
    parts = parse(text)
    if len(parts) == 1 and isinstance(parts[0], Ref):
        return parts[0].value(values)
    return "".join(part if isinstance(part, str) else as_text(part.value(values)) for part in parts)


def words(text: str, values: Mapping[str, Value]) -> str | None:
    """A string for a command or the environment, safe from Kubernetes' own replacing.

    None when the text uses a start argument that was not given.
    """
    made = ""
    for part in parse(text):
        if isinstance(part, str):
            made += part
            continue
        value = part.value(values)
        if value is None:
            return None
        # A literal `$` right before the value would pair with what the value begins with.
        dollars = len(made) - len(made.rstrip("$"))
        made += "$" * (dollars % 2) + escape(as_text(value))
    return made


def escape(text: str) -> str:
    """Text that comes out of Kubernetes' replacing as it went in."""
    return text.replace("$", "$$")


def as_text(value: Value) -> str:
    """As YAML and shells write it: `true`, `5`, the string itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _is_expanded(key: Any, above: bool | None) -> bool | None:
    if above is not None:
        return above
    if key == "lifecycle":  # the commands of its hooks are taken as they are
        return False
    return True if key in EXPANDED_KEYS else None


def _placeholder(inner: str) -> Part:
    if _BRACES.fullmatch(inner):
        return OPEN
    match = _INNER.fullmatch(inner)
    if match is None:
        raise BadPlaceholder(
            f"{OPEN}{inner}{CLOSE} is no placeholder; write {OPEN} island.id {CLOSE}, {OPEN} island.id + 1000 {CLOSE}, "
            f"or {OPEN} '{OPEN}' {CLOSE} for two braces as such"
        )
    plus = int(match["sign"] + match["number"]) if match["sign"] else None
    return Ref(match["name"], plus)
