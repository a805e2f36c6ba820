"""Ends what a test run started, when the run has ended without doing so: SIGTERM and SIGKILL run no fixtures.

`python watchdog.py VARIABLE FOLDER` waits until its input ends, which it does with the process that holds the other end
of the pipe. Then it kills every process that has VARIABLE in its environment, or a path below FOLDER in its arguments:
managers inherit the one, and their agents, which inherit nothing, are started with the other.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

VARIABLE = "TESTED_BY"


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """What this process starts from now on, or works on a path below `folder`, does not outlive it."""
    os.environ[VARIABLE] = f"{folder}"
    command = [sys.executable, "-S", "-E", __file__, f"{VARIABLE}={folder}", f"{folder}/"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True):
        yield


def left_behind(variable: bytes, folder: bytes) -> list[int]:
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            with suppress(OSError):  # it ended meanwhile
                environ = (process / "environ").read_bytes().split(b"\0")
                if variable in environ or folder in (process / "cmdline").read_bytes():
                    found.append(int(process.name))
    return found


def main(variable: str, folder: str) -> None:
    sys.stdin.buffer.read()
    end = time.monotonic() + 30  # who is being killed may just be starting somebody
    while (pids := left_behind(variable.encode(), folder.encode())) and time.monotonic() < end:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
