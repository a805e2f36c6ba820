"""Decisions about runs of free ports. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from allocator.port_policy import POLICY, rested
from islandmgr.model.instants import latest

CARVE = 64
"""Blocks that are cut from a long run at once, so that many clients find one each instead of queueing for it."""


@dataclass(frozen=True, slots=True)
class Run:
    """`count` consecutive ports from `first` on, free since `free_since` (0: never held), resting until `rests_until`.

    Instants are UTC epoch seconds. Neighbouring runs stay apart until a block fits nowhere else.
    """

    first: int
    count: int
    free_since: float = 0.0
    rests_until: float = 0.0

    @property
    def end(self) -> int:
        """The port after the last one."""
        return self.first + self.count

    @property
    def ports(self) -> range:
        return range(self.first, self.end)

    def rests(self, now: float) -> bool:
        return not rested(self, now, latest(now))

    def part(self, first: int, end: int) -> Run:
        return replace(self, first=first, count=end - first)


@dataclass(frozen=True)
class Cut:
    """A block from port `first` on is taken out of free runs, of which `left` remains."""

    first: int
    left: Sequence[Run]


def cut_front(run: Run, count: int) -> Cut:
    """The first `count` ports of a run that has as many. A long rest is carved into blocks of the same size."""
    carved = 1 + min(CARVE, run.count // count - 1)
    rest = run.first + carved * count
    left = [run.part(first, first + count) for first in range(run.first + count, rest, count)]
    return Cut(run.first, [*left, run.part(rest, run.end)] if rest < run.end else left)


def cut_next(runs: Sequence[Run], count: int, now: float) -> Cut | None:
    """The block of `count` ports that is given out next; None: there is none. `runs` are in the order of their ports.

    From one run if any is long enough: runs are joined only when a block fits nowhere else.
    """
    fitting = [run for run in runs if run.count >= count and not run.rests(now)]
    return cut_front(min(fitting, key=POLICY.order), count) if fitting else cut_joined(runs, count, now)


def cut_joined(runs: Sequence[Run], count: int, now: float) -> Cut | None:
    """`count` ports out of one run or several adjacent ones that have rested; None: nowhere.

    Runs that are joined are as good as the one of them that the policy puts last. `runs` are in the order of their
    ports.
    """
    free = [run for run in runs if not run.rests(now)]
    windows = (window for start in range(len(free)) if (window := _window(free, start, count)))
    best = min(windows, key=lambda window: max(map(POLICY.order, window)), default=None)
    if best is None:
        return None
    if len(best) == 1:
        return cut_front(best[0], count)
    end, last = best[0].first + count, best[-1]
    return Cut(best[0].first, [last.part(end, last.end)] if end < last.end else [])


def relaid(usable: set[int], before: Sequence[Run], history: Mapping[int, tuple[float, float]]) -> list[Run]:
    """The runs that cover exactly the ports `usable`, as little different from those `before` as can be.

    `history` has (free_since, rests_until) of ports that are new in this pool; those it lacks were never held.
    """
    kept = [run.part(part[0], part[-1] + 1) for run in before for part in consecutive(usable.intersection(run.ports))]
    missing: dict[tuple[float, float], set[int]] = defaultdict(set)
    for port in usable.difference(*(run.ports for run in kept)):
        missing[history.get(port, (0.0, 0.0))].add(port)
    new = [Run(part[0], len(part), *since) for since, ports in missing.items() for part in consecutive(ports)]
    return sorted(kept + new, key=lambda run: run.first)


def consecutive(ports: Iterable[int]) -> list[range]:
    """The same ports as ranges, in order."""
    numbered = enumerate(sorted(ports))
    groups = ([port for _, port in group] for _, group in groupby(numbered, lambda pair: pair[1] - pair[0]))
    return [range(group[0], group[-1] + 1) for group in groups]


def _window(runs: Sequence[Run], start: int, count: int) -> Sequence[Run] | None:
    """The fewest adjacent runs from `start` on that have `count` ports together."""
    total = runs[start].count
    end = start + 1
    while total < count and end < len(runs) and runs[end].first == runs[end - 1].end:
        total += runs[end].count
        end += 1
    return runs[start:end] if total >= count else None
