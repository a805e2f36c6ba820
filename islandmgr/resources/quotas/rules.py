"""Quotas: what one person, one team or one branch may use. Pure decisions; the counting is the store's.

An island counts from its start until somebody, or its lifetime, asks for its end: a tester who stops one may start
the next at once. Memory is what its Pod asks of the node.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from islandmgr.model.domain import ENDED, State

EVERYBODY = "*"
"""The name of the quota of all who have none of their own."""

NAMED = 10  # islands that a refusal names


class Kind(StrEnum):
    """Who or what has a quota."""

    PERSON = "person"
    TEAM = "team"
    BRANCH = "branch"


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
    def message(self) -> str:
        return f"{self._full()}. {self._advice()}"

    def details(self) -> dict[str, Any]:
        """For programs."""
        return {
            "quota": {**self.key.__dict__, **self.quota.__dict__},
            "used": {"islands": len(self.uses), "memory": self.memory},
            "by": [_plain(use) for use in self.uses],
            "stop": [_plain(use) for use in self.stop],
        }

    def _full(self) -> str:
        whose = {
            Kind.PERSON: f"{self.key.name!r} has",
            Kind.TEAM: f"The team {self.key.name!r} has",
            Kind.BRANCH: f"The branch {self.key.name!r} has",
        }[self.key.kind]
        parts = []
        if self.quota.islands is not None:
            parts.append(f"{len(self.uses)} of {self.quota.islands} islands")
        if self.quota.memory is not None:
            parts.append(f"{size(self.memory)} of {size(self.quota.memory)} memory")
        by = f" ({_listed([str(use.id) for use in self.uses])})" if self.uses else ""
        return f"{whose} {' and '.join(parts)} in use{by}, which leaves no room for this one"

    def _advice(self) -> str:
        if not self.stop:
            return "No stopped island would make enough room: ask an operator for more"
        named = _listed([f"{use.id} ({use.owner}, {use.state})" for use in self.stop])
        return f"Stop {named}, or ask an operator for more"


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


def _listed(words: Sequence[str]) -> str:
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    return ", ".join(words[:NAMED]) + more


def _plain(use: Use) -> dict[str, Any]:
    return {"id": use.id, "name": use.name, "owner": use.owner, "state": use.state, "memory": use.memory}


def size(number: int) -> str:
    """Bytes as people write memory: `512Mi`, `1.5Gi`."""
    for unit, name in ((2**40, "Ti"), (2**30, "Gi"), (2**20, "Mi"), (2**10, "Ki")):
        if number >= unit:
            return f"{round(number / unit, 2):g}{name}"
    return str(number)
