"""Waiting for what other processes do, with a limit that only a fault uses up."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60.0  # seconds


def wait_until(condition: Callable[[], object], what: Callable[[], str] | str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {PATIENCE:g} s in vain for {what if isinstance(what, str) else what()}")
        time.sleep(0.01)
