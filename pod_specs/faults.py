"""One thing in a manifest that Kubernetes, or the manager, would refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Place = tuple[str | int, ...]
"""Where in the manifest. Items of lists of named things are called by name: ("spec", "containers", "sample")."""


@dataclass(frozen=True)
class Fault:
    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{'.'.join(str(step) for step in self.place)}: {self.reason}"


def no(value: Any, accepted: str) -> str:
    """The sentence that quotes the value and says what is accepted."""
    return f"{value!r} is not {accepted}"


def mappings(node: Any) -> list[Mapping[str, Any]]:
    """The mappings of a list; whatever else is there, `lists_of_mappings` has complained about."""
    return [item for item in node if isinstance(item, Mapping)] if isinstance(node, list) else []


def lists_of_mappings(node: Mapping[str, Any], keys: tuple[str, ...], place: Place) -> Iterator[Fault]:
    for key in keys:
        found = node.get(key, [])
        if not isinstance(found, list) or len(mappings(found)) != len(found):
            yield Fault((*place, key), "must be a list of mappings")
        for number, item in enumerate(mappings(found)):
            if not isinstance(item.get("name", ""), str):
                yield Fault((*place, key, number, "name"), no(item["name"], "a text"))


def only_mappings(node: Mapping[str, Any], keys: tuple[str, ...], place: Place) -> Iterator[Fault]:
    for key in keys:
        if not isinstance(node.get(key, {}), Mapping):
            yield Fault((*place, key), "must be a mapping")


def unknown_fields(node: Mapping[str, Any], known: frozenset[str], place: Place) -> Iterator[Fault]:
    for key in sorted(set(node) - known):
        yield Fault((*place, key), f"Kubernetes knows no field {key!r} here")


def used_twice(names: list[Any], place: Place) -> Iterator[Fault]:
    for name in sorted({str(name) for name in names if names.count(name) > 1}):
        yield Fault((*place, name), "the name is used twice")
