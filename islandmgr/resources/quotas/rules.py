"""Quotas: what one person, one team or one branch may use. Pure decisions; the counting is the store's.

An island counts from its start until somebody, or its lifetime, asks for its end: a tester who stops one may start
the next at once. Memory is what its Pod asks of the node.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from islandmgr.model.amounts import size
from islandmgr.model.domain import ENDED, State
from islandmgr.model.messages import Message, declare
from islandmgr.model.state_words import state_words

SET = declare("quota.set", "%(islands)s, %(memory)s")
N_ISLANDS = declare("quota.n_islands", "%(n)s islands")
ANY_ISLANDS = declare("quota.any_islands", "any number of islands")
MEMORY = declare("quota.memory", "%(size)s memory")
ANY_MEMORY = declare("quota.any_memory", "any memory")
REMOVED = declare("quota.removed", "Quota removed")

NAMELESS = declare("quota.nameless", "A quota needs a name: a person's, a team's or a branch's, or * for everybody")
NOT_SET = declare("quota.not_set", "No quota is set for %(kind)s '%(name)s'")

EVERYBODY = "*"
"""The name of the quota of all who have none of their own."""

NAMED = 10  # islands that a refusal names


class Kind(StrEnum):
    """Who or what has a quota."""

    PERSON = "person"
    TEAM = "team"
    BRANCH = "branch"


FULL = declare("quota.full", "%(who)s has %(use)s in use, which leaves no room for this one. %(advice)s")
FULL_BY = declare(
    "quota.full_by", "%(who)s has %(use)s in use (%(which)s), which leaves no room for this one. %(advice)s"
)
OF_ISLANDS = declare("quota.of_islands", "%(n)s of %(most)s islands")
OF_MEMORY = declare("quota.of_memory", "%(used)s of %(limit)s memory")
BOTH_USED = declare("quota.both_used", "%(islands)s and %(memory)s")
STOP = declare("quota.stop", "Stop %(which)s, or ask an operator for a larger quota")
TO_STOP = declare("quota.to_stop", "%(id)s (%(owner)s, %(state)s)")
ASK = declare("quota.ask", "No stopped island would make enough room: ask an operator for more")
AND_MORE = declare("quota.and_more", "%(some)s and %(n)s more")

_WHOSE = {
    Kind.PERSON: declare("quota.person", "'%(name)s'"),
    Kind.TEAM: declare("quota.team", "The team '%(name)s'"),
    Kind.BRANCH: declare("quota.branch", "The branch '%(name)s'"),
}


@dataclass(frozen=True)
class Key:
    kind: Kind
    name: str


@dataclass(frozen=True)
class Quota:
    """The most that may be used; None: as much as there is."""

    islands: int | None = None
    memory: int | None = None  # bytes

    @property
    def limits(self) -> bool:
        return self.islands is not None or self.memory is not None


@dataclass(frozen=True)
class Use:
    """One island that counts."""

    id: int
    name: str
    owner: str
    state: State
    memory: int  # bytes
    idle_since: float  # UTC epoch seconds: last used, else since when it could have been


@dataclass(frozen=True)
class Refusal:
    """Why one more island may not be started. `stop` is the least harm that makes room."""

    key: Key
    quota: Quota
    uses: tuple[Use, ...]  # what takes the room
    stop: tuple[Use, ...]

    @property
    def memory(self) -> int:
        """Bytes in use."""
        return sum(use.memory for use in self.uses)

    @property
    def message(self) -> Message:
        values = {"who": _WHOSE[self.key.kind](name=self.key.name), "use": self._use(), "advice": self._advice()}
        if not self.uses:
            return FULL(**values)
        return FULL_BY(**values, which=_listed([str(use.id) for use in self.uses]))

    def details(self) -> dict[str, Any]:
        """For programs."""
        return {
            "quota": {**self.key.__dict__, **self.quota.__dict__},
            "used": {"islands": len(self.uses), "memory": self.memory},
            "by": [_plain(use) for use in self.uses],
            "stop": [_plain(use) for use in self.stop],
        }

    def _use(self) -> Message:
        islands = OF_ISLANDS(n=len(self.uses), most=self.quota.islands)
        if self.quota.memory is None:
            return islands
        memory = OF_MEMORY(used=size(self.memory), limit=size(self.quota.memory))
        return memory if self.quota.islands is None else BOTH_USED(islands=islands, memory=memory)

    def _advice(self) -> Message:
        if not self.stop:
            return ASK()
        named = [TO_STOP(id=use.id, owner=use.owner, state=state_words(use.state)) for use in self.stop]
        return STOP(which=_listed(named))


def effective(own: Mapping[Key, Quota], defaults: Mapping[Kind, Quota], key: Key) -> Quota:
    """The quota that counts: the one of that name, else everybody's that operators set, else that of the settings."""
    return own.get(key) or own.get(Key(key.kind, EVERYBODY)) or defaults.get(key.kind, Quota())


def judge(key: Key, quota: Quota, uses: Sequence[Use], memory: int) -> Refusal | None:
    """Whether one more island of `memory` bytes fits beside `uses`."""
    used = sum(use.memory for use in uses)
    if _fits(quota, len(uses), used, memory):
        return None
    return Refusal(key, quota, tuple(uses), _to_stop(quota, uses, memory))


def _fits(quota: Quota, islands: int, used: int, memory: int) -> bool:
    few = quota.islands is None or islands + 1 <= quota.islands
    small = quota.memory is None or used + memory <= quota.memory
    return few and small


def _to_stop(quota: Quota, uses: Sequence[Use], memory: int) -> tuple[Use, ...]:
    """Dead ones first, then the longest unused, until there is room; none when that is not enough."""
    chosen: list[Use] = []
    left, used = len(uses), sum(use.memory for use in uses)
    for use in sorted(uses, key=lambda use: (use.state not in ENDED, use.idle_since, use.id)):
        if _fits(quota, left, used, memory):
            break
        chosen.append(use)
        left, used = left - 1, used - use.memory
    return tuple(chosen) if _fits(quota, left, used, memory) else ()


def _listed(words: Sequence[str]) -> Message | list[str]:
    named = list(words[:NAMED])
    return AND_MORE(some=named, n=len(words) - NAMED) if len(words) > NAMED else named


def _plain(use: Use) -> dict[str, Any]:
    return {"id": use.id, "name": use.name, "owner": use.owner, "state": use.state, "memory": use.memory}
