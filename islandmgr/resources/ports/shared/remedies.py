"""What can be done about a finding: the call of the API behind each button, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from islandmgr.model.messages import Message
from islandmgr.resources.ports import messages
from islandmgr.resources.ports.rules import Finding, Remedy
from islandmgr.web.wording import told

Json = dict[str, Any]

_WORDS = {
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


def remedies(finding: Finding) -> list[Button]:
    return [_remedy(remedy) for remedy in finding.remedies]


def _remedy(remedy: Remedy) -> Button:
    words = _WORDS[remedy.act]
    if remedy.act in _CALLS:
        method, path = _CALLS[remedy.act]
        return Button(remedy.act, words, method, path.format(remedy.island), None, "ports.change", dangerous=True)
    if remedy.act == "repair":
        return Button(remedy.act, words, "GET", "/repair", None, "look")
    body: Json = {"pool": remedy.subject, "ports": list(remedy.ports)}
    if remedy.act == "exclude":
        body["why"] = remedy.why
    return Button(remedy.act, words, "POST", f"/ports/{remedy.act}", body, "ports.change")
