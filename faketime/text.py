"""What people type, made plain, and how it is quoted back when it is refused."""

from __future__ import annotations

import reprlib
from collections.abc import Sequence
from typing import Any, NoReturn

from islandmgr.model.errors import Invalid
from islandmgr.model.messages import Message

from . import messages

LONGEST = 100
"""Characters. Nothing that means a time is longer, and no expression here ever sees a longer text."""

QUOTED = 60
"""Characters of a refused value that are quoted; the whole of it could be 10 MB."""

# Chinese input methods give the fullwidth forms of ASCII (U+FF01 to U+FF5E) and the ideographic space; word processors
# give a real minus sign. No other character is read as a digit, a colon or a sign.
_PLAIN = {0xFF01 + i: 0x21 + i for i in range(0x5E)} | {0x3000: " ", 0x2212: "-"}


def clean(value: Any, what: Message, accepted: Sequence[str]) -> str:
    """`value` as plain text without outer spaces. Raises Invalid for no text, control characters, too long a text."""
    if not isinstance(value, str):
        refuse(messages.MISSING(what=what) if value is None else messages.NO_TEXT(what=what), value, accepted)
    if len(value) > LONGEST:
        refuse(messages.TOO_LONG(what=what, n=len(value), most=LONGEST), value, accepted)
    text = value.translate(_PLAIN).strip(" ")
    if not text.isprintable():
        refuse(messages.INVISIBLE(what=what), value, accepted)
    if not text:
        refuse(messages.EMPTY(what=what), value, accepted)
    return text


def refuse(why: Message, value: Any, accepted: Sequence[str], **details: Any) -> NoReturn:
    """Raise Invalid: why, the value in quotes, what would have been accepted."""
    refused = messages.REFUSED(why=why, value=quote(value))
    accepting = (
        messages.ACCEPTED(what=refused, forms=list(accepted)) if accepted else messages.NOT_ACCEPTED(what=refused)
    )
    raise Invalid(accepting, value=bare(value), accepted=list(accepted), **details)


def quote(value: Any) -> str:
    """`value` for a message: short, one line, printable, whatever it is.

    >>> quote("a\\nb")
    "'a\\\\nb'"
    """
    try:
        return _short.repr(value)
    except ValueError:  # Python does not print integers of thousands of digits
        return messages.HUGE_NUMBER()


def bare(value: Any) -> str:
    """`quote` without the quotes, for an error's `details`."""
    return quote(value)[1:-1] if isinstance(value, str) else quote(value)


_short = reprlib.Repr()
_short.maxstring = _short.maxother = _short.maxlong = QUOTED
