"""The kept output of a container: the older file and the newer one, read as one, a piece at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

PIECE = 1 << 16  # bytes


class Kept:
    """The output as it was when it was opened: what is written later, and a rotation, change nothing."""

    def __init__(self, files: list[int]) -> None:
        self._files = [(file, os.fstat(file).st_size) for file in files]
        self.size = sum(size for _, size in self._files)  # bytes

    def tail(self, lines: int | None) -> Iterator[bytes]:
        """The last `lines` lines, or everything, in pieces."""
        position = 0 if lines is None else self._start_of(lines)
        while position < self.size:
            piece = self._read(position, PIECE)
            if not piece:
                break  # somebody else cut the file
            position += len(piece)
            yield piece

    def _start_of(self, lines: int) -> int:
        if lines <= 0:
            return self.size
        wanted = lines  # newlines, from the end
        end = self.size
        if self._read(end - 1, 1) == b"\n":
            wanted += 1
        while end > 0:
            begin = max(0, end - PIECE)
            piece = self._read(begin, end - begin)
            there = piece.count(b"\n")
            if there >= wanted:
                return begin + _nth_last(piece, wanted) + 1
            wanted -= there
            end = begin
        return 0

    def _read(self, position: int, length: int) -> bytes:
        """Up to `length` bytes, across the files; none before the beginning and after the end."""
        parts = []
        for file, size in self._files:
            if 0 <= position < size and length > 0:
                parts.append(os.pread(file, min(length, size - position), position))
                length -= len(parts[-1])
                position = size
            position -= size
        return b"".join(parts)


@contextlib.contextmanager
def kept(paths: Iterable[Path]) -> Iterator[Kept]:
    """Files that are not there count as empty."""
    with contextlib.ExitStack() as stack:
        files = []
        for path in paths:
            with contextlib.suppress(OSError):
                files.append(stack.enter_context(path.open("rb")).fileno())
        yield Kept(files)


def _nth_last(piece: bytes, number: int) -> int:
    """Where the `number`th newline from the end is."""
    found = len(piece)
    for _ in range(number):
        found = piece.rfind(b"\n", 0, found)
    return found
