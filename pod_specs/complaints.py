"""pydantic's complaints in words that a server programmer understands, with their places."""

from __future__ import annotations

import collections.abc
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pod_specs.arguments import did_you_mean
from pod_specs.blueprint import Blueprint
from pod_specs.field_types import Misplaced, Scalars
from pod_specs.yaml_lines import Lines, Path

WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}


@dataclass(frozen=True)
class Complaint:
    """What is wrong with one place of a file."""

    place: Path
    reason: str


def explain(error: ValidationError, lines: Lines) -> Iterator[Complaint]:
    """Each complaint of pydantic's. A missing key is at the place of the mapping that lacks it."""
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and _has_bad_items(detail, details):
            continue
        place = tuple(step for step in detail["loc"] if step != "[key]")
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, Misplaced):
            place = (*place, *cause.place)
        reason = _reason(detail, place)
        yield Complaint(place, f"{reason} ({lines.odd[place]})" if place in lines.odd else reason)


def odd_texts(lines: Lines) -> Iterator[Complaint]:
    """Scalars that stand where a text is wanted, and are read as something else than what was written."""
    for place, odd in lines.odd.items():
        if place[0] != "pod" and _wants_text(place):
            yield Complaint(place, f"{'.'.join(map(str, place))}: {odd}")


def _has_bad_items(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """pydantic counts only the good items of a list."""
    place = detail["loc"]
    return any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details)


def _reason(detail: ErrorDetails, place: Path) -> str:
    where = ".".join(str(step) for step in place)
    given = detail["input"]
    if detail["type"] == "extra_forbidden":
        return f"unknown key `{where}`; {did_you_mean(str(place[-1]), list(_model_at(place[:-1]).model_fields))}"
    if detail["type"] == "missing":
        return f"`{where}` is missing"
    if detail["type"] == "value_error":
        return f"{where}: {detail['ctx']['error']}" if where else str(detail["ctx"]["error"])
    if detail["type"] == "string_type" and isinstance(given, float | None):
        return f"{where}: {given!r} is not a text; put quotes round it"
    if detail["type"] == "string_too_short":
        return f"{where}: must not be empty"
    if detail["type"] in ("too_short", "too_long"):
        return f"{where}: {_length(detail['ctx'], 'character' if isinstance(given, str) else 'item')}"
    if detail["type"] in WANTED:
        return f"{where}: {given!r} is not {WANTED[detail['type']]}"
    if detail["msg"].startswith("Input should be "):
        return f"{where}: {given!r} is not {detail['msg'].removeprefix('Input should be ')}"
    return f"{where}: {detail['msg']}"


def _length(limits: Mapping[str, Any], unit: str) -> str:
    wanted = f"at least {limits['min_length']}" if "min_length" in limits else f"at most {limits['max_length']}"
    return f"needs {wanted} {unit}{'' if wanted.endswith(' 1') else 's'}, not {limits['actual_length']}"


def _model_at(place: Path) -> type[BaseModel]:
    """The model whose key was not known."""
    models = [kind for kind, _ in _kinds_at(place) if _is_model(kind)]
    return models[0] if models else Blueprint


def _wants_text(place: Path) -> bool:
    """A text goes there and no number."""
    kinds = list(_kinds_at(place))
    number = any(kind in (int, bool, float) for kind, _ in kinds)
    amount = any(isinstance(one, Scalars) and one.fractions for _, more in kinds for one in more)
    return bool(kinds) and not number and not amount and any(kind is str or _is_model(kind) for kind, _ in kinds)


Kind = tuple[Any, tuple[Any, ...]]
"""A type, and what was annotated to it."""


def _kinds_at(place: Path) -> Iterator[Kind]:
    kinds: list[Kind] = [(Blueprint, ())]
    for step in place:
        kinds = [found for kind, _ in kinds for found in _below(kind, step)]
    yield from kinds


def _below(kind: Any, step: str | int) -> Iterator[Kind]:
    if _is_model(kind):
        if step in kind.model_fields:
            found = kind.model_fields[step]
            yield from _alternatives(found.annotation, tuple(found.metadata))
        return
    args = get_args(kind)
    if get_origin(kind) is tuple and isinstance(step, int):
        yield from _alternatives(args[0], ())
    elif args and get_origin(kind) is collections.abc.Mapping:
        yield from _alternatives(args[1], ())


def _alternatives(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[Kind]:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from _alternatives(inner, (*metadata, *more))
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part, metadata)
    else:
        yield annotation, metadata


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and not get_origin(kind) and issubclass(kind, BaseModel)
