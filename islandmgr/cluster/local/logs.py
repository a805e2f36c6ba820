"""A container's output: read from its pipe, kept in two files of bounded size, handed to those who follow.

The agent stands between the container and the disk, so that a full disk costs lines and never a server.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from islandmgr.cluster.local.log_files import Kept, kept

_CHUNK = 1 << 16
_PIPE = 1 << 20
_FOLLOWER_BACKLOG = 4 << 20  # bytes
_LOST = b"\n[some output is missing here: it came faster than it was read]\n"


class Follower:
    """One reader's queue. A reader that is too slow loses the oldest chunks, and is told so."""

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._size = 0  # bytes in the queue
        self._wake = asyncio.Event()
        self._ended = False
        self._lost = False

    def tell(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._size += len(chunk)
        while self._size > _FOLLOWER_BACKLOG:
            self._lost = True
            self._take()
        self._wake.set()

    def end(self) -> None:
        self._ended = True
        self._wake.set()

    async def next(self) -> bytes:
        """What is new, about a chunk of it, or nothing when the container has ended."""
        while not self._chunks and not self._ended:
            self._wake.clear()
            await self._wake.wait()
        taken = [_LOST] if self._lost else []
        self._lost = False
        while self._chunks and sum(map(len, taken)) < _CHUNK:
            taken.append(self._take())
        return b"".join(taken)

    def _take(self) -> bytes:
        chunk = self._chunks.popleft()
        self._size -= len(chunk)
        return chunk


class Log:
    """`path` and `path`.1, each at most half of `limit` bytes."""

    def __init__(self, path: Path, limit: int) -> None:
        self._path = path
        self._old = path.with_name(path.name + ".1")
        self._half = limit // 2
        self._size = 0
        self._file: int | None = None
        self._pipe: int | None = None
        self._followers: set[Follower] = set()
        self._finished = False

    def open_pipe(self) -> int:
        """The writing end for the container's stdout and stderr; the caller closes its copy after the start."""
        self._pipe, write = os.pipe()
        os.set_blocking(self._pipe, False)
        with contextlib.suppress(OSError):  # a bigger pipe lets a busy server write on while the agent is busy
            fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, _PIPE)
        asyncio.get_running_loop().add_reader(self._pipe, self._take)
        return write

    def finish(self) -> None:
        """The container has ended, or never begins: take what is left and let followers go."""
        self._finished = True
        while self._pipe is not None and self._take():
            pass
        self._close_pipe()
        if self._file is not None:
            os.close(self._file)
            self._file = None
        for follower in self._followers:
            follower.end()

    def kept(self) -> contextlib.AbstractContextManager[Kept]:
        """What is on the disk now."""
        return kept((self._old, self._path))

    @contextlib.contextmanager
    def followed(self) -> Iterator[Follower]:
        follower = Follower()
        if self._finished:
            follower.end()
        self._followers.add(follower)
        try:
            yield follower
        finally:
            self._followers.discard(follower)

    def _take(self) -> bool:
        """Move one chunk from the pipe; whether there was one."""
        if self._pipe is None:
            return False
        try:
            chunk = os.read(self._pipe, _CHUNK)
        except BlockingIOError:
            return False
        if not chunk:
            self._close_pipe()
            return False
        self._write(chunk)
        for follower in self._followers:
            follower.tell(chunk)
        return True

    def _write(self, chunk: bytes) -> None:
        if self._size + len(chunk) > self._half:
            self._rotate()
        with contextlib.suppress(OSError):
            self._append(chunk)
            return
        with contextlib.suppress(OSError):  # disk full: rather the newest lines than the oldest
            self._old.unlink(missing_ok=True)
            self._rotate()
            self._append(chunk)

    def _append(self, chunk: bytes) -> None:
        if self._file is None:
            self._file = os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        while chunk:
            written = os.write(self._file, chunk)
            self._size += written
            chunk = chunk[written:]

    def _rotate(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
        self._size = 0
        with contextlib.suppress(FileNotFoundError):
            self._path.replace(self._old)

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            asyncio.get_running_loop().remove_reader(self._pipe)
            os.close(self._pipe)
            self._pipe = None
