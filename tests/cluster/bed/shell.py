"""Running commands, with errors a person can use.

Only this; what is run is decided elsewhere.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.cluster.bed.config import BedError


def run(
    *argv: str | Path,
    check: bool = True,
    stdin: str | None = None,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    netns: str | None = None,
) -> str:
    """Standard output of a command; a failure raises with the command and what it complained of."""
    command = [*enter(netns), *(str(part) for part in argv)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, env=env, cwd=cwd)
    if check and done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise BedError(f"{' '.join(command)}: exit code {done.returncode}: {said}")
    return done.stdout


def enter(netns: str | None) -> Sequence[str]:
    """How to run inside a network namespace.

    `nsenter`, not `ip netns exec`: the latter mounts a fresh /sys, which hides the cgroups from the kubelet.
    """
    return ("nsenter", f"--net=/run/netns/{netns}", "--") if netns else ()


def wait_for(what: str, ready: Callable[[], bool], seconds: float, gap: float = 0.1) -> None:
    """Poll until `ready()`; the error names what was waited for."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise BedError(f"{what}: still not so after {seconds:.0f} s")
        time.sleep(gap)


def say(text: str) -> None:
    """Progress for the person at the terminal."""
    print(text, flush=True)
