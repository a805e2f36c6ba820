"""One thing in a manifest that Kubernetes, or the manager, would refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Place = tuple[str | int, ...]
"""Where in the manifest. Items of lists of named things are called by name: ("spec", "containers", "sample")."""


@dataclass(frozen=True)
class Fault:
    """A `warning` is told and keeps nothing from being started."""

    place: Place
    reason: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{'.'.join(str(step) for step in self.place)}: {self.reason}"


def no(value: Any, accepted: str) -> str:
    """The sentence that quotes the value and says what is accepted."""
    return f"{value!r} is not {accepted}"


def mappings(node: Any) -> list[Mapping[str, Any]]:
    """The mappings of a list."""
    return [item for item in node if isinstance(item, Mapping)] if isinstance(node, list) else []


def used_twice(names: list[Any], place: Place) -> Iterator[Fault]:
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield Fault((*place, name), "the name is used twice")
