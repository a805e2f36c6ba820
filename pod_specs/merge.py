"""Adding the raw `pod:` part of a blueprint to the Pod spec that we make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

IDENTITY = ("mountPath", "name")
"""What tells the items of a list apart: mounts their path, containers, volumes and variables their name."""


def merge(base: Any, addition: Any) -> Any:
    """Mappings key by key; lists of named things by name, new ones at the end; anything else: the addition wins.

    Neither input is changed. `null` takes a key away, as in a JSON merge patch.
    """
    if isinstance(base, Mapping) and isinstance(addition, Mapping):
        return _merge_mappings(base, addition)
    if isinstance(base, list) and isinstance(addition, list):
        return _merge_lists(base, addition)
    return addition


def _merge_mappings(base: Mapping[str, Any], addition: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in addition.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged[key], value) if key in merged else value
    return merged


def _merge_lists(base: list[Any], addition: list[Any]) -> list[Any]:
    key = _identity(base, addition)
    if key is None:
        return addition
    merged = list(base)
    for item in addition:
        place = next((n for n, known in enumerate(merged) if known.get(key) == item[key]), None)
        if place is None:
            merged.append(item)
        else:
            merged[place] = merge(merged[place], item)
    return merged


def _identity(base: list[Any], addition: list[Any]) -> str | None:
    """The key that names the items, None when these are not lists of named things."""
    if not all(isinstance(item, Mapping) for item in (*base, *addition)):
        return None
    return next((key for key in IDENTITY if all(key in item for item in addition)), None)
