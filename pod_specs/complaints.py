"""pydantic's complaints in words that a server programmer understands, with the line in the file."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pod_specs.arguments import did_you_mean
from pod_specs.blueprint import Blueprint
from pod_specs.field_types import Misplaced
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


def explain(error: ValidationError, lines: Lines) -> Iterator[tuple[int, str]]:
    """`(line, reason)` for each complaint. A missing key is at the line of the mapping that lacks it."""
    details = error.errors(include_url=False)
    for detail in details:
        if detail["type"] == "too_short" and _has_bad_items(detail, details):
            continue
        place = tuple(step for step in detail["loc"] if step != "[key]")
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, Misplaced):
            place = (*place, *cause.place)
        yield lines.of(place), _reason(detail, place)


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
    model: type[BaseModel] = Blueprint
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not get_origin(annotation) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation) if get_origin(annotation) or isinstance(annotation, types.UnionType) else ():
        found = _model_in(part)
        if found is not None:
            return found
    return None
