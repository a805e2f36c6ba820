"""What a change of clock does to a server that runs, said before it is done.

Measured on JDK 8 to 25 with the environment that every island has, in which only the wall clock is moved:
`sleep`, `wait`, `park`, `poll`, `select` and `ScheduledExecutorService` run on the monotonic clock and notice nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from islandmgr.model.domain import Clock, ClockMode

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
    """One effect: for programs `effect` and `seconds`, for people `sentence` in English."""

    effect: Effect
    seconds: int  # what the sentence is about: the length of the jump, the distance from real time, or the rate
    sentence: str


def warnings(before: Clock, after: Clock, now: float) -> list[Warned]:
    """What happens in a running server whose clock changes from `before` to `after` at real time `now`.

    Empty when it will notice nothing. Starting the server anew on the new time avoids `burst` and `stall`.
    """
    jump = round(island_time(after, now) - island_time(before, now))
    return [*_jump(jump), *_pace(before, after), *_distance(jump, round(island_time(after, now) - now))]


def _jump(jump: int) -> list[Warned]:
    length = length_text(abs(jump))
    if jump >= NOTICED:
        sentence = (
            f"Time jumps forward by {length}: java.util.Timer.scheduleAtFixedRate makes up for every missed run at "
            f"once, {jump:,} runs in a row for a task of every second."
        )
        return [Warned(Effect.BURST, jump, sentence)]
    if jump <= -NOTICED:
        sentence = (
            f"Time jumps back by {length}: java.util.Timer tasks and Condition.awaitUntil stand still until the "
            f"island's time has caught up, which takes {length} at normal speed."
        )
        return [Warned(Effect.STALL, -jump, sentence)]
    return []


def _pace(before: Clock, after: Clock) -> list[Warned]:
    if after.mode is ClockMode.FREEZE and before.mode is not ClockMode.FREEZE:
        sentence = (
            "Time stands still: java.util.Timer tasks and Condition.awaitUntil do not go on until it runs again; "
            "sleeps and ScheduledExecutorService do, at real speed."
        )
        return [Warned(Effect.FROZEN, 0, sentence)]
    if after.mode is ClockMode.RATE and after.rate > 1 and (before.mode, before.rate) != (after.mode, after.rate):
        sentence = (
            f"Only the wall clock runs {after.rate} times as fast, in steps of {after.rate - 1} s every second: sleeps "
            "and ScheduledExecutorService keep real speed."
        )
        return [Warned(Effect.RATE, after.rate, sentence)]
    return []


def _distance(jump: int, from_real: int) -> list[Warned]:
    """Things that were made on another time than the one on which they are looked at."""
    found = []
    if abs(jump) >= TOKENS:
        sentence = (
            f"Tokens, sessions and certificates made before the jump look {length_text(abs(jump))} "
            f"{'older' if jump > 0 else 'younger'} than they are: they may be expired or not yet valid."
        )
        found.append(Warned(Effect.TOKENS, jump, sentence))
    if abs(jump) >= NOTICED and abs(from_real) >= NOTICED:
        sentence = (
            f"File times stay real: a file written now looks {length_text(abs(from_real))} "
            f"{'old' if from_real > 0 else 'ahead of time'} to the server."
        )
        found.append(Warned(Effect.FILES, from_real, sentence))
    return found
