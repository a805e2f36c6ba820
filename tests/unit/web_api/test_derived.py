"""Answers that are made from dataclasses: each is sent as it is documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from inspect import isclass
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, ValidationError

from islandmgr.app.rooms import ROOMS
from islandmgr.model.domain import ISLAND, Subject
from islandmgr.model.field_types import EpochSeconds, Example, OneOf, Said, Secret
from islandmgr.model.messages import TEXT, Message
from islandmgr.resources.clocks.store.changes import ClockChange
from islandmgr.web.api.derived import Derived, Given, Made

AT = 1_795_168_800.1234


def example(hint: Any, full: bool) -> Any:
    """A value of the type; `full`: whatever may be missing is there."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        one_of = next((mark for mark in inner[1:] if isinstance(mark, OneOf)), None)
        return one_of.values[0] if one_of else example(inner[0], full)
    if origin in (Union, UnionType):
        return example(next(one for one in inner if one is not NoneType), full) if full else None
    if origin in (tuple, list, Sequence):
        return [example(inner[0], full)] if full else []
    if origin in (dict, Mapping):
        return {example(inner[0], full): example(inner[1], full)} if full else {}
    return plain(hint, full)


def plain(hint: Any, full: bool) -> Any:
    if hint is Message:
        return TEXT(text="Lost a")
    if hint is Subject:
        return Subject(ISLAND, "17")
    if get_origin(hint) is not None:  # a literal
        return get_args(hint)[0]
    if isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    if isclass(hint) and is_dataclass(hint):
        return thing(hint, full)
    return {str: "a", int: 1, float: AT, bool: True, Any: "a"}[hint]


def thing(kind: type[Any], full: bool) -> Any:
    hints = get_type_hints(kind, include_extras=True)
    needed = [one for one in fields(kind) if full or one.default is one.default_factory is MISSING]
    return kind(**{one.name: _measured(kind, one.name) or example(hints[one.name], full) for one in needed})


def _measured(kind: type[Any], name: str) -> Any:
    """Its type does not say what is in it."""
    return {"fake": AT, "real": AT, "error_ms": 1.26} if (kind, name) == (ClockChange, "measured") else None


def every() -> Iterator[Derived[Any]]:
    """All that the modules behind the rooms' APIs know of."""
    seen: set[int] = set()
    waiting = [room.module(name.partition(":")[0]) for room in ROOMS.values() for name in room.api]
    while waiting:
        module = waiting.pop()
        if id(module) in seen:
            continue
        seen.add(id(module))
        for value in vars(module).values():
            if isinstance(value, Derived) and id(value) not in seen:
                seen.add(id(value))
                yield value
            elif isinstance(value, ModuleType) and value.__name__.startswith("islandmgr.resources"):
                waiting.append(value)


ANSWERS = list(every())


def test_there_are_many() -> None:
    names = {one.model.__name__ for one in ANSWERS}
    assert names >= {"UserAnswer", "AuditEntry", "WebhookAnswer", "Node", "TaskAnswer", "Pool", "QuotaAnswer"}
    assert names >= {"Drain", "Island", "Event", "Crash", "ClockReport", "Group", "Run", "Script"}


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: one.model.__name__)
def test_what_is_sent_is_what_is_documented(answer: Derived[Any], full: bool) -> None:
    sent = answer(thing(answer.kind, full))
    assert sent.keys() == answer.model.model_fields.keys()
    given = {f"{name}{end}" for name in answer.given for end in ("", "_code", "_values")}  # null here
    assert _wrong(answer.model, sent) <= given


def _wrong(model: type[BaseModel], sent: dict[str, Any]) -> set[str | int]:
    """Fields whose values are not as documented."""
    try:
        model.model_validate(sent)
    except ValidationError as error:
        return {one["loc"][0] for one in error.errors()}
    return set()


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    at: EpochSeconds
    said: Said


@dataclass(frozen=True)
class Outer:
    id: Annotated[int, "Its number", Example(7)]
    colour: Colour
    inner: Inner | None
    inners: tuple[Inner, ...]
    flat: Inner
    left_out: str = ""
    secret: Secret = ""


OUTER = Derived(
    Outer,
    flat=("flat",),
    without=("left_out",),
    renamed={"at": "when"},
    twice=Made(int, lambda it: it.id * 2),
    current=Given(bool | None),
)


def test_each_kind_of_field() -> None:
    inner = Inner(AT, TEXT(text="Lost a"))
    told = {"said": "Lost a", "said_code": "text", "said_values": {"text": "Lost a"}}
    moment = "2026-11-20T10:00:00.123Z"
    assert OUTER(Outer(1, Colour.RED, None, (inner,), inner, "x", "y"), current=True) == {
        "id": 1,
        "colour": "red",
        "inner": None,
        "inners": [{"at": moment, **told}],
        "when": moment,
        **told,
        "twice": 2,
        "current": True,
    }
    number = OUTER.model.model_json_schema()["properties"]["id"]
    assert (number["description"], number["examples"]) == ("Its number", [7])


@pytest.mark.parametrize("wrong", [{"without": ("gone",)}, {"renamed": {"gone": "other"}}])
def test_an_old_name_is_refused(wrong: Any) -> None:
    """Else what was left out, and is called something else now, would be shown."""
    with pytest.raises(ValueError, match="gone"):
        Derived(Outer, **wrong)


def test_no_secret_is_shown() -> None:
    shown = {one.kind.__name__: set(one.model.model_fields) for one in ANSWERS}
    assert not {"password", "subject"} & shown["User"]
    assert not {"digest"} & shown["Token"]
    assert not {"secret"} & shown["Webhook"]
    assert not {"address"} & shown["Channel"]


def test_an_unclear_type_is_refused() -> None:
    @dataclass
    class Unclear:
        at: EpochSeconds | str

    with pytest.raises(TypeError, match="cannot be told"):
        Derived(Unclear)
