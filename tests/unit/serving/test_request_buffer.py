"""When a request is complete, however its bytes are cut into pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidChunkSize, LimitRequestHeaders
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.app.server.request_buffer import Incoming, Parser, TooLarge

MAX = 1000
PLAIN = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
WITH_LENGTH = b"POST /b HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello\r\n\r\n12"
CHUNKED_HEAD = b"PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNKED = CHUNKED_HEAD + b"5\r\nhello\r\n4;a=b\r\n\r\n\r\n\r\n2\r\n12\r\n0\r\nT: 1\r\n\r\n"


def connection() -> tuple[Parser, Incoming]:
    parser = Parser(Config(), ("127.0.0.1", 1))
    return parser, Incoming(parser, MAX)


def answered(pieces: list[bytes]) -> list[tuple[str, bytes]]:
    """The requests that come out, each read as gunicorn's worker reads it."""
    parser, incoming = connection()
    found = []
    for piece in pieces:
        complete = incoming.add(piece)
        while complete:
            request = next(parser)
            found.append((request.path, request.body.read()))
            incoming.next()
            complete = incoming.add(b"")
    assert not incoming.begun
    return found


@given(st.sets(st.integers(0, len(PLAIN + WITH_LENGTH + CHUNKED) * 2)))
def test_pieces_make_the_same_requests(cuts: set[int]) -> None:
    whole = (PLAIN + WITH_LENGTH + CHUNKED) * 2
    pieces = [whole[start:end] for start, end in pairwise([0, *sorted(cuts), len(whole)])]
    assert answered(pieces) == [("/a", b""), ("/b", b"hello\r\n\r\n12"), ("/c", b"hello\r\n\r\n12")] * 2


@pytest.mark.parametrize("whole", [PLAIN, WITH_LENGTH, CHUNKED])
def test_nothing_is_complete_before_its_last_byte(whole: bytes) -> None:
    _, incoming = connection()
    assert not any(incoming.add(whole[at : at + 1]) for at in range(len(whole) - 1))
    assert incoming.begun
    assert incoming.add(whole[-1:])


def test_a_body_that_is_too_large_by_its_own_word_is_left_to_the_application() -> None:
    parser, incoming = connection()
    assert incoming.add(b"POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\nabc")
    request = next(parser)
    assert request.body.read() == b""
    assert request.should_close()


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        (b"G" * 65_537, LimitRequestHeaders),
        (CHUNKED_HEAD + b"0x5\r\nhello\r\n", InvalidChunkSize),
        (CHUNKED_HEAD + b"-1\r\n", InvalidChunkSize),
        (CHUNKED_HEAD + b"\r\n", InvalidChunkSize),
        (CHUNKED_HEAD + b"3e9\r\n", TooLarge),
        (CHUNKED_HEAD + b"" + b"1\r\nx\r\n" * 1001, TooLarge),
        (CHUNKED_HEAD + b"" + b"5;" + b"x" * 9000, LimitRequestHeaders),
        (CHUNKED_HEAD + b"0\r\n" + b"x" * 9000, LimitRequestHeaders),
    ],
)
def test_what_never_ends_is_refused(piece: bytes, fault: type[Exception]) -> None:
    _, incoming = connection()
    with pytest.raises(fault):
        incoming.add(piece)
