"""What pydantic found, in words for the person who typed it: the value at fault, and what is accepted. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from islandmgr.model.errors import Invalid

LONGEST_QUOTE = 100  # characters of a value that are shown

_WORDS: Mapping[str, str] = {
    "string_type": "must be text",
    "string_unicode": "is no valid Unicode text",
    "string_sub_type": "must be text",
    "string_too_long": "has {length} characters; at most {max_length} are accepted",
    "string_too_short": "is too short; at least {min_length} characters are needed",
    "string_pattern_mismatch": "has not the accepted form {pattern}",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "enum": "must be one of {expected}",
    "literal_error": "must be one of {expected}",
    "dict_type": "must be a JSON object",
    "model_type": "must be a JSON object",
    "model_attributes_type": "must be a JSON object",
    "list_type": "must be a list",
    "too_long": "has {actual_length} entries; at most {max_length} are accepted",
    "too_short": "has {actual_length} entries; at least {min_length} are needed",
    "value_error": "{error}",
}


def refuse(error: ValidationError, models: Sequence[type[BaseModel]] = ()) -> Invalid:
    """The `Invalid` for a request that is not as its model says. `details.fields` maps each field to its fault.

    `models` are those that may have been asked for; the one of the error's name tells which fields there are.
    """
    known = next((tuple(model.model_fields) for model in models if model.__name__ == error.title), ())
    faults: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        faults.setdefault(_name(fault["loc"]), _sentence(fault, known))
    return Invalid("; ".join(faults.values()), fields=faults)


def quoted(value: Any) -> str:
    """A value as it may stand in a sentence."""
    text = repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."


def _sentence(fault: Any, known: Sequence[str]) -> str:
    name = _name(fault["loc"])
    if fault["type"] == "missing":
        return f"{name} must be given"
    if fault["type"] == "extra_forbidden":
        others = f"; there is {', '.join(known)}" if known and len(fault["loc"]) == 1 else ""
        return f"{name} is no field here{others}"
    if not fault["loc"]:
        return f"The body must be a JSON object, not {quoted(fault['input'])}"
    context = dict(fault.get("ctx", {}))
    if fault["type"] == "string_too_long":
        context["length"] = len(fault["input"])
    words = _WORDS.get(fault["type"], fault["msg"])
    return f"{name} {quoted(fault['input'])} {words.format_map(context) if fault['type'] in _WORDS else words}"


def _name(place: Sequence[int | str]) -> str:
    """`clock.at`, `files[2].size`; `body` for the whole."""
    name = ""
    for part in place:
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return name.removeprefix(".") or "body"


Refuse = Callable[[ValidationError], Any]
