"""How far ahead a stored instant is believed. Pure; instants are UTC epoch seconds.

A clock that was ahead and was set back leaves rows from the future: by them a lease would be held, a port would rest
and a back-off would last until that future comes. So no stored instant is believed further ahead than its own longest
duration. What becomes of one that is not, for every table with an instant, and where (docs/ops.md tells operators the
same):

leases      by the database's own clock and their own length, which the row holds: cut to that length (store/leases.py)
ports       a run that was given back in the future has rested (allocator)
deliveries  one that was made in the future, or waits longer than the longest back-off, is due (notifications)
tokens      one that ends later than the longest life of its kind is no good: sign in again (access)
rates       a window that began in the future begins anew (access)
clock_runs  a wait that began in the future begins anew (faketime/scripts.py)
drains      deadlines beyond the longest are set to the longest, moves that began in the future begin now (drains)
islands     what happened in the future happened now, and lifetimes and holds that were promised then keep their length
            (islands); deadlines of starts, slimming and the end of unused ones follow from that
tasks       one that began in the future begins now: its deadline counts anew (tasks/rules.py)
others      at, created_at, changed_at, ended_at of events, audit, bundles, history and settings made by people are
            only shown, or say what may be forgotten: it is kept longer. Nothing waits for them. A clock's anchors are
            meant to follow the node's real time.

In memory nothing waits by the wall clock: threads, back-off of the reconciler, jobs and looks go by the monotonic one.
"""

from __future__ import annotations

SKEW = 60.0  # seconds by which the clocks of machines may differ without being wrong

EARLIEST = 1_735_689_600.0
"""The beginning of 2025. A machine that boots without a clock says an earlier time: then it is this machine that is
wrong, everything is ahead of it, and nothing may be judged."""

NEVER = 1e12


def latest(now: float, longest: float = 0.0) -> float:
    """The latest end that is believed at `now` of what lasts `longest` seconds at most; 0 for what should be over."""
    return now + longest + SKEW if now >= EARLIEST else NEVER
