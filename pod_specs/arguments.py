"""Start arguments: what a tester may choose when starting an island, and the check of what was given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, StrictBool, StrictInt, StrictStr, model_validator

from islandmgr.model.errors import Invalid
from pod_specs.faults import no
from pod_specs.field_types import Misplaced
from pod_specs.placeholders import Value
from pod_specs.words import Words

LONGEST = 1000  # characters of a text argument, unless the blueprint allows less
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
TRUE, FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class Argument(BaseModel):
    """One start argument. Without `default` it is optional: where it is not given, what uses it is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["int", "str", "bool", "choice"]
    description: Annotated[Words, Field(description="What it is for, as the start dialog shows it.")] = Words(en="")
    default: Annotated[Value, SkipValidation, Field(description="Used when none is given.")] = None
    required: Annotated[StrictBool, Field(description="It must be given at every start.")] = False
    min: Annotated[StrictInt | None, Field(description="Smallest number (`int`).")] = None
    max: Annotated[StrictInt | None, Field(description="Largest number (`int`).")] = None
    max_length: Annotated[StrictInt | None, Field(ge=1, le=LONGEST, description="In characters (`str`).")] = None
    pattern: Annotated[StrictStr | None, Field(description="Regular expression for the whole text (`str`).")] = None
    choices: Annotated[
        tuple[StrictStr, ...] | None, Field(min_length=1, description="What can be chosen (`choice`).")
    ] = None
    unit: Annotated[StrictStr, Field(description="Shown behind the value, e.g. `s`.")] = ""

    @model_validator(mode="after")
    def _agree(self) -> Self:
        self._check_keys_fit_the_type()
        if self.pattern is not None:
            _compile(self.pattern)
        if self.required and self.default is not None:
            raise ValueError("`required` and `default` exclude each other: a default is used when nothing is given")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"`min` {self.min} is larger than `max` {self.max}")
        if self.default is not None:
            try:
                self.check("default", self.default)
            except Invalid:
                raise Misplaced(("default",), no(self.default, self.accepts())) from None
        return self

    def _check_keys_fit_the_type(self) -> None:
        own = {"int": ("min", "max"), "str": ("max_length", "pattern"), "choice": ("choices",), "bool": ()}
        for kind, keys in own.items():
            for key in keys:
                if kind != self.type and getattr(self, key) is not None:
                    raise Misplaced((key,), f"it goes with type {kind}, not {self.type}")
        if self.type == "choice" and not self.choices:
            raise ValueError("type choice needs `choices`")

    def check(self, name: str, given: Any) -> Value:
        """The value with its type. A text from the command line will do: `"5"`, `"true"`. Raises Invalid."""
        match self.type:
            case "int":
                return self._int(name, given)
            case "bool":
                return self._bool(name, given)
            case "choice":
                return self._choice(name, given)
            case "str":
                return self._str(name, given)

    def accepts(self) -> str:
        """What is accepted, for error messages and the start dialog."""
        if self.type == "int":
            return f"a whole number{_bounds(self.min, self.max)}"
        if self.type == "bool":
            return "true or false"
        if self.type == "choice":
            return "one of " + ", ".join(self.choices or ())
        form = f" of the form {self.pattern}" if self.pattern else ""
        return f"a text of up to {self.max_length or LONGEST} characters{form}, without line breaks"

    def _refuse(self, name: str, given: Any) -> Invalid:
        return Invalid(f"argument {name}: {given!r} is not {self.accepts()}", argument=name, accepted=self.accepts())

    def _int(self, name: str, given: Any) -> int:
        if isinstance(given, str) and re.fullmatch(r"[+-]?[0-9]{1,18}", given):
            given = int(given)
        if type(given) is not int or not _within(given, self.min, self.max):
            raise self._refuse(name, given)
        return given

    def _bool(self, name: str, given: Any) -> bool:
        if isinstance(given, str) and given.lower() in TRUE + FALSE:
            return given.lower() in TRUE
        if type(given) is not bool:
            raise self._refuse(name, given)
        return given

    def _choice(self, name: str, given: Any) -> str:
        if given not in (self.choices or ()):
            raise self._refuse(name, given)
        return str(given)

    def _str(self, name: str, given: Any) -> str:
        if not isinstance(given, str) or len(given) > (self.max_length or LONGEST) or CONTROL.search(given):
            raise self._refuse(name, given)
        if self.pattern is not None and not re.fullmatch(self.pattern, given):
            raise self._refuse(name, given)
        return given


def check_args(known: Mapping[str, Argument], given: Mapping[str, Any]) -> dict[str, Value]:
    """The arguments to start with: those given, checked, and the defaults of the others.

    An optional one without default that was not given, or is null, is missing from the answer.
    Raises Invalid for unknown, missing and bad ones, quoting the value.
    """
    for name in given:
        if name not in known:
            raise Invalid(f"unknown argument {name!r}; {did_you_mean(name, known)}", argument=name)
    values: dict[str, Value] = {}
    for name, argument in known.items():
        if given.get(name) is not None:
            values[name] = argument.check(name, given[name])
        elif argument.required:
            raise Invalid(f"argument {name} must be given: {argument.accepts()}", argument=name)
        elif argument.default is not None:
            values[name] = argument.check(name, argument.default)
    return values


def did_you_mean(name: str, known: Mapping[str, Any] | list[str]) -> str:
    """`did you mean X?`, or what there is."""
    names = [str(one) for one in known]
    close = get_close_matches(str(name), names, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return "there is " + ", ".join(names) if names else "there are none here"


def _compile(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise Misplaced(("pattern",), f"{pattern!r} is no regular expression: {error}") from None


def _within(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f" from {low} to {high}"
    if low is not None:
        return f" of {low} or more"
    return "" if high is None else f" of {high} or less"
