"""Kinds of events that others can be told of, as plain data; `islandmgr.kernel.event_kinds` is their registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from islandmgr.model.domain import Event
from islandmgr.model.messages import Sentence


class Text(NamedTuple):
    """Words of a notice in the languages that a channel can have, with `{id}` for the subject's, or `{link}`."""

    en: str
    zh: str


@dataclass(frozen=True)
class EventKind:
    """One kind of event to choose. Names are unique over all rooms."""

    name: str
    title: Sentence  # for whoever chooses: `ends soon`
    notice: Text | None = None  # the title of a notice; None: people are not told, only programs


@dataclass(frozen=True)
class Described:
    """The subject of one event, for those who are told of it.

    A filter by branch or owner is about subjects that have one; None says that this one has not.
    """

    facts: Mapping[str, Any]  # in a webhook's body, under the name of the subject's kind
    path: str  # of its page, below the manager's address
    about: str = ""  # the first line of a notice
    closing: Text | None = None  # the last line of a notice; None: the link alone
    branch: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Told:
    """An event that somebody may want to be told of."""

    event: Event
    kind: EventKind
    it: Described
