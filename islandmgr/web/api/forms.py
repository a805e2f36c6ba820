"""What becomes of a field's type: its type in the document, and how its value is put into JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from datetime import datetime
from enum import Enum
from functools import reduce
from inspect import isclass
from operator import attrgetter, or_
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin

from pydantic import BaseModel

from islandmgr.model.field_types import Example, Mark, OneOf
from islandmgr.model.messages import Message, Translate
from islandmgr.web.serialization import Json, moment

Convert = Callable[[Any], Any]
Worded = Callable[[Any, Translate], Any]


class Part(Protocol):
    """The answer for a dataclass; `islandmgr.web.api.derived.Derived` is one."""

    model: type[BaseModel]

    def __call__(self, it: Any, words: Translate | None = None, /) -> Json: ...


@dataclass(frozen=True)
class Form:
    """`convert` and `worded` are not asked about null; without either the value is JSON already."""

    type: Any
    convert: Convert | None = None
    worded: Worded | None = None  # where messages are in it
    message: bool = False
    about: str = ""
    examples: list[Any] | None = None


def form_of(hint: Any, part: Callable[[type[Any]], Part]) -> Form:
    """`part` finds the answer for a dataclass. Types that are JSON already, such as int, stay what they are."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(form_of(inner[0], part), inner[1:])
    if origin in (Union, UnionType):
        return _union([form_of(one, part) for one in inner])
    if origin in (tuple, list, Sequence):
        return _listed(form_of(inner[0], part))
    if origin in (dict, Mapping):
        return _mapped(inner[0], form_of(inner[1], part))
    if isclass(hint) and issubclass(hint, Message):
        return Form(str, message=True)
    if isclass(hint) and issubclass(hint, Enum):
        return Form(hint, convert=attrgetter("_value_"))  # `value` is a good deal slower
    if isclass(hint) and is_dataclass(hint):
        shown = part(hint)
        return Form(shown.model, worded=shown)
    return Form(hint)


def _marked(form: Form, marks: Sequence[Any]) -> Form:
    for mark in marks:
        if mark is Mark.INSTANT:
            form = replace(form, type=datetime, convert=moment)
        elif mark is Mark.MESSAGE:
            form = replace(form, message=True)
        elif mark is Mark.SECRET:
            raise TypeError("A secret that may be null or is one of several cannot be shown: leave it out")
        elif isinstance(mark, OneOf):
            form = replace(form, type=Literal[mark.values])
        elif isinstance(mark, Example):
            form = replace(form, examples=[mark.value])
        elif isinstance(mark, str):
            form = replace(form, about=mark)
    return form


def _union(forms: Sequence[Form]) -> Form:
    """Of several kinds of values only one may need a conversion: nothing tells which one is there."""
    changing = [form for form in forms if form.convert or form.worded]
    values = [form for form in forms if form.type is not NoneType]
    if (changing and len(values) > 1) or any(form.message for form in forms):
        raise TypeError(f"Which of {[form.type for form in forms]} a value is cannot be told")
    first = changing[0] if changing else Form(None)
    return replace(first, type=reduce(or_, (form.type for form in forms)))


def _listed(form: Form) -> Form:
    kind, convert, worded = list[form.type], form.convert, form.worded  # type: ignore[name-defined]
    if worded:
        return Form(kind, worded=lambda them, words: [worded(one, words) for one in them])
    return Form(kind, convert=(lambda them: [convert(one) for one in them]) if convert else list)


def _mapped(key: Any, form: Form) -> Form:
    kind, convert, worded = dict[key, form.type], form.convert, form.worded  # type: ignore[name-defined]
    if worded:
        return Form(kind, worded=lambda them, words: {name: worded(one, words) for name, one in them.items()})
    convert_all = (lambda them: {name: convert(one) for name, one in them.items()}) if convert else dict
    return Form(kind, convert=convert_all)
