"""How long to wait after a failure before the next attempt: longer with each in a row, up to a longest gap.

Where tenacity's `Retrying` makes the attempts, a `Backoff` is its `wait`. Where something else does (a queue, a row
that says when its turn comes, a loop that also waits for news), `gap` tells the seconds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

from tenacity import RetryCallState, Retrying, wait_exponential

_NOBODY = Retrying()


class Backoff(wait_exponential):
    """`first` seconds after the first failure, then `growth` times as long each, at most `longest`.

    With `spread` 0.2, each gap is up to a fifth shorter or longer, so that those who failed together come back apart.
    """

    def __init__(self, first: float, longest: float, growth: float = 2.0, spread: float = 0.0) -> None:
        super().__init__(multiplier=first, max=longest, exp_base=growth)
        self._spread = spread

    def __call__(self, retry_state: RetryCallState) -> float:
        return super().__call__(retry_state) * random.uniform(1 - self._spread, 1 + self._spread)  # noqa: S311

    def gap(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row, from 1 on."""
        state = RetryCallState(_NOBODY, None, (), {})
        state.attempt_number = failures
        return self(state)

    def gaps(self) -> Iterator[float]:
        """The same after each of them, without end."""
        return map(self.gap, count(1))
