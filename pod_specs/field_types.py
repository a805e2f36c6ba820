"""The kinds of values in a blueprint file: each checks itself, says what is accepted, and shows it to editors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictInt,
    StrictStr,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from islandmgr.model import amounts
from pod_specs.forms import DNS_LABEL, LABEL_LENGTH, PORT_NAME, PORT_NAME_LENGTH, VARIABLE, is_host_path
from pod_specs.placeholders import as_text

NAME_LENGTH = 30  # of a blueprint; leaves room in a Pod's name for owner, branch and id
ARGUMENT_NAME = re.compile(r"[a-z][a-z0-9_-]*")


class Misplaced(ValueError):
    """Keys that do not agree; `place` is the one at fault, seen from the mapping that was being checked."""

    def __init__(self, place: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Form:
    """A text that must match as a whole."""

    what: str
    pattern: re.Pattern[str]
    longest: int
    accepted: str

    def check(self, text: str) -> str:
        if len(text) > self.longest or not self.pattern.fullmatch(text):
            raise ValueError(f"{text!r} is no {self.what}: {self.accepted}, at most {self.longest} characters")
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"pattern": f"^({self.pattern.pattern})$", "maxLength": self.longest}


@dataclass(frozen=True)
class Scalars:
    """Numbers and booleans where Kubernetes wants a string. Fractions are a question: 1.10 would become 1.1."""

    fractions: bool = False

    def to_text(self, given: Any) -> Any:
        if isinstance(given, float) and self.fractions:
            return repr(given)
        return as_text(given) if isinstance(given, bool | int) else given

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.to_text, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        number = "number" if self.fractions else "integer"
        return handler(schema) | {"type": ["string", number, "boolean"]}


@dataclass(frozen=True)
class Plausible:
    """A number of seconds or times that somebody may mean, by `islandmgr.model.amounts`."""

    kind: str

    def check(self, number: int) -> int:
        found = amounts.doubt_of_time(self.kind, number)
        if found is not None and found.refused:
            raise ValueError(found.reason)
        return number

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        known = amounts.RANGES[self.kind]
        return handler(schema) | {"minimum": int(known.least), "maximum": known.most}


def _is_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # not there, a folder, no such path
        raise ValueError(f"{name!r} is no IANA time zone; write for instance Asia/Shanghai or UTC") from None
    return name


def _is_absolute(path: str) -> str:
    if not is_host_path(path):
        raise ValueError(f"{path!r} is no absolute path without `..`")
    return path


def _has_a_program(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words[0]:
        raise Misplaced((0,), "the first word is the program to run, and must not be empty")
    return words


_LABEL_RULE = "lower-case letters, digits and hyphens, with a letter or digit at both ends"
_PORT_RULE = _LABEL_RULE + ", a letter among them, no two hyphens in a row"
_ARGUMENT_RULE = "lower-case letters, digits, _ and -, beginning with a letter"

Name = Annotated[StrictStr, Form("name", re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?"), NAME_LENGTH, _LABEL_RULE)]
ContainerName = Annotated[StrictStr, Form("container name", DNS_LABEL, LABEL_LENGTH, _LABEL_RULE)]
PortName = Annotated[StrictStr, Form("port name", PORT_NAME, PORT_NAME_LENGTH, _PORT_RULE)]
ArgumentName = Annotated[StrictStr, Form("argument name", ARGUMENT_NAME, 40, _ARGUMENT_RULE)]
VariableName = Annotated[StrictStr, Form("variable name", VARIABLE, 200, "letters, digits, _, - and .")]
TimeZone = Annotated[StrictStr, AfterValidator(_is_time_zone)]

Text = Annotated[StrictStr, Scalars()]
Filled = Annotated[StrictStr, Field(min_length=1), Scalars()]
"""A text that is not empty."""
Command = Annotated[tuple[Text, ...], Field(min_length=1), AfterValidator(_has_a_program)]
"""Words of a command: any of them may be empty, but for the program's name."""
Amount = Annotated[StrictStr, Field(min_length=1), Scalars(fractions=True)]
"""A quantity of Kubernetes: `1500Mi`, `0.5`. Looked at more closely once placeholders are filled in."""
AbsolutePath = Annotated[StrictStr, AfterValidator(_is_absolute)]

Grace = Annotated[StrictInt, Plausible("grace")]
Delay = Annotated[StrictInt, Plausible("delay")]
Period = Annotated[StrictInt, Plausible("period")]
Timeout = Annotated[StrictInt, Plausible("timeout")]
Times = Annotated[StrictInt, Plausible("times")]
