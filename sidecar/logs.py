"""The copies of the server's output: their last lines, and their size."""

from __future__ import annotations

import os
from contextlib import suppress

from sidecar.files import opened_file, read_tail

LIMIT = 8 << 20  # bytes; a longer log is cut
REST = 1 << 20  # bytes; to this, its end
_CHUNK = 1 << 16


def tail(path: str, lines: int, size: int) -> str:
    """The last lines of a file, at most `size` bytes; empty when it cannot be read."""
    try:
        with opened_file(path) as file:
            content = read_tail(file, size + 1)
    except OSError:
        return ""
    if len(content) > size:
        content = content[content.find(b"\n") + 1 :][-size:]
    return b"".join(content.splitlines(keepends=True)[-lines:]).decode("utf-8", "replace")


def last_words(handover: str, lines: int = 200, size: int = 1 << 16) -> str:
    """The end of the server's output, both streams, for people to read; at most about `size` bytes."""
    out = tail(f"{handover}/out.log", lines, size)
    err = tail(f"{handover}/err.log", lines, size)
    if not (out and err):
        return out or err
    return f"--- stdout ---\n{out[-size // 2 :]}\n--- stderr ---\n{err[-size // 2 :]}"


def trim(path: str, limit: int = LIMIT, rest: int = REST) -> None:
    """Cut a log that has grown above `limit` bytes down to its last `rest` bytes or so, from a whole line on.

    It is done in place, as its writer has it open (with O_APPEND, so that it carries on at the new end) and the disk
    may be full: the end is moved to the beginning, then the file is cut. What is written meanwhile is moved too; only
    a line that falls between the last look and the cut is lost. Raises OSError for what is no regular file.
    """
    with suppress(FileNotFoundError):
        if os.lstat(path).st_size > limit:
            with opened_file(path, os.O_RDWR) as file:
                _move_end(file, rest)


def _move_end(file: int, rest: int) -> None:
    source = os.fstat(file).st_size - rest
    source += os.pread(file, _CHUNK, source).find(b"\n") + 1
    target = 0
    while True:
        chunk = os.pread(file, _CHUNK, source + target)
        if not chunk or target + len(chunk) > source:  # caught up, or a writer faster than we are
            break
        os.pwrite(file, chunk, target)
        target += len(chunk)
    os.ftruncate(file, target)
