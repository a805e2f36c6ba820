"""Going on with a container's log where another reader of it was: the cluster gives it from its beginning only. Pure.

What was stored already is passed over by its length, and that the place is right is checked by its last bytes. Where
the cluster has forgotten the beginning since (logs are rotated) those last bytes are looked for instead.
"""

from __future__ import annotations

MARK = 4096
"""Bytes by which the place is known again."""

HELD = 24 * 2**20
"""Bytes that are held while the place is not reached; more than any cluster of ours keeps of a log."""

GAP = b"\n[some output may be missing here: the cluster keeps it no more]\n"


class Resume:
    """`end` bytes are stored, and `mark` are the last of them. Feed it the log from its beginning; what comes out is
    what is not stored yet."""

    def __init__(self, end: int, mark: bytes) -> None:
        self._end = end
        self._mark = mark
        self._held = bytearray()
        self._dropped = 0  # bytes that were held before `_held`
        self._found = end == 0

    def feed(self, data: bytes) -> bytes:
        if self._found:
            return data
        self._held += data
        if len(self._held) > HELD:
            much = len(self._held) - HELD
            del self._held[:much]
            self._dropped += much
        if self._dropped + len(self._held) < self._end:
            return b""
        return self._place()

    def finish(self) -> bytes:
        """The log has come to its end."""
        return b"" if self._found else self._place()

    def _place(self) -> bytes:
        self._found = True
        held, at = bytes(self._held), self._end - self._dropped
        self._held.clear()
        if 0 <= at <= len(held) and held[:at].endswith(self._mark):
            return held[at:]
        place = held.find(self._mark)
        if place >= 0:
            return held[place + len(self._mark) :]
        return GAP + held if held else b""
