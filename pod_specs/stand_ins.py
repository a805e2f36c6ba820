"""A blueprint to go on with when some of its fields are faulty, so that the rest is looked at in the same run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from pod_specs.blueprint import Blueprint
from pod_specs.complaints import Complaint, explain
from pod_specs.yaml_lines import Lines, Path

STAND_INS: Mapping[str, Any] = {
    "name": "x",
    "version": "0",
    "title": "x",
    "image": "x",
    "ports": [{"name": "port"}],
    "command": ["x"],
    "readiness": {"exec": ["x"]},
    "resources": {"limits": {"memory": "64Mi"}},
    "time_zone": "UTC",
}
"""For the keys that must be there. What is said of them is not said to anybody."""

BOUND_TO = {"readiness": "ports"}
"""A key that refers to another one: it is not judged when that one cannot be read."""

_ROUNDS = 12  # each cuts away more; a file has fewer levels


WORD = "x"
"""In the place of a faulty text in a list or in the raw part, where its number or its neighbours count."""


@dataclass
class Repair:
    """`tree` with what is faulty taken out or replaced; `unknown` are the places of that."""

    tree: dict[str, Any]
    unknown: set[Path] = field(default_factory=set)

    def cut(self, place: Path) -> None:
        """Take out what is there, or the nearest thing above it that can be taken out or has a stand-in."""
        steps = place
        while len(steps) > 1 and (self.blurs(steps) or not self._can_go(steps)):
            steps = steps[:-1]
        if steps:
            self.tree = _replaced(self.tree, steps, raw=steps[0] == "pod")
            self.unknown.add(steps)

    def blurs(self, place: Path) -> bool:
        """Nothing can be said of that place."""
        bound = BOUND_TO.get(str(place[0])) if place else None
        return any(_related(place, there) for there in self.unknown) or (bound is not None and (bound,) in self.unknown)

    def _can_go(self, place: Path) -> bool:
        """Items of lists are known by their numbers, so none is taken out: a text is replaced."""
        node: Any = self.tree
        for step in place[:-1]:
            inside = (isinstance(node, Mapping) and step in node) or (
                isinstance(node, list) and step in range(len(node))
            )
            if not inside:
                return False
            node = node[step]
        last = place[-1]
        return isinstance(last, str) or (isinstance(node, list) and not isinstance(node[last], Mapping | list))


def _related(place: Path, other: Path) -> bool:
    shorter = min(len(place), len(other))
    return place[:shorter] == other[:shorter]


def _replaced(node: Any, steps: Path, *, raw: bool) -> Any:
    first, rest = steps[0], steps[1:]
    if isinstance(node, list):
        made_list = list(node)
        made_list[int(first)] = _replaced(node[int(first)], rest, raw=raw) if rest else WORD
        return made_list
    made = dict(node)
    if rest:
        made[first] = _replaced(made[first], rest, raw=raw)
    elif raw and isinstance(made.get(first), str):
        made[first] = WORD
    else:
        made.pop(first, None)
    return made


def repaired(repair: Repair, lines: Lines) -> tuple[Blueprint | None, list[Complaint]]:
    """The blueprint, as far as there is one, and what is wrong with its fields."""
    said: list[Complaint] = []
    for _ in range(_ROUNDS):
        try:
            return Blueprint.model_validate({**_missing_stand_ins(repair), **repair.tree}), said
        except ValidationError as error:
            found = set(explain(error, lines))
            said += [one for one in found if not repair.blurs(one.place)]
            for place in {one.place for one in found}:
                repair.cut(place)
    return None, said


def _missing_stand_ins(repair: Repair) -> dict[str, Any]:
    return {key: value for key, value in STAND_INS.items() if (key,) in repair.unknown}
