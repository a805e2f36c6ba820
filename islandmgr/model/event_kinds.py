"""Kinds of events that others can be told of, as plain data; `islandmgr.kernel.event_kinds` is their registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from islandmgr.model.domain import Event
from islandmgr.model.messages import Kind, Message


@dataclass(frozen=True)
class EventKind:
    """One kind of event to choose. Names are unique over all rooms."""

    name: str
    title: Message  # for whoever chooses: `ends soon`
    notice: Kind | None = None  # the title of a notice; None: people are not told, only programs


@dataclass(frozen=True)
class Described:
    """The subject of one event, for those who are told of it.

    A filter by branch or owner is about subjects that have one; None says that this one has not.
    """

    facts: Mapping[str, Any]  # in a webhook's body, under the name of the subject's kind
    path: str  # of its page, below the manager's address
    about: str = ""  # the first line of a notice
    closing: Message | None = None  # the last line of a notice, whose `link` is filled in; None: the link alone
    branch: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Told:
    """An event that somebody may want to be told of."""

    event: Event
    kind: EventKind
    it: Described
