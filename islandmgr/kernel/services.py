"""The verbs, found by their class: a room puts its own in when it is built, and asks for another room's by class."""

from __future__ import annotations

from typing import TypeVar

from islandmgr.config.settings import Settings

T = TypeVar("T")


class Services:
    """One object a class. A room may ask for the verbs of those that its manifest needs: they were built before."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._found: dict[type, object] = {}

    def add(self, *made: object) -> None:
        """Raises ValueError when there is one of that class already."""
        for one in made:
            if type(one) in self._found:
                raise ValueError(f"There are two of {type(one).__qualname__}")
            self._found[type(one)] = one

    def __getitem__(self, wanted: type[T]) -> T:
        found = self._found[wanted]
        assert isinstance(found, wanted)
        return found
