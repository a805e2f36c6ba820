"""Running a further program in a container."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace

from islandmgr.cluster.base import EXEC_OUTPUT
from islandmgr.cluster.local.isolation import Box, Isolation
from islandmgr.cluster.local.launch import NOT_STARTED, Process, StartError, Stdio
from islandmgr.cluster.local.streams import Reading, Writing
from islandmgr.model.errors import Unavailable

_LAST_OUTPUT = 1.0  # seconds that a program left in the background may hold the output open


@dataclass(frozen=True)
class Outcome:
    code: int
    stdout: bytes
    stderr: bytes


async def run(isolation: Isolation, box: Box, main: Process, argv: Sequence[str], stdin: bytes) -> Outcome:
    """A program that cannot be started has a shell's code for that. Cancelled, it is killed with its process group.

    Raises Unavailable when nothing can be run in the container, as it has ended.
    """
    given, out, err = Writing(stdin), Reading(EXEC_OUTPUT), Reading(EXEC_OUTPUT)
    stdio = Stdio(given.reading_end, out.writing_end, err.writing_end)
    process = None
    try:
        try:
            process = await isolation.enter(box, main, replace(box.program, argv=tuple(argv)), stdio)
        except StartError as error:
            if error.code == NOT_STARTED:
                raise Unavailable(f"nothing can be run in the container: {error}") from error
            return Outcome(error.code, b"", f"{error}\n".encode())
        finally:
            for fd in (stdio.stdin, stdio.stdout, stdio.stderr):
                os.close(fd)
        code = await process.wait()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_OUTPUT):
                await out.ended.wait()
                await err.ended.wait()
        return Outcome(code, bytes(out.data), bytes(err.data))
    finally:
        if process:
            process.send_group(signal.SIGKILL)  # nothing, once it has ended
        for end in (given, out, err):
            end.close()
