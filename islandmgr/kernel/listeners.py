"""Who in this process is told after a commit, by the kind of subject that it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from islandmgr.model.domain import Subject


class Listeners:
    """`changed` and `written` are what `Parts` calls by these names. Whoever listens must return at once.

    Other processes are not told, they follow the events: a listener is never the only way to learn of a change.
    """

    def __init__(self) -> None:
        self._by_kind: dict[str, list[Callable[[Subject], None]]] = defaultdict(list)
        self._readers: list[Callable[[], None]] = []

    def act_on(self, kind: str, told: Callable[[Subject], None]) -> None:
        """Whoever has to do something about subjects of this kind is told of each that changed."""
        self._by_kind[kind].append(told)

    def read(self, told: Callable[[], None]) -> None:
        """Whoever reads the events is told that there are new ones."""
        self._readers.append(told)

    def changed(self, subject: Subject) -> None:
        for told in self._by_kind.get(subject.kind, ()):
            told(subject)
        self.written()

    def written(self) -> None:
        """Events were written by whoever acts on their subjects: only their readers are told."""
        for told in self._readers:
            told()
