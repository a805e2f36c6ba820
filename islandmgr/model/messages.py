"""What people read, as a code with values: states' reasons, lines of histories and of the audit, findings, refusals.

A kind of message is declared once, beside the rule that says it, with its English words. It is stored as code and
values, and put into its reader's language where it leaves the manager: page, API, notice, command line. So nothing
has to look into a sentence to learn what it says.

This module imports nothing of the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Translate = Callable[[str], str]
"""From the English words of a kind, with their `%(name)s`, to those of another language. `gettext` is one."""

NO_VALUES: Mapping[str, Any] = MappingProxyType({})
UNKNOWN = "?"  # in the place of a value that a stored message has not


class Message(str):
    """A message. As a text it is its English words: what logs, exceptions and programs want.

    `values` are texts, numbers, messages, or lists of these. A message that was read from the database may be of a
    kind that this program does not know (any more): it shows its code and values then.
    """

    __slots__ = ("code", "values")

    code: str  # empty for no message at all
    values: Mapping[str, Any]

    def __new__(cls, code: str, values: Mapping[str, Any] = NO_VALUES) -> Message:
        made = super().__new__(cls, _words(code, values, _english))
        made.code = code
        made.values = values
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, Any]]]:
        return Message, (self.code, dict(self.values))

    def __deepcopy__(self, _memo: object) -> Message:
        return self  # nothing in it changes

    def by(self, translate: Translate) -> str:
        """Its words in the language of `translate`."""
        return _words(self.code, self.values, translate)

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "values": {name: _plain(value) for name, value in self.values.items()}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        return cls(data["code"], {name: _read(value) for name, value in data["values"].items()})


@dataclass(frozen=True)
class Kind:
    """One kind of message. Call it with the values that its words have places for."""

    code: str
    words: str  # English, with `%(name)s` for each value
    names: frozenset[str] = field(repr=False)

    def __call__(self, **values: Any) -> Message:
        if values.keys() != self.names:
            raise TypeError(f"{self.code} takes {sorted(self.names)}, not {sorted(values)}")
        return Message(self.code, values)


_KINDS: dict[str, Kind] = {}


def declare(code: str, words: str) -> Kind:
    """A kind of message. Write `words` out in the call: scripts/translate collects them there.

    Raises ValueError when there is another one with that code: what is stored must mean one thing.
    """
    if code in _KINDS:
        raise ValueError(f"There are two kinds of messages with the code {code!r}")
    places = _Places()
    words % places
    made = _KINDS[code] = Kind(code, words, frozenset(places.asked))
    return made


def kinds() -> Sequence[Kind]:
    """All that were declared by the modules that were imported."""
    return tuple(_KINDS.values())


def in_words(message: str, translate: Translate) -> str:
    """A message in the language of `translate`; a text that is none, such as another system's words, as it stands."""
    return message.by(translate) if isinstance(message, Message) else message


def is_stored_form(data: object) -> bool:
    """Whether `data`, decoded JSON, is what `Message.to_json` makes."""
    return isinstance(data, dict) and data.keys() == {"code", "values"} and isinstance(data["values"], dict)


def all_of(messages: Iterable[Message], pair: Kind | None = None) -> Message:
    """Several as one, joined as `pair` says, `BOTH` when left out; `NOTHING` when there is none."""
    found = NOTHING
    for one in messages:
        found = (pair or BOTH)(one=found, other=one) if found else one
    return found


def as_message(text: str) -> Message:
    """`text` itself when it is a message, else one of the kind `text`: other people's and systems' words."""
    if isinstance(text, Message):
        return text
    return TEXT(text=text) if text else NOTHING


class _Places(dict[str, Any]):
    """Notes the names that a template asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def __missing__(self, name: str) -> str:
        self.asked.add(name)
        return UNKNOWN


def _words(code: str, values: Mapping[str, Any], translate: Translate) -> str:
    kind = _KINDS.get(code)
    if kind is None:
        facts = ", ".join(f"{name}={_shown(value, translate)}" for name, value in values.items())
        return f"{code} ({facts})" if facts else code
    return translate(kind.words) % {name: _shown(values.get(name, UNKNOWN), translate) for name in kind.names}


def _english(words: str) -> str:
    return words


def _shown(value: Any, translate: Translate) -> str:
    if isinstance(value, Message):
        return value.by(translate)
    if isinstance(value, (list, tuple)):
        return translate(SEPARATOR.words).join(_shown(one, translate) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_json()
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _read(value: Any) -> Any:
    if is_stored_form(value):
        return Message.from_json(value)
    return [_read(one) for one in value] if isinstance(value, list) else value


NOTHING = Message("")
"""No message: where there is no reason, and nothing is wrong."""

SEPARATOR = declare("separator", ", ")
"""What stands between the parts of a list."""

TEXT = declare("text", "%(text)s")
"""Words that are not ours, or were stored before messages had codes; shown as they stand in every language."""

BOTH = declare("both", "%(one)s; %(other)s")

NEXT = declare("next", "%(one)s %(other)s")
"""Two whole sentences."""

DETAIL = declare("detail", "%(what)s: %(detail)s")
"""A message, and what another system says about it."""
