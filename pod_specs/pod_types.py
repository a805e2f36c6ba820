"""Is everything in a Pod of the type that Kubernetes has for it, and known to it? By `pod_fields.TYPES`.

Kubernetes would drop unknown fields silently, and they are typing errors; what is of another type it refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pod_specs.faults import Fault, Place, no
from pod_specs.pod_fields import TYPES

_SCALARS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text; put quotes round it"),
    "int": ((int,), "a whole number"),
    "bool": ((bool,), "true or false"),
    "amount": ((str, int, float), "an amount like 1500Mi, 2Gi, 0.5 or 500m"),
    "port": ((str, int), "the name of a port, or a number"),
}
_LARGEST = 2**63


def well_formed(spec: Any, place: Place = ("spec",)) -> tuple[dict[str, Any], list[Fault]]:
    """What of a Pod's `spec` is as it must be, and a fault for each thing that is not and was left out.

    `null` is no value, as for Kubernetes. Neither is changed.
    """
    reader = _Reader()
    kept = reader.read(spec, "PodSpec", place)
    return (kept if isinstance(kept, dict) else {}), reader.faults


def step_of(item: Any, number: int) -> str | int:
    """How an item of a list is called in a place: mounts by their path, other things by their name."""
    names = [item.get(key) for key in ("mountPath", "name")] if isinstance(item, Mapping) else []
    return next((name for name in names if isinstance(name, str) and name), number)


class _LeftOut(Exception):
    """It is not as it must be."""


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read(self, node: Any, kind: str, place: Place) -> Any:
        try:
            return self._value(node, kind, place)
        except _LeftOut:
            return None

    def _refuse(self, place: Place, reason: str) -> _LeftOut:
        self.faults.append(Fault(place, reason))
        return _LeftOut()

    def _value(self, node: Any, kind: str, place: Place) -> Any:
        if kind == "any":
            return node
        if kind in _SCALARS:
            return self._scalar(node, kind, place)
        if kind.startswith("["):
            return self._list(node, kind[1:-1], place)
        if not isinstance(node, Mapping):
            raise self._refuse(place, "must be a mapping")
        if kind.startswith("{"):
            return self._mapping({key: (value, kind[1:-1]) for key, value in node.items()}, place)
        known = TYPES[kind]
        for key in sorted(set(node) - set(known), key=str):
            self.faults.append(Fault((*place, key), f"Kubernetes knows no field {key!r} here"))
        return self._mapping({key: (value, known[key]) for key, value in node.items() if key in known}, place)

    def _scalar(self, node: Any, kind: str, place: Place) -> Any:
        accepted, words = _SCALARS[kind]
        fits = isinstance(node, accepted) and isinstance(node, bool) == (kind == "bool")
        if not fits or (isinstance(node, int) and abs(node) >= _LARGEST):
            raise self._refuse(place, no(node, words))
        return node

    def _list(self, node: Any, kind: str, place: Place) -> list[Any]:
        words = "texts; put quotes round numbers, true and false" if kind == "str" else "whole numbers"
        what = words if kind in _SCALARS else "mappings"
        items = node if isinstance(node, list) else ()
        wrong = any(not isinstance(item, Mapping) for item in items) if kind not in _SCALARS else self._odd(items, kind)
        if not isinstance(node, list) or wrong:
            self.faults.append(Fault(place, f"must be a list of {what}"))
        if kind in _SCALARS:
            if wrong or not isinstance(node, list):
                raise _LeftOut
            return list(items)
        named = [
            (item, (*place, step_of(item, number))) for number, item in enumerate(items) if isinstance(item, Mapping)
        ]
        return [self._value(item, kind, there) for item, there in named]

    def _odd(self, items: Any, kind: str) -> bool:
        accepted, _ = _SCALARS[kind]
        return any(not isinstance(item, accepted) or isinstance(item, bool) for item in items)

    def _mapping(self, fields: Mapping[str, tuple[Any, str]], place: Place) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, (value, kind) in fields.items():
            if value is not None and (read := self.read(value, kind, (*place, key))) is not None:
                kept[key] = read
        return kept
