"""Processes that hang."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def freeze(pid: int) -> None:
    """SIGSTOP, and wait for it: `kill` returns while the process's other threads may still answer a question."""
    os.kill(pid, signal.SIGSTOP)
    while {*_states(pid)} != {"T"}:
        time.sleep(0.01)


def thaw(pid: int) -> None:
    os.kill(pid, signal.SIGCONT)


def _states(pid: int) -> list[str]:
    states = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # it has just ended
            states.append((thread / "stat").read_text().rpartition(")")[2].split()[0])
    return states
