"""What a change of clock does to a server that runs, said before it is done.

Measured on JDK 8 to 25 with the environment that every island has, in which only the wall clock is moved:
`sleep`, `wait`, `park`, `poll`, `select` and `ScheduledExecutorService` run on the monotonic clock and notice nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from islandmgr.model.domain import Clock, ClockMode
from islandmgr.model.messages import Message

from . import messages
from .lines import island_time
from .times import length_text

NOTICED = 2
"""Seconds. Smaller jumps happen on any machine whose clock is corrected."""

TOKENS = 60
"""Seconds. Most servers allow that much between the clocks of who makes a token and who checks it."""


class Effect(StrEnum):
    """What can happen; the page translates by these."""

    BURST = "burst"  # forward: fixed-rate tasks catch up at once
    STALL = "stall"  # backward: `java.util.Timer` and `awaitUntil` wait
    FROZEN = "frozen"  # they wait until time runs again
    RATE = "rate"  # the wall clock runs fast, sleeps do not
    TOKENS = "tokens"  # tokens and certificates are early or expired
    FILES = "files"  # file times stay real


@dataclass(frozen=True)
class Warned:
    """One effect: for programs `effect` and `seconds`, for people `sentence`."""

    effect: Effect
    seconds: Annotated[int, "Length of the jump, distance from real time, or the rate"]
    sentence: Message


def warnings(before: Clock, after: Clock, now: float) -> list[Warned]:
    """What happens in a running server whose clock changes from `before` to `after` at real time `now`.

    Empty when it will notice nothing. Starting the server anew on the new time avoids `burst` and `stall`.
    """
    jump = round(island_time(after, now) - island_time(before, now))
    return [*_jump(jump), *_pace(before, after), *_distance(jump, round(island_time(after, now) - now))]


def _jump(jump: int) -> list[Warned]:
    length = length_text(abs(jump))
    if jump >= NOTICED:
        return [Warned(Effect.BURST, jump, messages.BURST(time=length, n=f"{jump:,}"))]
    if jump <= -NOTICED:
        return [Warned(Effect.STALL, -jump, messages.STALL(time=length))]
    return []


def _pace(before: Clock, after: Clock) -> list[Warned]:
    if after.mode is ClockMode.FREEZE and before.mode is not ClockMode.FREEZE:
        return [Warned(Effect.FROZEN, 0, messages.FROZEN())]
    if after.mode is ClockMode.RATE and after.rate > 1 and (before.mode, before.rate) != (after.mode, after.rate):
        return [Warned(Effect.RATE, after.rate, messages.FASTER(n=after.rate, step=after.rate - 1))]
    return []


def _distance(jump: int, from_real: int) -> list[Warned]:
    """Things that were made on another time than the one on which they are looked at."""
    found = []
    if abs(jump) >= TOKENS:
        looks = messages.TOKENS_OLDER if jump > 0 else messages.TOKENS_YOUNGER
        found.append(Warned(Effect.TOKENS, jump, looks(time=length_text(abs(jump)))))
    if abs(jump) >= NOTICED and abs(from_real) >= NOTICED:
        looks = messages.FILES_OLD if from_real > 0 else messages.FILES_AHEAD
        found.append(Warned(Effect.FILES, from_real, looks(time=length_text(abs(from_real)))))
    return found
