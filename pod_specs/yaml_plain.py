"""The blueprints that people write, read a dozen times faster: plain YAML, by libyaml's parser.

It gives the tree that `yaml_lines` gives, or nothing: whatever is faulty, unusual or read differently by YAML 1.1 and
1.2 (aliases, tags, merge keys, times, odd numbers) is left to `yaml_lines`, which also has the words and the lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode

from pod_specs.yaml_lines import DEEPEST, MOST_NODES, Lines

_PARSER: Any = getattr(yaml, "CLoader", None)  # not there where PyYAML was built without libyaml
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef\U00010000-\U0010ffff]")
"""Tabs, separators and marks, about which the two parsers do not agree."""
_QUARRELSOME = re.compile(r"[|>][-+0-9]*#|^\.\.\.", re.MULTILINE)
"""Comments stuck to the head of a block of text, and ends of documents: likewise."""
_TEXT = "tag:yaml.org,2002:str"
_RESOLVER = YAML(typ="rt", pure=True).resolver
_MAY_BE_MORE = frozenset(_RESOLVER.versioned_resolver)
"""First characters of plain scalars that may be something else than texts."""


class _NotPlainError(Exception):
    """`yaml_lines` must look at it."""


def read(text: str) -> tuple[Any, Lines] | None:
    """The tree of one document, and the lines of its first level; None when it has to be read by `yaml_lines`."""
    if _PARSER is None or _ODD.search(text) or _QUARRELSOME.search(text):
        return None
    try:
        return _Reader(yaml.parse(text, Loader=_PARSER)).document()
    except (yaml.YAMLError, _NotPlainError, ValueError):
        return None


class _Reader:
    def __init__(self, events: Iterator[Any]) -> None:
        self._next: Callable[[], Any] = events.__next__
        self._lines = Lines()
        self._nodes = 0

    def document(self) -> tuple[Any, Lines]:
        self._expect(yaml.StreamStartEvent)
        start = self._expect(yaml.DocumentStartEvent)
        if start.version or start.tags:
            raise _NotPlainError
        tree = self._node(self._expect(yaml.MappingStartEvent), 0)
        self._expect(yaml.DocumentEndEvent)
        self._expect(yaml.StreamEndEvent)
        return tree, self._lines

    def _expect(self, kind: type) -> Any:
        event = self._next()
        if not isinstance(event, kind):
            raise _NotPlainError
        return event

    def _node(self, event: Any, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > MOST_NODES or depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            raise _NotPlainError
        if event.anchor or event.tag is not None:
            raise _NotPlainError
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth)
        return self._mapping(depth)

    def _sequence(self, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, str) or key in found or key == "<<" or "{{" in key:
                raise _NotPlainError
            if depth == 0:
                self._lines.known[(key,)] = event.start_mark.line + 1
            found[key] = self._node(self._next(), depth + 1)
        return found


def _scalar(event: Any) -> Any:
    if event.implicit[0]:
        return _plain(event.value)
    if event.style in ("|", ">") and event.value[:1] in ("", "\n"):
        raise _NotPlainError  # its first lines are blank, and may be indented more than what follows
    return event.value


def _plain(text: str) -> Any:
    """What a scalar without quotes is. Raises _NotPlainError."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAY_BE_MORE:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _RESOLVER.resolve(ScalarNode, text, (True, False)) != _TEXT:
        raise _NotPlainError
    return text
