"""YAML as plain data that remembers the line of everything, so that an error can point at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

LARGEST = 256 * 1024  # bytes of one file; a blueprint has a hundred lines
TOO_LARGE = f"the file is larger than {LARGEST // 1024} KiB"
MOST_NODES = 10_000  # aliases can make a small file into a huge tree
DEEPEST = 40

Path = tuple[str | int, ...]
"""Where something is in the tree: `("ports", 0, "name")`."""


class BadYaml(ValueError):
    """Not the YAML we read; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass
class Lines:
    """Line of each key and list item, counted from 1."""

    known: dict[Path, int] = field(default_factory=dict)

    def of(self, path: Sequence[str | int]) -> int:
        """The line of that place, or of the nearest place above it that the file has."""
        place = tuple(path)
        while place and place not in self.known:
            place = place[:-1]
        return self.known.get(place, 1)


def read(text: str) -> tuple[Any, Lines]:
    """Parse one document into dict, list, str, int, float, bool and None. Raises BadYaml."""
    if len(text.encode(errors="replace")) > LARGEST:
        raise BadYaml(1, TOO_LARGE)
    lines = Lines()
    try:
        tree = YAML(typ="rt", pure=True).load(text)
        return _Plain(lines).convert(tree, (), 1), lines
    except MarkedYAMLError as error:
        raise _from_parser(error, text) from None
    # Some comments are not implemented there, and some keys that are mappings are not hashable.
    except (YAMLError, ValueError, TypeError, RecursionError, NotImplementedError) as error:
        if isinstance(error, BadYaml):
            raise
        raise BadYaml(1, f"not readable as YAML: {error}") from None


def _from_parser(error: MarkedYAMLError, text: str) -> BadYaml:
    mark = error.problem_mark or error.context_mark
    written = text.splitlines() or [""]
    line = min(mark.line + 1, len(written)) if mark else 1  # the end of the file counts as its last line
    reason = " ".join(str(part).strip() for part in (error.context, error.problem) if part)
    if "{{" in written[line - 1]:
        reason += '; put quotes round a text with {{ }}, like "{{ island.id }}"'
    return BadYaml(line, reason.split("To suppress")[0].strip())


class _Plain:
    """Copies ruamel's round-trip objects into plain ones and notes the lines."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.nodes = 0

    def convert(self, node: Any, path: Path, line: int) -> Any:
        self.nodes += 1
        if self.nodes > MOST_NODES or len(path) > DEEPEST:
            raise BadYaml(line, "the file is nested too deeply or grows too large through its aliases (&, *)")
        if getattr(getattr(node, "tag", None), "value", None):
            raise BadYaml(line, "tags (!) are not read here")
        self.lines.known[path] = line
        if isinstance(node, CommentedMap):
            return {key: self._value(node, key, path, line) for key in node}
        if isinstance(node, CommentedSeq):
            return [self._item(node, index, path, line) for index in range(len(node))]
        return _scalar(node, line)

    def _value(self, node: CommentedMap, key: Any, path: Path, line: int) -> Any:
        mark = (node.lc.data or {}).get(key)  # missing for what a merge key (<<) brought in
        line = mark[0] + 1 if mark else line
        if not isinstance(key, str) or "{{" in key:
            raise BadYaml(line, _about_key(key))
        return self.convert(node[key], (*path, str(key)), line)

    def _item(self, node: CommentedSeq, index: int, path: Path, line: int) -> Any:
        mark = (node.lc.data or {}).get(index)
        return self.convert(node[index], (*path, index), mark[0] + 1 if mark else line)


def _scalar(node: Any, line: int) -> Any:
    if node is None or isinstance(node, bool):
        return node
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    if isinstance(node, date):
        raise BadYaml(line, f"{node} is read as a date; put quotes round it if it is a text")
    raise BadYaml(line, "tags (!) are not read here")


def _about_key(key: Any) -> str:
    if isinstance(key, str):
        return f"the key {key!r}: placeholders are for values, not for keys"
    if isinstance(key, Mapping):
        return 'put quotes round a text with {{ }}, like "{{ island.id }}"'
    return f"the key {key!r} is no text; put quotes round it"
