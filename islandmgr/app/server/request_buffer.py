"""The bytes of one connection, gathered until a request is complete. No socket is touched here.

Heads are read by one parser, gunicorn's own. It is given a head only when all of it has come, and a body only when all
of that has: so it never waits for a client, whichever thread runs it.
"""

from __future__ import annotations

from typing import Any

from gunicorn.config import Config
from gunicorn.http.body import ChunkedReader
from gunicorn.http.errors import InvalidChunkSize, LimitRequestHeaders
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser

MAX_HEAD = 65_536  # bytes of a request line and all its headers
MAX_LINE = 8_190  # bytes of a chunk's first line, and of what follows the last chunk: gunicorn's own limit
HEX = frozenset(b"0123456789abcdefABCDEF")


class TooLarge(Exception):
    """A body of unsaid length is larger than what is accepted."""


class Parser(RequestParser):  # type: ignore[misc]
    """gunicorn's parser of one connection, over bytes that have come already."""

    def __init__(self, cfg: Config, client: Any) -> None:
        self.source = _Bytes()
        self._parsed: Request | None = None
        super().__init__(cfg, self.source, client)

    def parse(self, head: bytes) -> Request:
        """Raises what gunicorn raises for a head that is none."""
        self.source.put(head)
        self._parsed = super().__next__()
        return self._parsed

    def __next__(self) -> Request:
        """What `parse` found, once: gunicorn's worker asks for it in the thread that answers."""
        parsed, self._parsed = self._parsed, None
        if parsed is None:
            raise StopIteration
        return parsed


class Incoming:
    """What came on a connection and is not answered yet. `request` is there once its head has come."""

    def __init__(self, parser: Parser, max_body: int) -> None:
        self.request: Request | None = None
        self._parser = parser
        self._max_body = max_body
        self._buffer = bytearray()
        self._searched = 0
        self._chunks = _Chunks(max_body)

    def __len__(self) -> int:
        """Bytes that are kept for a request that is not complete."""
        return len(self._buffer)

    @property
    def begun(self) -> bool:
        """Whether anything of a request has come."""
        return bool(self._buffer) or self.request is not None

    def add(self, data: bytes) -> bool:
        """Whether a request is complete with `data`; then it, with its body, is the parser's next one.

        Raises:
            TooLarge: the body's length was not said beforehand and is larger than accepted.
            Exception: any of gunicorn's, for a head that is none.
        """
        self._buffer += data
        if self.request is None and not self._read_head():
            return False
        return self._read_body()

    def next(self) -> None:
        """The request is answered: what is left, or comes, is the next one."""
        self.request = None
        self._searched = 0
        self._chunks = _Chunks(self._max_body)

    def _read_head(self) -> bool:
        end = self._end_of_head()
        if end > MAX_HEAD or (not end and len(self._buffer) > MAX_HEAD):
            raise LimitRequestHeaders(f"more than {MAX_HEAD} bytes")
        if not end:
            return False
        self.request = self._parser.parse(self._take(end))
        return True

    def _end_of_head(self) -> int:
        """Behind the empty line, 0 when it has not come. After a bare line feed nothing can follow that is accepted."""
        start, self._searched = max(0, self._searched - 3), len(self._buffer)
        ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := self._buffer.find(mark, start)) >= 0]
        return min(ends, default=0)

    def _read_body(self) -> bool:
        assert self.request is not None
        length = self._length_of_body(self.request)
        if length is None or len(self._buffer) < length:
            return False
        self._parser.source.put(self._take(length))
        return True

    def _length_of_body(self, request: Request) -> int | None:
        reader = request.body.reader
        if isinstance(reader, ChunkedReader):
            return self._chunks.end(self._buffer)
        length: int = reader.length
        if length <= self._max_body:
            return length
        request.force_close()  # the application refuses it by its length: it need not come
        return 0

    def _take(self, length: int) -> bytes:
        taken = bytes(self._buffer[:length])
        del self._buffer[:length]
        return taken


class _Bytes:
    """Looks like a socket to gunicorn's parser; its end is where the bytes end that were put in."""

    def __init__(self) -> None:
        self._data = b""

    def put(self, data: bytes) -> None:
        self._data += data

    def recv(self, size: int) -> bytes:
        taken, self._data = self._data[:size], self._data[size:]
        return taken


class _Chunks:
    """Finds where a chunked body ends, without reading any chunk twice."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._at = 0
        self._size = 0
        self._last = False

    def end(self, buffer: bytearray) -> int | None:
        """Behind the body, None while it is not complete. Raises TooLarge, and what gunicorn raises."""
        while not self._last:
            line = buffer.find(b"\r\n", self._at, self._at + MAX_LINE)
            if line < 0:
                self._check_length(buffer)
                return None
            text = buffer[self._at : line].partition(b";")[0].rstrip(b" \t")
            if not text or not HEX.issuperset(text) or len(text) > 16:
                raise InvalidChunkSize(bytes(text[:20]))
            size = int(text, 16)
            if self._size + size > self._most or self._at > 2 * self._most:
                raise TooLarge
            if size and len(buffer) < line + 2 + size + 2:
                return None
            self._size += size
            self._at = line + 2 + (size + 2 if size else 0)
            self._last = not size
        return self._end_of_trailers(buffer)

    def _end_of_trailers(self, buffer: bytearray) -> int | None:
        if buffer[self._at : self._at + 2] == b"\r\n":
            return self._at + 2
        found = buffer.find(b"\r\n\r\n", self._at, self._at + MAX_LINE)
        if found >= 0:
            return found + 4
        self._check_length(buffer)
        return None

    def _check_length(self, buffer: bytearray) -> None:
        if len(buffer) - self._at > MAX_LINE:
            raise LimitRequestHeaders(f"more than {MAX_LINE} bytes around the chunks")
