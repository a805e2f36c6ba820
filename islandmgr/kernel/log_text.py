"""Output of servers within bounds: no line and no answer is longer than a page, a terminal or a browser can take.

What was left out is said where it is missing, as a part of the text, so that pages, `islandctl` and programs read the
same. All of it works on the stream: nothing that is left out is ever held. Pure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

LONGEST_LINE = 16 * 1024  # bytes; as long as a container runtime writes in one piece
LONGEST_ANSWER = 4 * 1024 * 1024  # bytes of an answer that ends
_CHARACTER = 3  # bytes of a UTF-8 character after its first


def bounded(chunks: Iterable[bytes], most: int = LONGEST_ANSWER) -> bytes:
    """The end of the output, at most `most` bytes (and a remark) from a whole line on, with its long lines cut."""
    return _end_of(cut_lines(chunks), most)


def bounded_text(text: str, most: int) -> str:
    """The same of a text."""
    return bounded([text.encode("utf-8", "replace")], most).decode()


def cut_lines(chunks: Iterable[bytes], longest: int = LONGEST_LINE) -> Iterator[bytes]:
    """The output as it comes, with `... [cut: 1,234 bytes]` in place of what a line has beyond `longest` bytes.

    The number is known, and the remark comes, when the line ends.
    """
    line = _Line(longest)
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        out = [part for piece in ended for part in (line.take(piece), line.end(), b"\n")]
        out.append(line.take(rest))
        if some := b"".join(out):
            yield some
    if last := line.end():
        yield last


class _Line:
    """The line that is being read."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._passed = 0  # bytes
        self._cut = 0  # bytes

    def take(self, piece: bytes) -> bytes:
        """As much of the piece as the line may still have."""
        kept = piece[: self._room(piece)]
        self._passed += len(kept)
        self._cut += len(piece) - len(kept)
        return kept

    def end(self) -> bytes:
        """What is said of a line that was cut."""
        cut, self._passed, self._cut = self._cut, 0, 0
        return f"... [cut: {cut:,} bytes]".encode() if cut else b""

    def _room(self, piece: bytes) -> int:
        if self._cut:
            return 0
        room = self._longest - self._passed
        if len(piece) <= room:
            return len(piece)
        end = max(0, room)
        while end < min(len(piece), room + _CHARACTER) and piece[end] & 0xC0 == 0x80:
            end += 1  # no character is cut in two
        return end


def _end_of(chunks: Iterable[bytes], most: int) -> bytes:
    kept: deque[bytes] = deque()
    size = cut = 0
    for chunk in chunks:
        kept.append(chunk)
        size += len(chunk)
        while size - len(kept[0]) >= most:
            cut += len(kept[0])
            size -= len(kept.popleft())
    text = b"".join(kept)
    begin = max(0, size - most)
    if not (cut or begin):
        return text
    start = text.find(b"\n", max(0, begin - 1)) + 1 or begin
    return f"[cut: {cut + start:,} bytes] ...\n".encode() + text[start:]
