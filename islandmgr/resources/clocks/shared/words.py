"""A clock in the words of a command line, as the API takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from islandmgr.cli.exit_codes import Code, Fault

FORMS = "real, at TIME, at [30s before] MOMENT, shift SPAN, +SPAN, freeze [TIME], rate N [TIME], same ID, undo"
_MOMENT = re.compile(r"(?:(?P<before>\S.*) before )?(?P<moment>[a-z][a-z0-9-]*)")
_MOVE = re.compile(r"[+-].*")


def asked_clock(words: Sequence[str]) -> dict[str, Any]:
    """`at 2026-12-31 23:59:30` as the API takes it. The server judges the times; only the first word is judged here."""
    words = [word.strip() for word in words]
    mode, rest = (words[0], " ".join(words[1:])) if words else ("", "")
    if mode in ("real", "undo") and not rest:
        return {"mode": mode}
    if mode == "at" or (mode == "freeze" and rest):
        return {"mode": mode, **_when(rest)}
    if mode == "freeze":
        return {"mode": "freeze"}
    if mode == "shift":
        return {"mode": "shift", "shift": rest}
    if mode == "rate" and words[1:2] and words[1].isdecimal():
        return {"mode": "rate", "rate": int(words[1]), **(_when(" ".join(words[2:])) if words[2:] else {})}
    if mode == "same" and rest.isdecimal():
        return {"mode": "same", "island": int(rest)}
    if _MOVE.fullmatch(mode):
        return {"mode": "moved", "by": " ".join(words)}
    raise Fault(f"{' '.join(words)!r} is no clock; write {FORMS}", Code.USAGE)


def _when(text: str) -> dict[str, str]:
    """A time, or a moment of the blueprint: those begin with a letter and have no colon."""
    match = _MOMENT.fullmatch(text)
    return {name: part for name, part in match.groupdict().items() if part} if match else {"at": text}
