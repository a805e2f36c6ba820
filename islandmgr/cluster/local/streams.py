"""Pipes to and from a program, without a thread."""

from __future__ import annotations

import asyncio
import contextlib
import os

_CHUNK = 1 << 16


class Reading:
    """Collects what is written into a pipe, up to `limit` bytes; more is read and dropped."""

    def __init__(self, limit: int) -> None:
        self._fd, self.writing_end = os.pipe()
        self._limit = limit
        self.data = bytearray()
        self.ended = asyncio.Event()
        os.set_blocking(self._fd, False)
        asyncio.get_running_loop().add_reader(self._fd, self._take)

    def _take(self) -> None:
        with contextlib.suppress(BlockingIOError):
            chunk = os.read(self._fd, _CHUNK)
            self.data.extend(chunk[: max(0, self._limit - len(self.data))])
            if not chunk:
                self.close()

    def close(self) -> None:
        if not self.ended.is_set():
            asyncio.get_running_loop().remove_reader(self._fd)
            os.close(self._fd)
            self.ended.set()


class Writing:
    """Feeds bytes into a pipe, as fast as its reader takes them."""

    def __init__(self, data: bytes) -> None:
        self.reading_end, self._fd = os.pipe()
        self._rest = memoryview(data)
        self._open = True
        os.set_blocking(self._fd, False)
        asyncio.get_running_loop().add_writer(self._fd, self._give)

    def _give(self) -> None:
        try:
            self._rest = self._rest[os.write(self._fd, self._rest) :] if self._rest else self._rest
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._rest = memoryview(b"")
        if not self._rest:
            self.close()

    def close(self) -> None:
        if self._open:
            asyncio.get_running_loop().remove_writer(self._fd)
            os.close(self._fd)
            self._open = False
