"""Who somebody is, once it is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person is here for."""

    VIEWER = "viewer"  # looks only
    TESTER = "tester"  # own islands, and those of the team
    PROGRAMMER = "programmer"  # blueprints and code besides
    OPERATOR = "operator"  # nodes, drains, pools, everybody's islands
    ADMIN = "admin"  # people and their roles besides


class Scope(IntEnum):
    """How much of what a person may do a token may do. Each includes the ones before."""

    READ = 0
    ISLANDS = 1
    OPS = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """As it is written in the API and in the database."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Scope:
        return cls[word.upper()]


@dataclass(frozen=True)
class Identity:
    """Whoever asks. `credential` is the row of the session or token that said so; 0 when nobody had to sign in."""

    name: str
    role: Role
    team: str = ""
    scope: Scope = Scope.ADMIN
    credential: int = 0
    token: str = ""  # the API token's name; empty for a browser's session
    expires_at: float = float("inf")  # UTC epoch seconds; of the session or token
    by_session: bool = False  # came in a cookie, which browsers send by themselves


ANYBODY = Identity("", Role.ADMIN)
"""Whoever reaches a manager that asks nobody to sign in."""


@dataclass(frozen=True)
class Client:
    """From where somebody comes: an address, and what the program calls itself."""

    address: str
    program: str = ""
