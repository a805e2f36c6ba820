"""Rows and the dataclasses they are of, where columns and fields have the same names.

A new field needs nothing here: what its type asks for, such as an enum, a tuple, or a dataclass that is stored as JSON,
is found out once for each class.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from inspect import isclass
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]


def read(kind: type[T], row: Mapping[Any, Any], *, without: Collection[str] = (), **own: Any) -> T:
    """`without` are columns that are no fields; `own` are fields that the caller makes of the row."""
    values = {name: value for name, value in row.items() if name not in without}
    for name, convert in _readers(kind):  # type: ignore[arg-type]  # a class can be hashed
        if name not in own and values.get(name) is not None:
            values[name] = convert(values[name])
    return kind(**{**values, **own})


def columns(it: Any, *, without: Collection[str] = (), **own: Any) -> dict[str, Any]:
    """What is stored of `it`; `without` are fields that are not, `own` columns that the caller makes."""
    return {**{name: _plain(value) for name, value in vars(it).items() if name not in without}, **own}


@cache
def _readers(kind: type[Any]) -> tuple[tuple[str, Convert], ...]:
    found = ((name, _reader(hint)) for name, hint in get_type_hints(kind).items())
    return tuple((name, convert) for name, convert in found if convert)


def _reader(hint: Any) -> Convert | None:
    """None: the value is the same in both."""
    if get_origin(hint) in (Union, UnionType):
        return next(filter(None, (_reader(one) for one in get_args(hint) if one is not NoneType)), None)
    if get_origin(hint) is tuple:
        inner = _reader(get_args(hint)[0])
        return (lambda them: tuple(inner(one) for one in them)) if inner else tuple
    if isclass(hint) and is_dataclass(hint):
        return getattr(hint, "from_json", None) or (lambda data: read(hint, data))
    return hint if isclass(hint) and issubclass(hint, Enum) else None


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        return value.to_json() if hasattr(value, "to_json") else columns(value)
    return value
