"""What can be done about a finding: the call of the API behind each button, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from islandmgr.model.messages import Message
from islandmgr.resources.ports import messages
from islandmgr.resources.ports.rules import Cure, Finding
from islandmgr.web.wording import told

Json = dict[str, Any]

_CURES = {
    "exclude": messages.EXCLUDE(),
    "include": messages.INCLUDE(),
    "release": messages.RELEASE(),
    "stop": messages.STOP(),
    "repair": messages.REPAIR(),
}


_CALLS = {"release": ("POST", "/islands/{}/release"), "stop": ("DELETE", "/islands/{}")}


@dataclass(frozen=True)
class Button:
    """`method` and `path` are the API's, `body` its JSON. `act` is the one of the access rules that it is."""

    name: str
    words: Message
    method: str
    path: str
    body: Json | None
    act: str
    dangerous: bool = False

    def to_json(self) -> Json:
        """For programs, in the language of the request."""
        return {
            "act": self.name,
            **told("words", self.words),
            "method": self.method,
            "path": self.path,
            "body": self.body,
        }


def cures(finding: Finding) -> list[Button]:
    return [_cure(cure) for cure in finding.cures]


def _cure(cure: Cure) -> Button:
    words = _CURES[cure.act]
    if cure.act in _CALLS:
        method, path = _CALLS[cure.act]
        return Button(cure.act, words, method, path.format(cure.island), None, "ports.change", dangerous=True)
    if cure.act == "repair":
        return Button(cure.act, words, "GET", "/repair", None, "look")
    body: Json = {"pool": cure.subject, "ports": list(cure.ports)}
    if cure.act == "exclude":
        body["why"] = cure.why
    return Button(cure.act, words, "POST", f"/ports/{cure.act}", body, "ports.change")
