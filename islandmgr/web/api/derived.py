"""Answers made from dataclasses: the model for the document, and the JSON itself, which are then the same.

A field that is added to the dataclass is documented and sent by itself. What its type cannot say stands beside it in
the dataclass (`islandmgr.model.field_types`); what only the API knows stands in the room's call:

    user = Derived(User, "UserAnswer", without=("subject",), company=Made(bool, lambda it: it.subject is not None))

`user(it)` is the JSON, `user.model` goes into the document. What can be found out about the types is found out once,
here: an answer is then made by one look at all attributes and a few conversions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, Field, create_model

from islandmgr.model.field_types import Mark
from islandmgr.model.messages import NOTHING, Translate
from islandmgr.web.api.answers import MessageCode, MessageValues, Page
from islandmgr.web.api.forms import Convert, Form, Worded, form_of
from islandmgr.web.serialization import Json
from islandmgr.web.wording import told, wording

T = TypeVar("T")


@dataclass(frozen=True)
class Made(Generic[T]):
    """A field that is computed from the whole thing; its value is put into JSON as its type says."""

    type: Any
    by: Callable[[T], Any]


@dataclass(frozen=True)
class Given:
    """A field that the thing itself does not know: the call gives it, as JSON; null when it gives none."""

    type: Any


class Derived(Generic[T]):
    """The answer of the API for a dataclass.

    `parts` are the answers for dataclasses in it; one without is shown with all its fields, under its own name. The
    fields of those in `flat` stand beside the others, and `without` calls them `flat.field`. A `Made` or `Given` of a
    field's name takes its place. Fields of the type `Secret` are never shown.
    """

    def __init__(
        self,
        kind: type[T],
        name: str = "",
        /,
        *,
        without: Collection[str] = (),
        flat: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
        parts: Collection[Derived[Any]] = (),
        **more: Made[T] | Given,
    ) -> None:
        self.kind = kind
        self.given = {field: one.type for field, one in more.items() if isinstance(one, Given)}
        self._made = [(field, one.by) for field, one in more.items() if isinstance(one, Made)]
        self._parts = {part.kind: part for part in parts}
        _check_names(kind, {*without, *(renamed or {})}, flat)
        shown: dict[str, tuple[str, Any]] = {}
        for path, hint in _fields(kind, without, flat):
            field = path.rpartition(".")[2]
            field = (renamed or {}).get(field, field)
            if field in shown:
                raise ValueError(f"{kind.__name__}: {path} and {shown[field][0]} would both be {field}")
            if field not in more:
                shown[field] = (path, hint)
        forms = {field: self._form(hint) for field, (_, hint) in shown.items()}
        forms |= {field: self._form(one.type) for field, one in more.items()}
        self.model = _model(name or kind.__name__, forms)
        self._prepare({field: source for field, (source, _) in shown.items()}, forms)

    def __call__(self, it: T, words: Translate | None = None, /, **given: Any) -> Json:
        """Messages are in the language of `words`, or of the request that is answered."""
        found: Json = dict(zip(self._names, self._values(it), strict=False))
        for field, by in self._made:
            found[field] = by(it)
        for field, convert in self._converted:
            if (value := found[field]) is not None:
                found[field] = convert(value)
        if self._speaks:
            words = words or wording()
            for field in self._messages:
                if (said := found[field]) or (said is not NOTHING and getattr(said, "code", "")):
                    found.update(told(field, said, words))
                else:
                    found[f"{field}_values"] = {}  # as most are, in every row of a list
            for field, worded in self._worded:
                if (value := found[field]) is not None:
                    found[field] = worded(value, words)
        if self.given:
            found.update(given if len(given) == len(self._nothing_given) else {**self._nothing_given, **given})
        return found

    def page(self, name: str) -> type[Page]:
        """The model of a page of them."""
        return create_model(name, __base__=Page, __module__=__name__, items=(list[self.model], ...))  # type: ignore[name-defined]

    def _form(self, hint: Any) -> Form:
        return form_of(hint, self._part)

    def _part(self, kind: type[Any]) -> Derived[Any]:
        if kind not in self._parts:
            self._parts[kind] = Derived(kind)
        return self._parts[kind]

    def _prepare(self, sources: Mapping[str, str], forms: Mapping[str, Form]) -> None:
        ours = {field: form for field, form in forms.items() if field not in self.given}
        self._messages = [field for field, form in ours.items() if form.message]
        # The three fields of a message stand together: all begin as its text.
        columns = [(shown, source) for field, source in sources.items() for shown in _names(field, forms[field])]
        self._names = tuple(shown for shown, _ in columns)
        self._values = _attributes([source for _, source in columns])
        self._converted: list[tuple[str, Convert]] = [(n, f.convert) for n, f in ours.items() if f.convert]
        self._worded: list[tuple[str, Worded]] = [(n, f.worded) for n, f in ours.items() if f.worded]
        self._speaks = bool(self._messages or self._worded)
        self._nothing_given = dict.fromkeys(name for field in self.given for name in _names(field, forms[field]))


def _fields(kind: type[Any], without: Collection[str], flat: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Names and types; of a dataclass in `flat` those of its fields, by the way to them."""
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        if field.name in flat:
            prefix = f"{field.name}."
            left_out = {path.removeprefix(prefix) for path in without if path.startswith(prefix)}
            yield from ((f"{prefix}{name}", hint) for name, hint in _fields(hints[field.name], left_out, ()))
        elif field.name not in without and Mark.SECRET not in get_args(hints[field.name]):
            yield field.name, hints[field.name]


def _check_names(kind: type[Any], named: set[str], flat: Collection[str]) -> None:
    """A field that was renamed in the dataclass must not be shown because it is left out by its old name."""
    inner = {name: get_type_hints(kind)[name] for name in flat}
    known = {one.name for one in fields(kind)}
    below = {f"{name}.{one.name}" for name, part in inner.items() for one in fields(part)}
    plain = {path.rpartition(".")[2] for path in below}
    if unknown := {name for name in named if name not in known | below | plain}:
        raise ValueError(f"{kind.__name__} has no field {sorted(unknown)}")


def _names(field: str, form: Form) -> tuple[str, ...]:
    return (field, f"{field}_code", f"{field}_values") if form.message else (field,)


def _attributes(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """`attrgetter` gives a single value as it is."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda it: tuple(attrgetter(name)(it) for name in names)


def _model(name: str, forms: Mapping[str, Form]) -> type[BaseModel]:
    given: dict[str, Any] = {}
    for field, form in forms.items():
        given[field] = (form.type, Field(description=form.about or None, examples=form.examples))
        if form.message:
            given |= {f"{field}_code": (MessageCode, ...), f"{field}_values": (MessageValues, ...)}
    return create_model(name, __module__=__name__, **given)
