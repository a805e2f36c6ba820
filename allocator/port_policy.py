"""Which free block is given out next: the one place that knows, for the SQL and for what is pure.

A policy is read twice, with the fields of a run: with numbers it sorts runs in memory (`allocator.runs`, and the model
that the property tests drive), with columns it is the `ORDER BY` and the condition of a query (`allocator.blocks`). So
it consists of what means the same for both: fields, `-`, comparisons, `&` and `|`.

To give ports out differently, write another `PortPolicy` and name it as `POLICY`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class RunFields(Protocol):
    """A run's fields, as numbers or as columns."""

    @property
    def first(self) -> Any: ...
    @property
    def count(self) -> Any: ...
    @property
    def free_since(self) -> Any: ...
    @property
    def rests_until(self) -> Any: ...


@dataclass(frozen=True)
class PortPolicy:
    """Of the runs that have rested, the first by `order` is cut from its front.

    No two runs may come out alike. `index` of table `ports` has the runs in that order; MySQL is made to read by it.
    """

    order: Callable[[RunFields], tuple[Any, ...]]
    index: str


LONGEST_FREE = PortPolicy(lambda run: (run.free_since, run.first), "ix_ports_pool_free_since")
"""What was never held goes first, and what was given back last goes last: whoever still calls an island that is gone
finds nobody for as long as can be."""

POLICY = LONGEST_FREE


def rested(run: RunFields, now: Any, latest: Any) -> Any:
    """Whether a run may be given out at `now`.

    Also when it was given back after `latest`, in the future: the clock was set back since, and nobody knows for how
    long.
    """
    return (run.rests_until <= now) | (run.free_since > latest)
