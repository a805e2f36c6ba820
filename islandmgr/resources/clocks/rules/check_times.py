"""When each island's clock is due to be looked at again. Pure; whoever asks brings the time."""

from __future__ import annotations

import random
from dataclasses import dataclass

from islandmgr.model.domain import Clock, Island

RIGHT = (60.0, 900.0)  # seconds between two measurements of a clock that was measured, shortest and longest
UNKNOWN = (3.0, 300.0)  # seconds until one that could not be measured is looked at again


@dataclass(frozen=True)
class _Look:
    incarnation: int
    clock: Clock
    applied: bool | None
    due: float  # time.monotonic


class Rounds:
    """An island is woken for many reasons, and its clock costs a program in its Pod: thousands must not be a load.

    The longer an island is up, the longer the gaps. A clock or a Pod that is not the one last looked at is due at once.
    One that was right when another manager led is due some time within its gap, so that not all are at the start.
    For several threads, as long as each island is in the hands of one.
    """

    def __init__(self) -> None:
        self._looks: dict[int, _Look] = {}

    def wait(self, island: Island, now: float, monotonic: float) -> float:
        """Seconds until the next look; 0 when it is due. `now` is UTC epoch seconds."""
        known = self._looks.get(island.id)
        if known is None:
            age = now - _since(island)
            if island.clock_applied is None or age < RIGHT[0]:
                return 0.0
            return self._remember(island, island.clock_applied, monotonic, random.uniform(0, _gap(age, RIGHT)))  # noqa: S311
        if (known.incarnation, known.clock, known.applied) != (island.incarnation, island.clock, island.clock_applied):
            return 0.0
        return max(0.0, known.due - monotonic)

    def looked(
        self, island: Island, applied: bool | None, now: float, monotonic: float, *, settled: bool = True
    ) -> float:
        """It was looked at; `applied` is None when nobody could measure. Seconds until the next look.

        One whose processes had not all taken the clock up is looked at again soon, once: a process that never asks
        for the time never takes it up.
        """
        soon = applied is None or not (settled or self._knows(island))
        gap = UNKNOWN[0] if soon and applied else _gap(now - _since(island), UNKNOWN if soon else RIGHT)
        return self._remember(island, applied, monotonic, gap)

    def forget(self, island_id: int) -> None:
        self._looks.pop(island_id, None)

    def _knows(self, island: Island) -> bool:
        known = self._looks.get(island.id)
        return known is not None and (known.incarnation, known.clock) == (island.incarnation, island.clock)

    def _remember(self, island: Island, applied: bool | None, monotonic: float, gap: float) -> float:
        self._looks[island.id] = _Look(island.incarnation, island.clock, applied, monotonic + gap)
        return gap


def _since(island: Island) -> float:
    return island.ready_at or island.changed_at


def _gap(age: float, limits: tuple[float, float]) -> float:
    return min(max(age / 4, limits[0]), limits[1])
