"""Answers that stay open."""

import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from islandmgr.model.errors import NotFound, Unavailable
from islandmgr.web.streams import ClientGone, OpenStreams


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with Flask("test").test_request_context():
        yield


def endless(gone: threading.Event) -> Iterator[str]:
    while not gone.is_set():
        yield "x"


def test_one_more_than_there_is_room_for_is_refused() -> None:
    streams = OpenStreams(threads=8)
    opened = [streams.carry(endless) for _ in range(4)]
    with pytest.raises(Unavailable, match="4 streams are open"):
        streams.carry(endless)
    opened[0].close()
    streams.carry(endless)


def test_a_stream_that_was_never_read_gives_its_place_back() -> None:
    streams = OpenStreams(threads=8)
    for _ in range(20):
        streams.carry(endless).close()


def test_a_stream_that_cannot_begin_gives_its_place_back() -> None:
    def nothing(_gone: threading.Event) -> Iterator[str]:
        raise NotFound("There is no island 7")

    streams = OpenStreams(threads=8)
    for _ in range(20):
        with pytest.raises(NotFound):
            streams.carry(nothing)


def test_all_end_when_the_server_does() -> None:
    streams = OpenStreams(threads=8)
    stream = streams.carry(endless)
    assert next(stream) == "x"
    streams.stop.set()
    assert list(stream) == []


def test_a_client_that_hung_up_is_noticed() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        gone = ClientGone(threading.Event(), ours)
        assert not gone.is_set()
        theirs.sendall(b"x")
        assert not gone.is_set()  # it said something; that is not hanging up
        ours.recv(1)
        theirs.close()
        assert gone.is_set()
        assert gone.wait(60)


def test_waiting_ends_with_its_time() -> None:
    assert not ClientGone(threading.Event(), None).wait(0.01)
