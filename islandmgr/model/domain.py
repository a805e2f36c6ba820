"""The words of the domain as plain data. Standard library and messages only; no I/O, no clock of its own.

All instants are UTC epoch seconds (float) unless a name says otherwise; all durations are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Protocol

from islandmgr.model.field_types import EpochSeconds, Example, OneOf, Said, WholeEpochSeconds
from islandmgr.model.messages import Message, as_message


class State(StrEnum):
    """Where an island is in its life. The sentence behind each is what the page's help shows."""

    REQUESTED = "requested"  # Committed; there is no Pod yet.
    SCHEDULING = "scheduling"  # The Pod exists and waits for a node.
    STARTING = "starting"  # On a node, not ready yet.
    RUNNING = "running"  # Ready: the server answers on its ports.
    UNREADY = "unready"  # Was ready; now its readiness probe fails.
    STOPPING = "stopping"  # Deletion was asked for; the Pod is not known to be gone.
    STOPPED = "stopped"  # The Pod is gone and the ports are given back.
    CRASHED = "crashed"  # The server ended by itself; what it left is kept for looking.
    FAILED = "failed"  # It could not start; the reason says why.
    LOST = "lost"  # Its node or its Pod vanished.


TERMINAL = frozenset({State.STOPPED})
"""Nothing happens to an island any more."""

HOLDS_PORTS = frozenset(State) - TERMINAL
"""An island keeps its ports until its Pod is known to be gone and nobody wants it back."""

STARTING_UP = frozenset({State.REQUESTED, State.SCHEDULING, State.STARTING})
"""On the way to `running`; a deadline watches them."""

ENDED = frozenset({State.CRASHED, State.FAILED, State.LOST})
"""Not running through no wish of anybody's; waits for a restart or a stop."""

UP = frozenset({State.RUNNING, State.UNREADY})
"""The server was ready in this incarnation and its container still runs."""


class Wanted(StrEnum):
    """What people want of an island; the reconciler closes the gap to what is."""

    RUN = "run"
    STOP = "stop"


class ClockMode(StrEnum):
    """The five things a person can ask of a clock (HTTP API, `PUT /islands/{id}/clock`)."""

    REAL = "real"
    AT = "at"
    SHIFT = "shift"
    FREEZE = "freeze"
    RATE = "rate"


@dataclass(frozen=True)
class Clock:
    """What time an island believes it is, relative to the real time of its node.

    Running clocks (`real`, `at`, `shift`) are `real time + offset`. A frozen clock stands at `frozen_at`. A `rate`
    clock shows `fake_anchor + (real time - real_anchor) * rate` and is made by stepping the offset.
    """

    mode: ClockMode = ClockMode.REAL
    # The clock file holds no fractions.
    offset: Annotated[int, "Seconds that a running clock is ahead of real time"] = 0
    frozen_at: Annotated[WholeEpochSeconds | None, "Where a frozen clock stands"] = None
    rate: Annotated[int, "Island seconds per real second"] = 1  # to 60
    real_anchor: Annotated[EpochSeconds | None, "With a rate: when it began"] = None
    fake_anchor: Annotated[EpochSeconds | None, "With a rate: what the island showed then"] = None
    asked: Annotated[str, "What was typed"] = ""

    def to_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value not in (None, "")}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Clock:
        return cls(**{**data, "mode": ClockMode(data["mode"])})


REAL_TIME = Clock()


@dataclass(frozen=True)
class Port:
    """One named port of an island. `protocol` is `TCP`, `UDP` or `TCP+UDP`."""

    name: str
    number: int
    protocol: str = "TCP"


@dataclass(frozen=True)
class Exit:
    """How a server container ended, or the init container that failed before it."""

    code: Annotated[int | None, "As the shell sees it: 128 + n after signal n"]  # None when nobody saw it
    reason: Said
    at: EpochSeconds

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "reason": as_message(self.reason).to_json(), "at": self.at}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Exit:
        """Its reason was a sentence once."""
        reason = data["reason"]
        return cls(
            data["code"], as_message(reason) if isinstance(reason, str) else Message.from_json(reason), data["at"]
        )


@dataclass(frozen=True)
class Hold:
    """Somebody wants an island kept until a date, whatever its lifetime says."""

    until: EpochSeconds
    reason: str
    who: str


@dataclass(frozen=True)
class Warned:
    """When an island will end by itself unless somebody extends it, and why."""

    at: EpochSeconds
    why: Annotated[str, "lifetime or unused"]


@dataclass(frozen=True)
class Leaving:
    """A drain takes the island off its node at a time that its people were told."""

    drain: int
    node: str
    mode: Annotated[str, OneOf(("move", "stop"))]
    at: EpochSeconds
    asked: Annotated[EpochSeconds | None, "Somebody asked the operator for more time, until then"] = None


@dataclass(frozen=True)
class Subject:
    """What an event is about, or a line of the audit: a kind of thing that a room owns, and which one of them."""

    kind: Annotated[str, Example("island")]
    id: Annotated[str, Example("17")]  # its number as text, or its name

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def number(self) -> int:
        """Of one whose id is a number."""
        return int(self.id)


ISLAND = "island"
"""The kind of an island as a subject."""


def island_subject(island_id: int) -> Subject:
    return Subject(ISLAND, str(island_id))


@dataclass(frozen=True)
class Island:
    """One row of the `islands` table, as everything above the store sees it."""

    id: int
    name: str  # for people; `blueprint-owner-branch-id`
    blueprint: str
    branch: str
    owner: str
    note: str
    wanted: Wanted
    state: State
    reason: Annotated[Said, "Why it is in that state", Example("Its node was lost")]
    incarnation: Annotated[int, "1 for the first Pod; each restart adds one"]
    pool: str
    ports: tuple[Port, ...]
    clock: Clock
    args: Mapping[str, Any]  # start arguments, checked against the blueprint
    created_at: EpochSeconds
    changed_at: Annotated[EpochSeconds, "When the state last changed"]
    started_at: Annotated[EpochSeconds | None, "When this incarnation was asked for"] = None
    ready_at: Annotated[EpochSeconds | None, "When this incarnation first ran"] = None
    registered_at: EpochSeconds | None = None
    stopped_at: EpochSeconds | None = None
    expires_at: EpochSeconds | None = None
    last_used_at: Annotated[EpochSeconds | None, "When a player was last connected"] = None
    node: str = ""
    host: str = ""  # the address a tester connects to
    pod: str = ""  # name of the current incarnation's Pod
    connections: int = 0  # established player connections, as the side container counts
    exit: Exit | None = None
    fingerprint: Annotated[str, "Of the server's code"] = ""  # as the start script reported it
    clock_applied: Annotated[
        bool | None, "Whether the server shows it, as measured; null when not measured yet"  # in this incarnation
    ] = None
    clock_problem: Said = ""  # why the clock is not applied; empty when it is
    clock_group: str = ""  # name of the group whose time it shares; empty for a time of its own
    let_go: int = 0  # up to this incarnation an operator gave up what a silent node may still run
    memory: Annotated[int, "Bytes that its Pod asks for, as quotas count"] = 0
    kept_at: EpochSeconds | None = None  # when somebody last said that it is still wanted
    hold: Annotated[Hold | None, "Until when nothing ends it by itself, and why"] = None
    # Of both its people were told.
    warning: Annotated[Warned | None, "It is about to end by itself unless somebody extends it"] = None
    leaving: Annotated[Leaving | None, "A drain takes it off its node at a later time"] = None
    version: int = 1  # of the row; guards against lost updates

    @property
    def subject(self) -> Subject:
        return island_subject(self.id)


class Authority(Protocol):
    """How far somebody may go with the act that was asked for; `islandmgr.access.Grant` is one."""

    def needs_team(self, owner: str) -> bool:
        """Whether the answer for things of `owner` hangs on the owner's team."""

    def check(self, owner: str, team: str = "", **about: object) -> None:
        """Raises Forbidden unless the act reaches things of `owner`, who is in `team`."""


@dataclass(frozen=True)
class Actor:
    """Who does something: a person, an API token, or a part of the system (`manager`, `pod`)."""

    name: str
    source: str = ""  # where from: an address, `cli`, `page`
    authority: Authority | None = field(default=None, compare=False)  # None: a part of the system, which may all


MANAGER = Actor("manager", "reconciler")


@dataclass(frozen=True)
class Event:
    """One line of the history of its subject. `id` orders all events and names a place in the stream."""

    id: int
    subject: Subject
    incarnation: int  # of an island; 0 where the subject has none
    at: EpochSeconds
    kind: str  # `state`, `clock`, `registration`, `pod`, `note`, ...
    before: str  # state before, or empty
    after: str  # state after, or empty
    who: str
    message: Said  # empty for a kind that only pages follow
    data: Mapping[str, Any] = field(default_factory=dict)


def holds_for_node(island: Island) -> bool:
    """Would a Pod's absence have consequences for ports now? Then its node has to be looked at."""
    following = island.state is State.REQUESTED and island.incarnation > 1
    return bool(island.node) and (island.wanted is Wanted.STOP or following)
