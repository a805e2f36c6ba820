"""YAML as plain data that remembers where everything is, so that an error can point at it.

The parser is libyaml's, which `kubectl`'s descends from; scalars are what it takes them for (`yaml_scalars`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from pod_specs import yaml_scalars
from pod_specs.yaml_scalars import Odd

LARGEST = 256 * 1024  # bytes of one file; a blueprint has a hundred lines
TOO_LARGE = f"the file is larger than {LARGEST // 1024} KiB"
MOST_NODES = 10_000  # aliases can make a small file into a huge tree
DEEPEST = 40

_PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)  # slower where PyYAML was built without libyaml
_MERGE = "<<"

Path = tuple[str | int, ...]
"""Where something is in the tree: `("ports", 0, "name")`."""


class Mark(NamedTuple):
    """Where something is in the file; both count from 1."""

    line: int
    column: int


START = Mark(1, 1)
Found = tuple[Mark, str]
"""What is wrong, and where."""


class BadYaml(ValueError):
    """Nothing of it can be read."""

    def __init__(self, mark: Mark, reason: str) -> None:
        super().__init__(reason)
        self.mark = mark
        self.reason = reason


@dataclass
class Lines:
    """Where each key and list item is, and which scalars are odd."""

    known: dict[Path, Mark] = field(default_factory=dict)
    odd: dict[Path, Odd] = field(default_factory=dict)

    def at(self, path: Sequence[str | int]) -> Mark:
        """That place, or the nearest place above it that the file has."""
        place = tuple(path)
        while place and place not in self.known:
            place = place[:-1]
        return self.known.get(place, START)


@dataclass
class Document:
    """`faults` are what is wrong with the YAML itself; where it `broke_off`, the tree holds the keys before that."""

    tree: Any = None
    lines: Lines = field(default_factory=Lines)
    faults: list[Found] = field(default_factory=list)
    broke_off: bool = False


def read(text: str) -> Document:
    """One document as plain data. Raises BadYaml when there is nothing to go on with."""
    if len(text.encode(errors="replace")) > LARGEST:
        raise BadYaml(START, TOO_LARGE)
    reader = None
    try:
        reader = _Reader(yaml.parse(text, Loader=_PARSER))
        reader.read()
    except yaml.MarkedYAMLError as error:
        return _broken_off(reader, *_from_parser(error, text))
    except BadYaml as error:
        return _broken_off(reader, error.mark, error.reason)
    except (yaml.YAMLError, ValueError) as error:
        raise BadYaml(START, f"not readable as YAML: {error}") from None
    return reader.document


def _broken_off(reader: _Reader | None, mark: Mark, reason: str) -> Document:
    if reader is None or not reader.document.tree or not isinstance(reader.document.tree, dict):
        raise BadYaml(mark, reason) from None
    reader.document.faults.append((mark, reason))
    reader.document.broke_off = True
    return reader.document


def _from_parser(error: yaml.MarkedYAMLError, text: str) -> Found:
    where = error.problem_mark or error.context_mark
    written = text.splitlines() or [""]
    line = min(where.line + 1, len(written)) if where else 1  # the end of the file counts as its last line
    reason = " ".join(str(part).strip() for part in (error.context, error.problem) if part)
    if "{{" in written[line - 1]:
        reason += '; put quotes round a text with {{ }}, like "{{ island.id }}"'
    return Mark(line, where.column + 1 if where else 1), reason


class _Anchor(NamedTuple):
    value: Any
    nodes: int
    place: Path
    odd: Sequence[tuple[Path, Odd]]


class _Reader:
    """Events of the parser into `document`. Whatever does not keep it from going on is noted there as a fault."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.document = Document()
        self._next: Callable[[], Any] = events.__next__
        self._lines = self.document.lines
        self._nodes = 0
        self._odd: list[tuple[Path, Odd]] = []
        self._anchors: dict[str, _Anchor | None] = {}  # None: it is not complete yet

    def read(self) -> None:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return
        first = self._next()
        if isinstance(first, yaml.MappingStartEvent):
            self.document.tree = {}  # filled as it is read: what comes before a mistake is looked at too
        tree = self._node(first, (), _mark(first))
        self.document.tree = tree
        self._next()  # the document's end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._fault(_mark(after), "expected a single document in the file, but there is another")

    def _fault(self, mark: Mark, reason: str) -> None:
        self.document.faults.append((mark, reason))

    def _node(self, event: Any, place: Path, mark: Mark) -> Any:
        self._count(1, len(place), mark)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place, mark)
        if event.tag is not None:
            self._fault(_mark(event), "tags (!) are not read here")
        nodes, odd = self._nodes, len(self._odd)
        if event.anchor:
            self._anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, place, mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._lines.known[place] = mark
            value = self._sequence(place)
        else:
            self._lines.known[place] = mark
            value = self._mapping(place)
        if event.anchor:
            self._anchors[event.anchor] = _Anchor(value, self._nodes - nodes, place, self._odd[odd:])
        return value

    def _count(self, nodes: int, depth: int, mark: Mark) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES or depth > DEEPEST:
            raise BadYaml(mark, "the file is nested too deeply or grows too large through its aliases (&, *)")

    def _alias(self, event: Any, place: Path, mark: Mark) -> Any:
        anchor = self._anchors.get(event.anchor)
        self._lines.known[place] = mark
        if anchor is None:
            what = "holds itself" if event.anchor in self._anchors else "stands for nothing before it"
            self._fault(_mark(event), f"*{event.anchor} {what}")
            return None
        self._count(anchor.nodes, 0, mark)
        for there, odd in anchor.odd:
            self._note_odd((*place, *there[len(anchor.place) :]), odd)
        return anchor.value

    def _note_odd(self, place: Path, odd: Odd) -> None:
        self._odd.append((place, odd))
        self._lines.odd[place] = odd

    def _scalar(self, event: Any, place: Path, mark: Mark) -> Any:
        here = _mark(event)
        self._lines.known[place] = here if here.line == mark.line else mark
        if not event.implicit[0]:
            return event.value
        try:
            value = yaml_scalars.resolve(event.value)
        except ValueError as error:
            self._fault(here, str(error))
            return event.value
        odd = yaml_scalars.odd(event.value, value)
        if odd is not None:
            self._note_odd(place, odd)
        return value

    def _sequence(self, place: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*place, len(items)), _mark(event)))
        return items

    def _mapping(self, place: Path) -> dict[str, Any]:
        found: dict[str, Any] = self.document.tree if not place else {}
        merged: list[Any] = []
        seen: set[str] = set()
        odd = len(self._odd)
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            mark = _mark(event)
            key = self._key(event, place, mark)
            if key is None:
                self._node(self._next(), (*place, ""), mark)
                continue
            if key in seen:
                self._fault(mark, f'duplicate key "{key}"')
            seen.add(key)
            value = self._node(self._next(), (*place, key), mark)
            if key == _MERGE and event.implicit[0]:
                merged += value if isinstance(value, list) else [value]
            else:
                found[key] = value
        for more in merged:
            if isinstance(more, dict):
                found.update({key: value for key, value in more.items() if key not in found})
            else:
                self._fault(self._lines.at(place), "<< takes a mapping, or a list of mappings")
        if merged:
            self._move_odd(self._odd[odd:], (*place, _MERGE))
        return found

    def _move_odd(self, odd: Sequence[tuple[Path, Odd]], merge: Path) -> None:
        """What came with a merge key stands beside it."""
        for there, one in odd:
            below = there[len(merge) :]
            if there[: len(merge)] == merge and below:
                named = below[1:] if isinstance(below[0], int) else below
                self._note_odd((*merge[:-1], *named), one)

    def _key(self, event: Any, place: Path, mark: Mark) -> str | None:
        """The key, or None after a fault that says why it is none."""
        if not isinstance(event, yaml.ScalarEvent):
            said = len(self.document.faults)
            holder = self._node(event, (*place, ""), mark)
            braces = isinstance(event, yaml.MappingStartEvent)
            if braces:
                del self.document.faults[said:]  # what is between the braces is no YAML
            reason = 'put quotes round a text with {{ }}, like "{{ island.id }}"' if braces else _no_key(holder)
            self._fault(mark, reason)
            return None
        self._count(1, len(place) + 1, mark)
        text: str = event.value
        try:
            plain = event.implicit[0] and not isinstance(yaml_scalars.resolve(text), str)
        except ValueError:
            plain = True
        if plain:
            self._fault(mark, _no_key(text))
        elif "{{" in text:
            self._fault(mark, f"the key {text!r}: placeholders are for values, not for keys")
        return text


def _no_key(key: Any) -> str:
    return f"the key {key if isinstance(key, str) else repr(key)} is no text; put quotes round it"


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
